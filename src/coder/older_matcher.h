// Holds a verb dictionary of TABARI or PETRARCH against one sentence: which pattern fits a verb, who does it
// to whom, and what a verb over another verb amounts to. One matcher a sentence; not shared between threads.
//
//   OlderMatcher matcher(verbs, cast, text, modality);
//   for (const Act& act : matcher.acts()) …   // act.rule: "CAMEO.2.0.txt:912"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coder/cast.h"
#include "coder/interpreter.h"
#include "coder/older_view.h"
#include "coder/roles.h"
#include "lexicon/older_verbs.h"

namespace herald::coder {

class OlderMatcher {
 public:
  /// All must outlive the matcher. `text` is what the sentence's spans point into; `modality` has one entry
  /// per token.
  OlderMatcher(const lexicon::OlderVerbs& verbs, const Cast& cast, std::string_view text,
               const std::vector<news::Modality>& modality);

  /// All acts of the sentence that have both a source and a target, by position of their verb.
  std::vector<Act> acts();

  /// The verbs found and the patterns that fit, one line each.
  std::vector<std::string> explain() const;

 private:
  /// What one verb tells before it becomes acts.
  struct Event {
    std::vector<Fill> sources, targets;
    std::string code, back;
    std::uint32_t verb = 0;
    std::uint32_t block = 0;
    std::vector<std::uint32_t> tokens;
    std::string rule;
    int score = 0;
    bool passive = false, inherited = false;
    bool joint = false;  ///< the sources are each other's targets
  };

  std::vector<Event> at(std::uint32_t verb, int depth);
  Event told_by(std::uint32_t verb, const OlderVerbFound& found) const;
  void settle_parties(std::uint32_t verb, const OlderFit& fit, Event& event) const;
  void settle_modals(std::uint32_t verb, const OlderFit& fit, Event& event) const;
  std::vector<Event> below(std::uint32_t verb, int depth);
  Event compose(const Event& over, const Event& inner) const;
  const lexicon::OlderTransformation* transformation(const Event& over, const Event& inner, bool same) const;
  std::vector<Fill> doers(const Roles& roles) const;
  std::vector<Fill> objects_of(const Roles& roles) const;
  std::vector<Fill> in_phrases(std::uint32_t verb, const Roles& roles) const;
  std::vector<Fill> in_clause(std::uint32_t verb) const;
  std::vector<Fill> anywhere_below(std::uint32_t verb) const;
  std::vector<Fill> in_noun_phrase(std::uint32_t noun, int depth = 0) const;
  void add_acts(const Event& event, std::vector<Act>& acts) const;

  const lexicon::OlderVerbs& verbs_;
  const Cast& cast_;
  const news::Sentence& s_;
  const std::vector<news::Modality>& modality_;
  OlderView view_;
  std::vector<char> seen_;
};

}  // namespace herald::coder
