// Holds codebook patterns against one sentence: which pattern fires on a trigger word, and who fills its
// slots. One matcher a sentence; not shared between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "coder/cast.h"
#include "coder/roles.h"
#include "lexicon/codebook.h"

namespace herald::coder {

/// How much of a pattern must be found. `code` takes nothing but kNone; `relate`, which knows that something
/// holds between two actors, goes on to looser readings where the grammar was missed.
enum class Slack : std::uint8_t {
  kNone,
  kTarget,  ///< the target may stand where the pattern has no place for it
  kWords,   ///< object words may stand anywhere in the trigger's own clause as well
  kHint     ///< anything but the words may be missing: a hint, no more
};

/// A pattern that fired on token `trigger`.
struct Match {
  const lexicon::Pattern* pattern = nullptr;
  std::uint32_t trigger = 0;
  std::uint32_t governor = 0;  ///< the light verb over a noun, else the trigger
  std::vector<Fill> sources, targets;
  std::vector<std::uint32_t> deeds;  ///< tokens that head the inner deed of an operator
  std::vector<std::uint32_t> fixed;  ///< tokens matched by fixed words, the trigger included
  bool reciprocal = false;
  bool inherited = false;  ///< the source stands in another clause
  bool passive = false;
  bool foreign_subject = false;  ///< somebody or something acts here that is no known actor
  int score = 0;
  int missing = 0;  ///< parts that only slack let pass
};

/// What one token may be the trigger of: a deed of its own, a word over another deed, or both.
struct Readings {
  std::optional<Match> deed, over;
};

class Matcher {
 public:
  /// Both must outlive the matcher.
  Matcher(const lexicon::Codebook& book, const Cast& cast, Slack slack = Slack::kNone);

  /// The best patterns on this token. `nested`: under an operator, where a noun may leave its target to the
  /// word above.
  Readings readings(std::uint32_t token, bool nested) const;

  /// All patterns looked at on this token with whether they fired, for `explain`.
  std::vector<std::pair<const lexicon::Pattern*, bool>> tried(std::uint32_t token) const;

  const Cast& cast() const { return cast_; }

 private:
  struct View;
  bool may_use(const lexicon::Pattern& pattern) const;
  std::vector<lexicon::Trigger> kinds_of(std::uint32_t token) const;
  void read_as(std::uint32_t token, lexicon::Trigger kind, bool nested, Readings& found) const;
  View view_of(std::uint32_t token, lexicon::Trigger trigger) const;
  void add_nested_phrases(View& view) const;
  View verb_view(std::uint32_t token) const;
  std::vector<Fill> speaker_above(std::uint32_t verb) const;
  View noun_view(std::uint32_t token) const;
  View adjective_view(std::uint32_t token) const;
  bool match(const lexicon::Pattern& pattern, const View& view, bool nested, Match& out) const;
  bool match_owner(const lexicon::Part& part, Match& out) const;
  bool match_part(const lexicon::Part& part, const View& view, Match& out) const;
  bool match_object(const lexicon::Part& part, const View& view, Match& out) const;
  bool match_prep(const lexicon::Part& part, const View& view, Match& out) const;
  bool join_parties(const lexicon::Part& part, const std::vector<Fill>& both, Match& out) const;
  bool join_subjects(const lexicon::Pattern& pattern, const View& view, Match& out) const;
  bool is_money(std::uint32_t token) const;
  bool match_clause(const View& view, Match& out) const;
  std::vector<std::uint32_t> own_words(std::uint32_t token) const;
  bool has_preposition(const lexicon::Part& part, const View& view) const;
  bool forgive(const lexicon::Pattern& pattern, const lexicon::Part& part, const View& view,
               Match& out) const;
  bool match_parts(const lexicon::Pattern& pattern, const View& view, bool nested, Match& out) const;
  void finish(const lexicon::Pattern& pattern, const View& view, Match& out) const;
  bool in_set(const lexicon::WordSet& words, std::uint32_t token) const;
  std::vector<std::string> trigger_lemmas(std::uint32_t token, lexicon::Trigger trigger) const;
  bool is_event_noun(std::uint32_t token) const;
  void add(std::vector<Fill>& to, const std::vector<Fill>& fills) const;

  const lexicon::Codebook& book_;
  const Cast& cast_;
  const news::Sentence& s_;
  Slack slack_ = Slack::kNone;
};

/// Which kind of trigger a token can be; nothing for one that can be none.
std::optional<lexicon::Trigger> trigger_kind(const news::Token& token);

}  // namespace herald::coder
