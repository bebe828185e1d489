// What the matcher lets pass where grammar was missed; see Slack.
#include <algorithm>

#include "coder/matcher_view.h"

namespace herald::coder {

using lexicon::Filler;
using lexicon::Part;
using lexicon::Pattern;
using lexicon::Slot;
using lexicon::Trigger;
using news::Dep;
using news::Pos;
using news::Tag;

/// The words of a phrase around `token` without the clauses inside it.
std::vector<std::uint32_t> Matcher::own_words(std::uint32_t token) const {
  constexpr std::size_t kMost = 40;
  std::vector<std::uint32_t> words{token};
  for (std::size_t i = 0; i < words.size() && words.size() < kMost; ++i) {
    for (const std::uint32_t c : s_.children[words[i]]) {
      const Dep dep = s_.tokens[c].dep;
      const bool clause = dep == Dep::kRelcl || dep == Dep::kAdvcl || dep == Dep::kCcomp ||
                          dep == Dep::kAcl || (dep == Dep::kConj && s_.tokens[c].pos == Pos::kVERB);
      if (!clause || slack_ == Slack::kHint) words.push_back(c);
    }
  }
  words.erase(words.begin());
  return words;
}

/// Whether one of the prepositions hangs on the trigger over something else than a day or an hour.
bool Matcher::has_preposition(const Part& part, const View& view) const {
  return std::any_of(view.phrases.begin(), view.phrases.end(), [&](const PrepPhrase& phrase) {
    if (!lexicon::contains(part.preps, lower_lemma(s_.tokens[phrase.prep]))) return false;
    return std::none_of(s_.entities.begin(), s_.entities.end(), [&](const news::Entity& entity) {
      const bool time = entity.label == news::EntityLabel::kDATE || entity.label == news::EntityLabel::kTIME;
      return time && entity.first <= phrase.object && phrase.object < entity.end;
    });
  });
}

/// Lets a part pass that was not found, where slack allows it. A verb without its preposition is another verb
/// ("set upon", "fall on"): there the preposition at least must stand.
bool Matcher::forgive(const Pattern& pattern, const Part& part, const View& view, Match& out) const {
  if (slack_ == Slack::kNone) return false;
  if (part.filler == Filler::kTarget || part.filler == Filler::kBoth) {
    // What is done "with" somebody is not the same done alone.
    const bool idiom = pattern.trigger == Trigger::kVerb && part.slot == Slot::kPrep &&
                       (out.fixed.size() < 2 || part.filler == Filler::kBoth);
    if (idiom && !has_preposition(part, view)) return false;
    // "called on T", "called for T" are not "called T".
    const bool transitive = pattern.trigger == Trigger::kVerb && part.slot == Slot::kObject;
    const bool by_preposition =
        view.objects.empty() &&
        std::any_of(view.phrases.begin(), view.phrases.end(), [&](const PrepPhrase& p) {
          const std::string& prep = s_.tokens[p.prep].lemma;
          return prep == "on" || prep == "upon" || prep == "for" || prep == "to";
        });
    if (transitive && by_preposition && slack_ != Slack::kHint) return false;
    ++out.missing;
    return true;
  }
  if (slack_ == Slack::kTarget || part.filler == Filler::kDeed || part.filler == Filler::kSource)
    return false;
  if (part.slot == Slot::kParticle && slack_ != Slack::kHint) return false;
  for (const std::uint32_t token : own_words(view.governor)) {
    if (token == view.token || !in_set(part.words, token)) continue;
    out.fixed.push_back(token);
    ++out.missing;
    return true;
  }
  return false;
}

/// Hints are for pairs that are known to have something between them.
bool Matcher::may_use(const Pattern& pattern) const {
  return !pattern.hint || slack_ != Slack::kNone;
}

/// What the token may be the trigger of: by its tag, and for a hint also what a wrong tag hides ("Rebels
/// strike convoy" with a noun for its verb).
std::vector<Trigger> Matcher::kinds_of(std::uint32_t token) const {
  std::vector<Trigger> kinds;
  const news::Token& own = s_.tokens[token];
  if (const auto kind = trigger_kind(own)) kinds.push_back(*kind);
  if (slack_ != Slack::kHint) return kinds;
  if (own.pos == Pos::kPROPN) return {Trigger::kNoun, Trigger::kVerb};
  if (own.pos == Pos::kNOUN || own.pos == Pos::kADJ) kinds.push_back(Trigger::kVerb);
  if (own.tag == Tag::kVBN) kinds.push_back(Trigger::kAdj);
  if (own.tag == Tag::kVBZ || own.tag == Tag::kVB) kinds.push_back(Trigger::kNoun);  // "talks", "strike"
  return kinds;
}

}  // namespace herald::coder
