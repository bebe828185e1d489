// The left side of a role phrase: whose troops, which president. "Russia's", "North Korean", "its", "Hamas".
#include <algorithm>
#include <string>
#include <utility>

#include "annotate/mention_phrases.h"
#include "annotate/mention_words.h"

namespace herald::annotate {

using lexicon::Role;
using news::Dep;
using news::Tag;

bool PhraseBuilder::modifier(std::size_t i) const {
  const news::Token& t = view_.token(i);
  // "64-year-old": what hangs on a hyphen.
  if (t.dep == Dep::kNpadvmod && i + 1 < view_.size() && view_.word(i + 1) == "-") return true;
  if (view_.word(i).find_first_of(":*\n") != std::string_view::npos) return false;
  switch (t.tag) {
    case Tag::kJJ:
    case Tag::kJJR:
    case Tag::kJJS:
    case Tag::kCD:
    case Tag::kHYPH:
    case Tag::kAFX:
      return true;
    case Tag::kNN:
    case Tag::kNNP:
    case Tag::kVBN:
    case Tag::kVBG:
    case Tag::kNNS:
    case Tag::kVBD:
      return t.dep == Dep::kCompound || t.dep == Dep::kAmod || t.dep == Dep::kNmod;
    case Tag::kRB:
      return t.dep == Dep::kAdvmod && view_.token(t.head).dep == Dep::kAmod;
    default:
      return false;
  }
}

bool PhraseBuilder::is_owner(const Atom& atom, bool possessive) const {
  if (atom.kind == AtomKind::kNothing) return false;
  if (atom.kind == AtomKind::kAdjective || atom.kind == AtomKind::kDemonym) return true;
  // "Bavarian police": the parser takes such words for nouns as often as for adjectives.
  if ((atom.kind == AtomKind::kPlace || atom.kind == AtomKind::kPeople) &&
      view_.token(atom.end - 1).tag == Tag::kJJ)
    return true;
  if (possessive) return true;
  const Dep dep = view_.token(atom.end - 1).dep;
  return dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kAmod || dep == Dep::kPoss;
}

std::optional<std::size_t> PhraseBuilder::walk_left(Draft& d, std::size_t k, bool& possessive) {
  std::size_t i = d.first, q = k;
  bool backed = false;
  for (int steps = 0; i > 0 && steps < 8; ++steps) {
    if (q > 0 && atoms_[q - 1].end == i) {
      const Atom& atom = atoms_[q - 1];
      if (backed && atom.kind != AtomKind::kRole) {
        d.foreign_backed = true;
        d.first = atom.first;  // "Turkish-backed fighters", "a pro-Iranian militia" are one phrase
        used_[q - 1] = true;
        return std::nullopt;
      }
      if (used_[q - 1] || !is_owner(atom, possessive)) return std::nullopt;
      if (atom.first > 1 && view_.word(atom.first - 1) == "-" && takes_side(view_.word(atom.first - 2))) {
        d.foreign_backed = true;
        d.first = atom.first - 2;
        used_[q - 1] = true;
        return std::nullopt;
      }
      if (atom.kind != AtomKind::kRole) return q - 1;
      // "the government's chief negotiator": one role inside another; the first one's branch counts for
      // generic ones.
      used_[q - 1] = true;
      const Role& outer = actors_.roles()[atom.item];
      if (generic(*d.role) && !outer.code.empty()) d.actor.code = std::string(outer.code);
      if (outer.code.empty())
        d.owner_pronoun = static_cast<std::int32_t>(atom.first);  // "the country's cabinet"
      i = d.first = atom.first;
      --q;
      possessive = false;
      continue;
    }
    const std::size_t p = i - 1;
    if (view_.token(p).tag == Tag::kPOS) {
      possessive = true;
    } else if (!modifier(p) || possessive) {
      break;
    } else {
      d.former = d.former || means_former(view_.word(p));
      d.elect = d.elect || means_elect(view_.word(p));
      backed = backed || means_backed(view_.word(p));
    }
    i = p;
  }
  // Without an owner only plain modifiers directly before belong to the phrase.
  return std::nullopt;
}

void PhraseBuilder::own(Draft& d, const Atom& owner) {
  d.qualified = true;
  switch (owner.kind) {
    case AtomKind::kCountry:
    case AtomKind::kAdjective:
    case AtomKind::kDemonym:
    case AtomKind::kCapital:
    case AtomKind::kPlace:
      set_code(d, actors_.countries()[owner.item].code,
               d.role->code.empty() ? std::string_view{} : std::string_view(d.actor.code));
      return;
    case AtomKind::kMetonym:
      set_code(d, actors_.countries()[owner.item].code,
               generic(*d.role) ? owner.sector : std::string_view(d.actor.code));
      return;
    case AtomKind::kPeople: {
      const std::string_view country = country_of(actors_, actors_.bodies()[owner.item].code);
      d.qualified = !country.empty();
      if (d.qualified)
        set_code(d, country, d.role->code.empty() ? std::string_view{} : std::string_view(d.actor.code));
      return;
    }
    case AtomKind::kBody: {
      const lexicon::Body& body = actors_.bodies()[owner.item];
      const std::string_view country = country_of(actors_, body.code);
      // "the Republican Senate leader" acts as the Senate's, "a Republican spokesman" as the party's.
      const bool of_state = d.role->code == "LEG" || d.role->code == "GOV" || d.role->code == "JUD";
      if (body.kind == "party" && of_state && !generic(*d.role)) {
        set_code(d, country, d.role->code);
        return;
      }
      d.actor.code = code_within(body.code, d.role->code);
      d.actor.country = std::string(country);
      d.actor.name = std::string(body.name);
      d.body_inside.emplace();
      d.body_inside->code = std::string(body.code);
      d.body_inside->country = d.actor.country;
      d.body_inside->name = d.actor.name;
      return;
    }
    default: {
      const Draft possessor = person(owner);
      if (owner.kind == AtomKind::kRemembered && !possessor.person) {  // "AMCU's president"
        d.actor.code = code_within(possessor.actor.code, d.role->code);
        d.actor.country = possessor.actor.country;
        d.actor.name = possessor.actor.name;
        d.body_inside = possessor.actor;
        return;
      }
      if (owner.kind == AtomKind::kStranger) d.qualified = false;
      if (possessor.actor.country.empty()) {
        d.qualified = !possessor.actor.code.empty();
        if (d.qualified) d.actor.code = possessor.actor.code;
      } else {
        set_code(d, possessor.actor.country, followers_code(possessor.actor.code, d.role->code));
      }
    }
  }
}

void PhraseBuilder::more_owners(const Draft& d, std::size_t q, bool possessive) {
  // "the U.S., Japanese and South Korean envoys": each adjective is an actor with that role.
  bool seen_and = false;
  const AtomKind kind = atoms_[q].kind;
  if (kind != AtomKind::kAdjective && !(kind == AtomKind::kCountry && d.plural)) return;
  while (q > 0) {
    std::size_t i = atoms_[q].first;
    bool joined = false;
    while (i > 0 && !joined) {
      const Tag tag = view_.token(i - 1).tag;
      const std::string_view word = view_.word(i - 1);
      if (tag == Tag::kCC)
        seen_and = true;
      else if (word == "-" || word == "/")
        seen_and = true;
      else if (!(word == "," && seen_and) && tag != Tag::kDT)
        return;
      --i;
      joined = atoms_[q - 1].end == i;
    }
    const Atom& atom = atoms_[q - 1];
    // "the U.S., Japanese and South Korean envoys": capitals serve as an adjective.
    const std::string_view letters = view_.words(atom.first, atom.end);
    const bool short_form = letters.size() <= 4 && letters.size() >= 2 && letters[1] < 'a';
    const bool same = atom.kind == kind || (kind == AtomKind::kAdjective && atom.kind == AtomKind::kCountry &&
                                            !possessive && (view_.is(atom.end, "-") || short_form));
    if (!joined || !same || used_[q - 1]) return;
    Draft extra = d;
    extra.first = extra.core = atom.first;
    extra.end = atom.end;
    extra.actor = {};
    extra.actor.role = d.actor.role;
    extra.actor.code = d.actor.code.size() > 3 ? d.actor.code.substr(3) : std::string();
    extra.dropped = false;
    own(extra, atom);
    used_[q - 1] = true;
    drafts_.push_back(std::move(extra));
    --q;
  }
}

void PhraseBuilder::include_determiner(Draft& d) const {
  while (d.first < d.core && (view_.word(d.first) == "-" || view_.token(d.first).tag == Tag::kCloseQuote))
    ++d.first;
  if (d.first == 0) return;
  const Tag before = view_.token(d.first - 1).tag;
  if (before == Tag::kDT) --d.first;
  if (before == Tag::kWPS && !d.qualified) d.owner_pronoun = static_cast<std::int32_t>(d.first - 1);
  if (before == Tag::kPRPS) {
    --d.first;
    const bool third = !view_.is(d.first, "my") && !view_.is(d.first, "our") && !view_.is(d.first, "your");
    if (!d.qualified && third) d.owner_pronoun = static_cast<std::int32_t>(d.first);
  }
}

void PhraseBuilder::widen_left(Draft& d) const {
  // An owner that follows ("the former foreign affairs minister of Cuba"): only plain words stand before.
  while (d.first > 0 && modifier(d.first - 1)) {
    const std::uint32_t before = d.first - 1;
    const bool taken = std::any_of(atoms_.begin(), atoms_.end(), [&](const Atom& a) {
      return a.first <= before && before < a.end && a.kind != AtomKind::kRole;
    });
    if (taken) break;
    d.first = before;
    if (means_former(view_.word(before)) && !d.former) {
      d.former = true;
      d.actor.role.insert(0, "former ");
      if (!d.actor.country.empty() && holds_office(d.role->code)) d.actor.code = d.actor.country + "ELI";
    }
  }
  include_determiner(d);
}

void PhraseBuilder::name_body(Draft& d) const {
  // "the Grand National Party", "the Great Council": capitals make a name of a role phrase.
  if (d.role->kind != lexicon::RoleKind::kBody || d.plural || d.core <= d.first) return;
  if (!view_.proper(d.core) || !view_.proper(d.core - 1)) return;
  std::uint32_t first = d.core;
  while (first > d.first && view_.proper(first - 1)) --first;
  d.actor.name = std::string(view_.words(first, d.end));
  d.named_body = true;
}

void PhraseBuilder::qualify_left(Draft& d, std::size_t k) {
  bool possessive = false;
  Draft trial = d;
  if (const auto q = walk_left(trial, k, possessive)) {
    d = trial;
    d.first = atoms_[*q].first;
    used_[*q] = true;
    if (d.first > 0) d.former = d.former || means_former(view_.word(d.first - 1));
    if (d.first > 0 && means_elect(view_.word(d.first - 1))) {
      d.elect = true;
      --d.first;
    }
    if (d.first > 1 && view_.word(d.first - 1) == "-")
      d.former = d.former || means_former(view_.word(d.first - 2));
    own(d, atoms_[*q]);
    // "German Chancellor Angela Merkel's spokesman": the owner's own title belongs to the phrase.
    for (std::size_t t = *q; t > 0 && d.person == false; --t) {
      const bool title =
          atoms_[t - 1].end == d.first && !used_[t - 1] && atoms_[*q].kind >= AtomKind::kPerson &&
          (atoms_[t - 1].kind == AtomKind::kRole || atoms_[t - 1].kind == AtomKind::kAdjective);
      if (!title) break;
      used_[t - 1] = true;
      d.first = atoms_[t - 1].first;
    }
    more_owners(d, *q, possessive);
  } else {
    d.former = trial.former;
    d.elect = trial.elect;
    d.foreign_backed = trial.foreign_backed;
    if (d.foreign_backed) d.first = trial.first;
    if (trial.first < d.first) {  // an inner role was taken in
      d.first = trial.first;
      d.actor.code = trial.actor.code;
      d.owner_pronoun = trial.owner_pronoun;
    }
    while (!d.foreign_backed && d.first > 0 && modifier(d.first - 1) &&
           view_.token(d.first - 1).tag != Tag::kCloseQuote) {
      --d.first;
      if (view_.token(d.first).tag == Tag::kCD) break;
    }
    if ((d.former || d.elect) && holds_office(d.role->code)) d.actor.code = "ELI";
    name_body(d);
  }
  if (d.former && d.first > 0 && means_former(view_.word(d.first - 1))) --d.first;
  if (d.former && !d.actor.role.starts_with("former ")) d.actor.role.insert(0, "former ");
  include_determiner(d);
}

}  // namespace herald::annotate
