// Phrases that mean several earlier actors at once: "the two countries", "both sides", "the two leaders".
#include <algorithm>
#include <array>
#include <utility>

#include "annotate/mention_nouns.h"
#include "annotate/mention_reference.h"
#include "annotate/mention_words.h"
#include "base/text.h"

namespace herald::annotate {

using lexicon::Gender;
using news::Dep;
using news::Tag;

namespace {

constexpr std::uint32_t kNear = 2;  ///< sentences a set of persons reaches back
constexpr std::uint32_t kFar = 4;   ///< sentences a set of states or sides reaches back

}  // namespace

std::optional<std::uint32_t> ReferenceFinder::chain_of_state(std::string_view country) const {
  // The state itself, else whatever stands for it.
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < memory_.chains().size(); ++i) {
    const Chain& c = memory_.chain(i);
    if (c.actor.country != country || c.kind == ChainKind::kThing) continue;
    if (c.kind == ChainKind::kState && c.actor.code == c.actor.country) return i;
    if (!found || c.kind == ChainKind::kState) found = i;
  }
  return found;
}

std::vector<std::uint32_t> ReferenceFinder::main_pair() const {
  const auto pair = finder_.main_pair();
  if (!pair) return {};
  const auto first = chain_of_state(finder_.actors().countries()[pair->first].code);
  const auto second = chain_of_state(finder_.actors().countries()[pair->second].code);
  if (!first || !second) return {};
  return {*first, *second};
}

std::vector<std::uint32_t> ReferenceFinder::latest_states(std::size_t count, std::uint32_t token) const {
  // The nearest stretch of text that names as many states, by whatever stands for them.
  std::vector<std::uint32_t> out;
  for (std::uint32_t back = 0; back <= kFar && back <= sentence_; ++back) {
    for (std::uint32_t i = 0; i < memory_.chains().size(); ++i) {
      const Chain& c = memory_.chain(i);
      if (c.last.sentence + back != sentence_ || c.actor.country.empty() || c.kind == ChainKind::kThing)
        continue;
      if (bound(c, token)) continue;  // "the United States urged both countries"
      const auto same = [&](std::uint32_t k) { return memory_.chain(k).actor.country == c.actor.country; };
      const auto known = std::find_if(out.begin(), out.end(), same);
      if (known == out.end())
        out.push_back(i);
      else if (c.kind == ChainKind::kState)
        *known = i;
    }
    if (out.size() == count) return out;
    if (out.size() > count) break;
  }
  // More than that: the states themselves, when just so many are named as such.
  std::erase_if(out, [&](std::uint32_t i) { return memory_.chain(i).kind != ChainKind::kState; });
  if (out.size() != count) out.clear();
  return out;
}

std::vector<std::uint32_t> ReferenceFinder::latest_persons(std::size_t count, Gender gender) const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t back = 0; back <= kFar && back <= sentence_; ++back) {
    for (std::uint32_t i = 0; i < memory_.chains().size(); ++i) {
      const Chain& c = memory_.chain(i);
      const bool fits = c.kind == ChainKind::kPerson &&
                        (gender == Gender::kUnknown || c.gender == gender || c.gender == Gender::kUnknown);
      if (c.last.sentence + back == sentence_ && fits) out.push_back(i);
    }
    if (out.size() == count) return out;
    if (out.size() > count) break;
  }
  out.clear();
  return out;
}

std::vector<std::uint32_t> ReferenceFinder::opponents(std::uint32_t token) const {
  // A state by whatever of it may fight, and every armed group, by how often they were named.
  struct Side {
    std::uint32_t chain = 0, named = 0;
    bool state = false;
  };
  std::vector<Side> sides;
  for (std::uint32_t i = 0; i < memory_.chains().size(); ++i) {
    const Chain& c = memory_.chain(i);
    const bool armed = has_sector(c.actor, "REB") || has_sector(c.actor, "SEP");
    const bool state = c.kind == ChainKind::kState || may_fight(c.actor.code);
    if (c.actor.country.empty() || c.kind == ChainKind::kThing || (!armed && !state)) continue;
    if (bound(c, token)) continue;
    const auto same = std::find_if(sides.begin(), sides.end(), [&](const Side& s) {
      const Chain& other = memory_.chain(s.chain);
      return armed ? other.actor.code == c.actor.code : s.state && other.actor.country == c.actor.country;
    });
    if (same == sides.end()) {
      sides.push_back({i, c.named, !armed});
    } else {
      same->named += c.named;
      if (c.kind == ChainKind::kState && c.actor.code == c.actor.country) same->chain = i;
      if (armed && memory_.chain(same->chain).actor.name.empty()) same->chain = i;
    }
  }
  std::stable_sort(sides.begin(), sides.end(),
                   [](const Side& a, const Side& b) { return a.named > b.named; });
  if (sides.size() < 2 || (sides[0].state && sides[1].state)) return {};  // two states: main_pair() knows
  if (sides[1].named < 2 || (sides.size() > 2 && sides[2].named * 3 > sides[1].named * 2)) return {};
  return {sides[0].chain, sides[1].chain};
}

