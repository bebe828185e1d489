#include "annotate/mention_reference.h"

#include <algorithm>
#include <array>
#include <utility>

#include "annotate/mention_nouns.h"
#include "annotate/mention_words.h"
#include "base/text.h"

namespace herald::annotate {

using lexicon::Gender;
using news::Dep;
using news::Tag;

namespace {

// How many times as salient as the next one a reading must be to be told.
constexpr double kPersonMargin = 1.3;
constexpr double kThingMargin = 1.3;
constexpr double kGroupMargin = 1.4;
constexpr std::uint32_t kNear = 2;  ///< sentences a pronoun reaches back
constexpr std::uint32_t kFar = 4;   ///< sentences a definite phrase reaches back
constexpr std::uint32_t kWhole = 1000;

}  // namespace

bool ReferenceFinder::bound(const Chain& chain, std::uint32_t token) const {
  // "Cam handed him a folder": an object is not the subject of its own clause.
  if (chain.last.sentence != sentence_) return false;
  std::uint32_t verb = view_.token(token).head;
  for (int depth = 0; depth < 5 && view_.token(verb).head != verb; ++depth) {
    const Tag tag = view_.token(verb).tag;
    if (tag >= Tag::kVB && tag <= Tag::kVBZ) break;
    verb = view_.token(verb).head;
  }
  for (const std::uint32_t child : view_.sentence->children[verb]) {
    const Dep dep = view_.token(child).dep;
    if ((dep == Dep::kNsubj || dep == Dep::kNsubjpass) && child == chain.last.head) return true;
  }
  return false;
}

std::optional<std::uint32_t> ReferenceFinder::subject_of(std::uint32_t verb) const {
  for (const std::uint32_t child : view_.sentence->children[verb]) {
    const Dep dep = view_.token(child).dep;
    if (dep == Dep::kNsubj || dep == Dep::kNsubjpass) return child;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> ReferenceFinder::local_subject(std::uint32_t token) const {
  // The subject of the clause a pronoun stands in; of one that is the subject itself, that of the clause
  // above.
  const auto verb_above = [&](std::uint32_t at) {
    for (int depth = 0; depth < 8 && view_.token(at).head != at; ++depth) {
      at = view_.token(at).head;
      const Tag tag = view_.token(at).tag;
      if (tag >= Tag::kVB && tag <= Tag::kVBZ) break;
    }
    return at;
  };
  const Dep dep = view_.token(token).dep;
  std::uint32_t verb = verb_above(token);
  if (dep == Dep::kNsubj || dep == Dep::kNsubjpass) {
    if (view_.token(verb).head == verb) return std::nullopt;
    verb = verb_above(verb);
  }
  for (int depth = 0; depth < 6; ++depth) {
    if (const auto subject = subject_of(verb); subject && *subject != token) {
      const Tag tag = view_.token(*subject).tag;
      if (tag != Tag::kWP && tag != Tag::kWDT) return subject;
      return view_.token(verb).head;  // "Jordan, who said he": the noun of a relative clause
    }
    const std::uint32_t above = view_.token(verb).head;
    if (above == verb) return std::nullopt;
    if (view_.token(verb).dep == Dep::kXcomp) {
      // "urged him to show his hand": who is urged acts.
      for (const std::uint32_t child : view_.sentence->children[above]) {
        if (view_.token(child).dep == Dep::kDobj && child < verb) return child;
      }
    }
    verb = above;
  }
  return std::nullopt;
}

double ReferenceFinder::nearness(const Chain& c, std::uint32_t token) const {
  if (c.last.sentence != sentence_) return 1;
  const auto subject = local_subject(token);
  if (!subject || *subject != c.last.head) return 1;
  return view_.token(token).tag == Tag::kPRPS ? 2.5 : 1.8;
}

bool ReferenceFinder::takes_somebody(std::uint32_t token) const {
  // What is done to somebody rather than to a matter: "urged it", not "denied it".
  static constexpr std::array<std::string_view, 40> kVerbs{
      "accuse",   "advise", "aid",      "allow",  "arm",    "ask",      "assist",   "attack",
      "back",     "ban",    "blame",    "call",   "defeat", "defend",   "expel",    "fight",
      "finance",  "force",  "fund",     "help",   "invite", "isolate",  "join",     "lead",
      "leave",    "lobby",  "persuade", "praise", "press",  "punish",   "reassure", "remind",
      "sanction", "sue",    "support",  "tell",   "thank",  "threaten", "urge",     "warn"};
  const news::Token& t = view_.token(token);
  if (t.dep == Dep::kDobj || t.dep == Dep::kDative)
    return std::binary_search(kVerbs.begin(), kVerbs.end(), std::string_view(view_.token(t.head).lemma));
  return t.dep == Dep::kPobj && (view_.is(t.head, "against") || view_.is(t.head, "with"));
}

bool ReferenceFinder::expletive(std::uint32_t token) const {
  const news::Token& t = view_.token(token);
  if (t.dep == Dep::kExpl) return true;
  if (t.dep != Dep::kNsubj && t.dep != Dep::kNsubjpass) return false;
  static constexpr std::array<std::string_view, 9> kWeather{"appear", "be",   "become", "happen", "rain",
                                                            "remain", "seem", "snow",   "take"};
  // "it was ready to talk" speaks of somebody.
  static constexpr std::array<std::string_view, 14> kWilling{
      "able",   "afraid",   "committed", "determined", "eager", "keen",   "open",
      "poised", "prepared", "ready",     "reluctant",  "sure",  "unable", "willing"};
  for (const std::uint32_t c : view_.sentence->children[t.head]) {
    if (view_.token(c).dep == Dep::kAcomp && one_of(view_.token(c).lemma, kWilling)) return false;
  }
  if (!one_of(view_.token(t.head).lemma, kWeather))
    return t.dep == Dep::kNsubjpass && t.head > token &&
           std::any_of(view_.sentence->children[t.head].begin(), view_.sentence->children[t.head].end(),
                       [&](std::uint32_t c) { return view_.token(c).dep == Dep::kCcomp; });
  return std::any_of(view_.sentence->children[t.head].begin(), view_.sentence->children[t.head].end(),
                     [&](std::uint32_t c) {
                       const Dep dep = view_.token(c).dep;
                       return c > token && (dep == Dep::kCcomp || dep == Dep::kXcomp || dep == Dep::kAdvcl ||
                                            dep == Dep::kAcomp || dep == Dep::kCsubj || dep == Dep::kAttr);
                     });
}

bool ReferenceFinder::speaks(std::uint32_t token) const {
  const news::Token& t = view_.token(token);
  return t.dep == Dep::kNsubj && needs_somebody(view_.token(t.head).lemma);
}

std::optional<std::uint32_t> ReferenceFinder::person(std::uint32_t token, Gender gender) const {
  const Dep dep = view_.token(token).dep;
  const bool object =
      view_.token(token).tag == Tag::kPRP && (dep == Dep::kDobj || dep == Dep::kPobj || dep == Dep::kDative);
  const auto test = [&](bool sure) {
    return memory_.most_salient(sentence_, kNear, kPersonMargin, [&](const Chain& c) {
      const bool fits = c.gender == gender || (!sure && c.gender == Gender::kUnknown);
      if (c.kind != ChainKind::kPerson || !fits || (object && bound(c, token))) return 0.0;
      return nearness(c, token) * (c.gender == gender ? 1.2 : 1.0);
    });
  };
  // One known to be a woman beats one who may be; two who may be are a guess.
  const auto any = test(false);
  if (any) return any;
  return test(true);
}

std::optional<std::uint32_t> ReferenceFinder::thing(std::uint32_t token) const {
  const news::Token& t = view_.token(token);
  const bool object = t.tag == Tag::kPRP && t.dep != Dep::kNsubj && t.dep != Dep::kNsubjpass;
  if (object && !takes_somebody(token)) return std::nullopt;
  if (t.tag == Tag::kPRP && expletive(token)) return std::nullopt;
  const bool somebody = speaks(token);
  return memory_.most_salient(sentence_, kNear, kThingMargin, [&](const Chain& c) {
    if (object && bound(c, token)) return 0.0;
    if (c.kind == ChainKind::kThing) return !somebody && !object && !c.plural ? nearness(c, token) : 0.0;
    return c.kind == ChainKind::kState || c.kind == ChainKind::kBody ? nearness(c, token) : 0.0;
  });
}

std::optional<std::uint32_t> ReferenceFinder::several(std::uint32_t token) const {
  const news::Token& t = view_.token(token);
  const bool object = t.tag == Tag::kPRP && t.dep != Dep::kNsubj && t.dep != Dep::kNsubjpass;
  const bool somebody = speaks(token);
  // "Russian and Chinese sailors swapped their caps": both, not one of them.
  std::vector<const Chain*> inside;
  for (const Chain& set : memory_.chains()) {
    if (set.kind != ChainKind::kSet || set.last.sentence + kNear < sentence_) continue;
    for (const std::uint32_t m : set.members) {
      const Chain& member = memory_.chain(m);
      if (member.last.sentence == set.last.sentence) inside.push_back(&member);
    }
  }
  const auto found = memory_.most_salient(sentence_, kNear, kGroupMargin, [&](const Chain& c) {
    if (std::find(inside.begin(), inside.end(), &c) != inside.end()) return 0.0;
    if (!c.plural || (object && bound(c, token))) return 0.0;
    if (c.kind == ChainKind::kBody) return 0.5;  // "police", where nobody else is about
    if (c.kind != ChainKind::kThing) return nearness(c, token);
    return somebody ? 0.0 : 0.6 * nearness(c, token);  // "they" are seldom things in news
  });
  return found;
}

std::optional<Reference> ReferenceFinder::pronoun(std::uint32_t i) const {
  const news::Token& t = view_.token(i);
  if (t.tag != Tag::kPRP && t.tag != Tag::kPRPS) return std::nullopt;
  static constexpr std::array<std::string_view, 3> kMan{"he", "him", "his"};
  static constexpr std::array<std::string_view, 2> kWoman{"she", "her"};
  static constexpr std::array<std::string_view, 3> kGroup{"they", "them", "their"};
  const std::string_view word = view_.word(i);
  std::optional<std::uint32_t> found;
  if (one_of(word, kMan)) {
    found = person(i, Gender::kMale);
  } else if (one_of(word, kWoman)) {
    found = person(i, Gender::kFemale);
  } else if (one_of(word, kGroup)) {
    found = several(i);
  } else if (view_.is(i, "it") || view_.is(i, "its")) {
    found = thing(i);
  }
  if (!found) return std::nullopt;
  const Chain& c = memory_.chain(*found);
  if (c.kind == ChainKind::kSet) return Reference{i + 1, i, c.members};
  if (!c.is_actor()) return std::nullopt;
  return Reference{i + 1, i, {*found}};
}

std::optional<Reference> ReferenceFinder::forward(std::uint32_t i,
                                                  std::optional<std::uint32_t> subject) const {
  if (!subject) return std::nullopt;
  const bool man = view_.is(i, "his"), woman = view_.is(i, "her"), it = view_.is(i, "its");
  for (std::uint32_t c = 0; c < memory_.chains().size(); ++c) {
    const Chain& chain = memory_.chain(c);
    if (chain.last.sentence != sentence_ || chain.last.head != *subject || !chain.is_actor()) continue;
    const bool person = chain.kind == ChainKind::kPerson;
    const bool fits = (man && person && chain.gender != Gender::kFemale) ||
                      (woman && person && chain.gender != Gender::kMale) ||
                      (it && !person && !chain.plural) || (view_.is(i, "their") && chain.plural);
    if (fits) return Reference{i + 1, i, {c}};
  }
  return std::nullopt;
}

std::optional<std::uint32_t> ReferenceFinder::chain_at(std::uint32_t head) const {
  for (std::uint32_t i = 0; i < memory_.chains().size(); ++i) {
    const Chain& c = memory_.chain(i);
    if (c.last.sentence == sentence_ && c.last.head == head && c.is_actor() && c.kind != ChainKind::kSet)
      return i;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> ReferenceFinder::owner(std::uint32_t token) const {
  if (view_.token(token).tag == Tag::kWPS) {
    // "France, whose diplomats stalled it": the noun the clause belongs to.
    std::uint32_t up = token;
    for (int depth = 0; depth < 6 && view_.token(up).dep != Dep::kRelcl && view_.token(up).head != up;
         ++depth)
      up = view_.token(up).head;
    if (view_.token(up).dep != Dep::kRelcl) return std::nullopt;
    return chain_at(view_.token(up).head);
  }
  const auto found = pronoun(token);
  if (!found || found->chains.size() != 1) return std::nullopt;
  return found->chains.front();
}

std::optional<std::uint32_t> ReferenceFinder::body_led(std::uint32_t token) const {
  if (!view_.is(token, "its")) return std::nullopt;
  return memory_.most_salient(sentence_, kNear, kThingMargin, [&](const Chain& c) {
    const bool led = c.kind == ChainKind::kBody && c.is_actor() && !has_sector(c.actor, "GOV");
    return led ? nearness(c, token) : 0.0;
  });
}

bool ReferenceFinder::nearest_sector(std::string_view first, std::string_view second) const {
  std::int64_t latest = -1;
  bool of_first = false;
  for (const Chain& c : memory_.chains()) {
    const bool one = has_sector(c.actor, first);
    if (!one && !has_sector(c.actor, second)) continue;
    const std::int64_t at = (std::int64_t{c.last.sentence} << 32) + c.last.head;
    if (at <= latest) continue;
    latest = at;
    of_first = one;
  }
  return of_first;
}

std::optional<std::uint32_t> ReferenceFinder::state(double margin, std::string_view noun,
                                                    std::optional<std::uint32_t> not_subject_of) const {
  // Everybody of a state keeps it in mind, the state itself most.
  std::vector<std::pair<std::string_view, double>> states;
  for (const Chain& c : memory_.chains()) {
    if (c.actor.country.empty() || c.kind == ChainKind::kThing || c.last.sentence + kFar < sentence_)
      continue;
    if (!noun.empty() && !finder_.actors().may_be_called(c.actor.country, noun)) continue;
    if (not_subject_of && bound(c, *not_subject_of)) continue;
    // Soldiers are often abroad.
    const double part = c.kind == ChainKind::kState ? 1.0 : has_sector(c.actor, "MIL") ? 0.25 : 0.5;
    const double share = memory_.salience(c, sentence_) * part;
    const auto same =
        std::find_if(states.begin(), states.end(), [&](const auto& s) { return s.first == c.actor.country; });
    if (same == states.end())
      states.emplace_back(c.actor.country, share);
    else
      same->second += share;
  }
  if (states.empty()) return std::nullopt;
  std::stable_sort(states.begin(), states.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (states.size() > 1 && states[0].second < margin * states[1].second) return std::nullopt;
  return chain_of_state(states.front().first);
}

std::optional<std::uint32_t> ReferenceFinder::latter(std::uint32_t token) const {
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = 0; i < memory_.chains().size(); ++i) {
    const Chain& c = memory_.chain(i);
    if (c.kind == ChainKind::kThing || c.kind == ChainKind::kSet || c.last.sentence + 1 < sentence_) continue;
    const auto at = std::pair(c.last.sentence, c.last.head);
    if (c.last.sentence == sentence_ && bound(c, token)) continue;
    // "praised both sides; the latter" is not one of the two.
    const bool together = std::any_of(memory_.chains().begin(), memory_.chains().end(), [&](const Chain& o) {
      return o.kind == ChainKind::kSet && std::pair(o.last.sentence, o.last.head) == at;
    });
    if (together) continue;
    if (!best || at > std::pair(memory_.chain(*best).last.sentence, memory_.chain(*best).last.head)) best = i;
  }
  if (best && !memory_.chain(*best).is_actor()) return std::nullopt;
  return best;
}

bool ReferenceFinder::fits_noun(const Chain& c, std::string_view noun) const {
  const std::string lower = base::ascii_lower(noun);
  const std::string name = base::ascii_lower(c.actor.name.empty() ? c.actor.role : c.actor.name);
  const std::size_t at = name.find(lower);
  if (at != std::string::npos && (at == 0 || name[at - 1] == ' ')) return true;
  const std::string& code = c.actor.code;
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), lower) != words.end();
  };
  if (is({"party"})) return has_sector(c.actor, "PTY");
  if (is({"group", "movement", "faction", "network", "militia"}))
    return has_sector(c.actor, "REB") || has_sector(c.actor, "SEP") || has_sector(c.actor, "OPP") ||
           has_sector(c.actor, "CRM") || code.starts_with("IMG") ||
           (is({"group"}) &&
            (has_sector(c.actor, "NGO") || code.starts_with("NGO") || has_sector(c.actor, "BUS"))) ||
           (is({"movement"}) && has_sector(c.actor, "PTY"));
  if (is({"alliance"}))
    return code == "IGONAT" ||
           (code.starts_with("IGO") && !code.starts_with("IGOEUR") && !code.starts_with("IGOUNO"));
  if (is({"bloc", "grouping"}))
    return code.starts_with("IGO") && code != "IGONAT" && !code.starts_with("IGOUNO") &&
           (!code.starts_with("IGOEUR") || code == "IGOEUR");
  if (is({"organisation", "organization", "union"}))
    return code.starts_with("IGO") || (is({"organisation", "organization"}) && code.starts_with("NGO"));
  if (is({"agency"}))
    return has_sector(c.actor, "MED") || has_sector(c.actor, "SPY") || code.starts_with("IGO");
  if (is({"company", "firm"})) return has_sector(c.actor, "BUS");
  if (is({"newspaper", "broadcaster"})) return has_sector(c.actor, "MED");
  if (is({"charity", "watchdog", "organisation"}))
    return code.starts_with("NGO") || has_sector(c.actor, "NGO");
  if (is({"army", "force"})) return has_sector(c.actor, "MIL");
  if (is({"parliament"})) return has_sector(c.actor, "LEG");
  if (is({"mission"})) return code.starts_with("IGO") && code.find("PKO") != std::string::npos;
  return false;
}

std::optional<std::uint32_t> ReferenceFinder::nearest_body(std::string_view noun, double margin) const {
  const auto fits = [&](const Chain& c) {
    return c.kind == ChainKind::kBody && c.is_actor() && fits_noun(c, noun);
  };
  // The one in mind, else the only one of the nearest sentence that names any.
  if (const auto found = memory_.most_salient(sentence_, kFar, margin, fits)) return found;
  for (std::uint32_t back = 0; back <= kFar && back <= sentence_; ++back) {
    std::optional<std::uint32_t> only;
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < memory_.chains().size(); ++i) {
      const Chain& c = memory_.chain(i);
      if (c.last.sentence + back != sentence_ || !fits(c)) continue;
      only = i;
      ++count;
    }
    if (count > 0) return count == 1 ? only : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Reference> ReferenceFinder::definite(std::uint32_t i) const {
  if (const auto several = bare_set(i)) return several;
  static constexpr std::array<std::string_view, 5> kBegins{"the", "both", "neither", "this", "these"};
  if (!one_of(view_.word(i), kBegins) || i + 1 >= view_.size()) return std::nullopt;
  std::uint32_t noun = i + 1;
  if (view_.is(i, "the") && view_.is(noun, "latter") &&
      (noun + 1 == view_.size() ||
       (view_.token(noun + 1).tag != Tag::kNN && view_.token(noun + 1).tag != Tag::kNNS))) {
    if (const auto found = latter(i)) return Reference{noun + 1, noun, {*found}};
    return std::nullopt;
  }
  std::size_t count = view_.is(i, "both") || view_.is(i, "neither") ? 2 : 0;
  if (count == 0) count = small_number(view_.word(noun));
  if (!view_.is(i, "both") && !view_.is(i, "neither") && count > 0) ++noun;
  while (noun + 1 < view_.size() &&
         (view_.token(noun).tag == Tag::kJJ ||
          (view_.is(noun, "island") && class_of(view_.word(noun + 1)) == NounClass::kState)))
    ++noun;
  if (noun >= view_.size()) return std::nullopt;
  const NounClass what = class_of(view_.word(noun));
  if (what == NounClass::kNone && count != 2) return std::nullopt;
  const news::Token& t = view_.token(noun);
  if (t.dep == Dep::kCompound || t.dep == Dep::kAmod || t.dep == Dep::kAppos) return std::nullopt;
  // "the countries of the region", "the group that …" say themselves who is meant.
  if (noun + 1 < view_.size() && (view_.is(noun + 1, "of") || view_.is(noun + 1, "that")))
    return std::nullopt;
  if (what == NounClass::kNone && t.tag != Tag::kNNS) return std::nullopt;
  if (plural_noun(view_.word(noun)) || view_.is(i, "both") || view_.is(i, "neither")) {
    const bool bare_leaders = count == 0 && view_.is(i, "the") && view_.is(noun, "leaders");
    if (count == 0 && !bare_leaders) return std::nullopt;
    return pair(i, noun, bare_leaders ? 2 : count);
  }
  if (count > 0) return std::nullopt;
  Reference out{noun + 1, noun, {}};
  if (what == NounClass::kState) {
    // "the communist state" is called so as a whole, else the noun alone counts.
    const std::string_view whole = view_.words(i + 1, noun + 1);
    const std::string_view called = finder_.actors().has_epithet(whole) ? whole : view_.word(noun);
    const auto found = state(kThingMargin, called, i);
    if (!found) return std::nullopt;
    out.chains = {*found};
    out.states = true;
    return out;
  }
  if (what != NounClass::kBody || view_.is(i, "these")) return std::nullopt;
  const auto found = nearest_body(view_.word(noun), kThingMargin);
  if (!found) return std::nullopt;
  out.chains = {*found};
  return out;
}

std::optional<std::uint32_t> ReferenceFinder::described(const Draft& d) const {
  const lexicon::Role& role = *d.role;
  const std::string_view head = view_.word(d.head);
  if (!d.plural && role.kind == lexicon::RoleKind::kBody) {
    return memory_.most_salient(sentence_, kFar, 1.1, [&](const Chain& c) {
      return c.kind == ChainKind::kBody && c.is_actor() && fits_noun(c, head);
    });
  }
  if (d.plural && (role.code == "REB" || role.code == "SEP")) {
    return memory_.most_salient(sentence_, kFar, 1.3, [&](const Chain& c) {
      return (c.kind == ChainKind::kBody || c.kind == ChainKind::kGroup) && c.actor.country.size() == 3 &&
             has_sector(c.actor, role.code);
    });
  }
  if (d.plural) {
    return memory_.most_salient(sentence_, kFar, 1.1, [&](const Chain& c) {
      return c.kind == ChainKind::kGroup && !c.actor.country.empty() && c.actor.role == d.actor.role;
    });
  }
  if (role.kind != lexicon::RoleKind::kPerson) return std::nullopt;
  return memory_.most_salient(sentence_, kWhole, 1.05, [&](const Chain& c) {
    if (c.kind != ChainKind::kPerson || c.actor.country.empty()) return false;
    if (c.actor.role == role.text() || (!role.office.empty() && c.actor.role == role.office)) return true;
    if (c.known_person < 0 || role.office.empty() || !finder_.day()) return false;
    const auto spells =
        finder_.actors().spells_of(finder_.actors().persons()[static_cast<std::size_t>(c.known_person)]);
    return std::any_of(spells.begin(), spells.end(), [&](const lexicon::OfficeSpell& s) {
      return s.holds_on(*finder_.day()) && s.has_office(role.office);
    });
  });
}

}  // namespace herald::annotate
