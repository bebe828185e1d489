// From matches to acts: operators over deeds ("agreed to withdraw", "threatened to attack"), speech with a
// modal ("said it would send"), and the modality of each. One interpreter a sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coder/matcher.h"
#include "lexicon/codebook.h"
#include "news/report.h"

namespace herald::coder {

/// One act as the sentence tells it, before it becomes reports of single pairs.
struct Act {
  news::EventType type = news::EventType::kNone;
  std::string mode, cameo;
  news::Modality modality = news::Modality::kHappened;
  std::vector<Fill> sources, targets;
  bool reciprocal = false;
  bool inherited = false;
  std::uint32_t trigger = 0;          ///< token whose clause dates the act
  std::vector<std::uint32_t> tokens;  ///< tokens that show the action
  std::string rule;
  int score = 0;
  int missing = 0;  ///< parts of its patterns that only slack let pass
  bool passive = false;
  bool foreign_subject = false;  ///< the clause has a subject that is no known actor
  std::optional<news::Promised> promised;
  std::optional<std::uint32_t> crowd;  ///< token of an unnamed crowd that protests
  std::uint32_t promised_trigger = 0;  ///< token whose clause dates the promised deed
  std::optional<double> judged;        ///< probability of its type by the judge, where he was asked
};

/// Which acts are given.
enum class Acts : std::uint8_t {
  kComplete,  ///< those that stand as reports
  kAll        ///< whatever a pattern fits, parties or none: `relate` weighs them
};

class Interpreter {
 public:
  /// All must outlive the interpreter. `modality` has one entry per token.
  Interpreter(const lexicon::Codebook& book, const Matcher& matcher,
              const std::vector<news::Modality>& modality, Acts wanted = Acts::kComplete);

  /// All acts of the sentence, by position of their trigger.
  std::vector<Act> acts();

 private:
  std::vector<Act> at(std::uint32_t token, int depth);
  std::vector<Act> under_operator(const Match& over, int depth);
  std::vector<Act> under_light_verb(std::uint32_t token, int depth);
  bool threatens_own(const Match& over, const Act& inner) const;
  std::optional<std::uint32_t> crowd_at(std::uint32_t verb) const;
  bool is_opinion(std::uint32_t deed, bool request) const;
  std::vector<Act> under_speech(std::uint32_t token, int depth);
  std::vector<Act> fallback(const Match& over) const;
  std::vector<Act> plain(const Match& match);
  Act compose(const Match& over, const Act& inner, const lexicon::Composition& composition) const;
  void soften(const Match& match, Act& act) const;
  void name_attacker(Act& act) const;
  void name_partner(const Match& match, Act& act) const;
  void settle_commitment(const Match& over, const Act& inner, Act& act) const;
  std::vector<Fill> composed_targets(const Match& over, const Act& inner) const;
  std::vector<std::uint32_t> deeds_with_conjuncts(const std::vector<std::uint32_t>& deeds) const;
  bool same_speaker(std::uint32_t subject, const std::vector<Fill>& speakers) const;
  bool idle_infinitive(std::uint32_t token) const;
  bool complete(const Act& act, lexicon::Trigger trigger) const;
  bool violent_sentence() const;
  bool conditional(const Match& over) const;
  bool about_sport() const;
  void consume(const std::vector<std::uint32_t>& tokens);

  const lexicon::Codebook& book_;
  const Matcher& matcher_;
  const news::Sentence& s_;
  const std::vector<news::Modality>& modality_;
  Acts wanted_ = Acts::kComplete;
  std::vector<char> consumed_;
};

}  // namespace herald::coder