std::optional<Reference> ReferenceFinder::bare_set(std::uint32_t i) const {
  // "both back the plan", "the two met", "the pair were held": those named in one breath, nobody else.
  static constexpr std::array<std::string_view, 3> kTwo{"couple", "duo", "pair"};
  const bool the = view_.is(i, "the");
  if (!the && !view_.is(i, "both")) return std::nullopt;
  std::uint32_t head = i;
  std::size_t count = 2;
  bool persons = false;
  if (the) {
    if (++head >= view_.size()) return std::nullopt;
    persons = one_of(view_.word(head), kTwo);
    count = persons ? 2 : view_.is(head, "trio") ? 3 : small_number(view_.word(head));
    if (count == 0) return std::nullopt;
  }
  const news::Token& t = view_.token(head);
  if (t.dep != Dep::kNsubj && t.dep != Dep::kNsubjpass && t.dep != Dep::kDobj) return std::nullopt;
  if (head + 1 < view_.size() && (view_.is(head + 1, "of") || view_.token(head + 1).tag == Tag::kNNS))
    return std::nullopt;
  const auto set = memory_.most_salient(sentence_, kNear, 1.0, [&](const Chain& c) {
    if (c.kind != ChainKind::kSet || c.members.size() != count) return false;
    return std::all_of(c.members.begin(), c.members.end(), [&](std::uint32_t m) {
      const Chain& member = memory_.chain(m);
      return member.is_actor() && (!persons || member.kind == ChainKind::kPerson);
    });
  });
  if (!set) return std::nullopt;
  Reference out{head + 1, head, memory_.chain(*set).members};
  std::sort(out.chains.begin(), out.chains.end());
  return out;
}

std::optional<Reference> ReferenceFinder::pair(std::uint32_t first, std::uint32_t noun,
                                               std::size_t count) const {
  static constexpr std::array<std::string_view, 3> kSidesOnly{"sides", "parties", "foes"};
  const NounClass what = class_of(view_.word(noun));
  const lexicon::Role* role = what == NounClass::kNone ? finder_.actors().role(view_.word(noun)) : nullptr;
  if (what == NounClass::kBody || (what == NounClass::kNone && (!role || role->code.empty() || count != 2)))
    return std::nullopt;
  Reference out{noun + 1, noun, {}};
  if (base::ascii_iequals(view_.word(noun), "koreas")) {
    const auto south = chain_of_state("KOR"), north = chain_of_state("PRK");
    if (!south || !north) return std::nullopt;
    out.chains = {std::min(*south, *north), std::max(*south, *north)};
    out.states = true;
    return out;
  }
  // Those named in one breath come first, then the two the article is about.
  const bool of_states = what == NounClass::kState || what == NounClass::kOffice || what == NounClass::kNone;
  const bool sides = one_of(view_.word(noun), kSidesOnly);
  const std::uint32_t window = of_states ? 1 : kNear;
  const auto set = memory_.most_salient(sentence_, window, 1.0, [&](const Chain& c) {
    if (c.kind != ChainKind::kSet || c.members.size() != count) return false;
    return std::all_of(c.members.begin(), c.members.end(), [&](std::uint32_t m) {
      const Chain& member = memory_.chain(m);
      if (!member.is_actor()) return false;
      if (sides)
        return member.kind == ChainKind::kState ||
               (member.kind == ChainKind::kBody && may_fight(member.actor.code));
      if (of_states) return member.kind == ChainKind::kState;
      if (what == NounClass::kMan && member.gender == Gender::kFemale) return false;
      if (what == NounClass::kWoman && member.gender == Gender::kMale) return false;
      return member.kind == ChainKind::kPerson;
    });
  });
  if (set) out.chains = memory_.chain(*set).members;
  if (what == NounClass::kMan || what == NounClass::kWoman) {
    if (!set) out.chains = latest_persons(count, what == NounClass::kMan ? Gender::kMale : Gender::kFemale);
  } else {
    out.sides = sides;
    out.states = of_states && !out.sides;
    if (what == NounClass::kOffice) out.sector = "GOV";
    if (what == NounClass::kNone) out.sector = role->code;
    if (sides && out.chains.empty() && count == 2) {
      out.chains = opponents(first);
      // "the rebels and the government": in a civil war a state's side is its government.
      if (!out.chains.empty() &&
          memory_.chain(out.chains[0]).actor.country == memory_.chain(out.chains[1]).actor.country)
        out.sector = "GOV";
    }
    if (out.chains.empty() && count == 2) {
      out.chains = main_pair();
      if (!out.chains.empty() && !of_states) out.states = true;
      if (!out.chains.empty() && what == NounClass::kPerson) out.sector = "GOV";
    }
    if (out.chains.empty()) {
      out.chains = of_states ? latest_states(count, first) : latest_persons(count, Gender::kUnknown);
    }
  }
  const bool known = !out.chains.empty() && std::all_of(out.chains.begin(), out.chains.end(), [&](auto c) {
    return memory_.chain(c).is_actor() || (out.states && !memory_.chain(c).actor.country.empty());
  });
  if (!known) return std::nullopt;
  std::sort(out.chains.begin(), out.chains.end());
  return out;
}

}  // namespace herald::annotate
