#include "annotate/mention_phrases.h"

#include <algorithm>
#include <array>
#include <utility>

#include "annotate/mention_words.h"
#include "base/text.h"

namespace herald::annotate {

using lexicon::Role;
using lexicon::RoleKind;
using lexicon::Standing;
using news::Dep;
using news::Tag;

std::string_view country_of(const lexicon::ActorLexicon& actors, std::string_view code) {
  const std::string_view head = code.substr(0, 3);
  return actors.country(head) ? head : std::string_view{};
}

news::Actor actor_of(const lexicon::ActorLexicon& actors, const lexicon::PersonAsOf& person) {
  news::Actor out;
  out.code = person.code;
  out.country = std::string(country_of(actors, person.code));
  out.name = std::string(person.name);
  out.role = std::string(person.office);
  if (person.standing == Standing::kFormer && !out.role.empty()) out.role.insert(0, "former ");
  if (person.stale_since) {
    out.stale = true;
    out.stale_since = person.stale_since->text();
  }
  return out;
}

lexicon::Gender gender_of(const lexicon::ActorLexicon& actors, const SentenceView& view, const Draft& d) {
  static constexpr std::array<std::string_view, 12> kWoman{
      "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Queen", "Lady", "Dame", "Princess", "Madame", "her", "Sister"};
  static constexpr std::array<std::string_view, 9> kMan{"Mr",     "Mr.",  "King",   "Sir", "Lord",
                                                        "Prince", "Emir", "Sheikh", "Pope"};
  using lexicon::Gender;
  if (d.plural) return Gender::kUnknown;
  for (std::uint32_t i = d.first; i < std::min<std::uint32_t>(d.end, d.first + 12); ++i) {
    const std::string_view word = view.word(i);
    if (word.ends_with("woman") || (d.person && one_of(word, kWoman) && word != "her"))
      return Gender::kFemale;
    if (d.person && one_of(word, kMan)) return Gender::kMale;
    if (d.role && !d.person && (word.ends_with("sman") || word == "man" || word == "king"))
      return Gender::kMale;
    if (word == "," || word == "of") break;
  }
  if (!d.person) return Gender::kUnknown;
  const std::string_view name = d.actor.name;
  return actors.gender_of(name.substr(0, std::min(name.find(' '), name.size())));
}

void set_code(Draft& d, std::string_view country, std::string_view sector) {
  std::string code(country);
  d.actor.country = code;
  code += (d.former || d.elect) && holds_office(sector) ? std::string_view("ELI") : sector;
  d.actor.code = std::move(code);
}

namespace {

/// Whether a word after "an Iraqi" may be what is Iraqi.
bool carries_on(Tag tag) {
  return tag == Tag::kNN || tag == Tag::kNNS || tag == Tag::kNNP || tag == Tag::kNNPS || tag == Tag::kJJ ||
         tag == Tag::kHYPH || tag == Tag::kVBN || tag == Tag::kVBG || tag == Tag::kPOS || tag == Tag::kCD;
}

}  // namespace

Draft PhraseBuilder::people(const Atom& atom, Draft d) const {
  const lexicon::Body& people = actors_.bodies()[atom.item];
  const news::Token& last = view_.token(atom.end - 1);
  const bool modifies = last.dep == Dep::kAmod || last.dep == Dep::kCompound || last.tag == Tag::kJJ;
  d.dropped = modifies && last.head != atom.end - 1 && last.dep != Dep::kNsubj && last.dep != Dep::kPobj;
  d.plural = true;
  d.actor.code = std::string(people.code);
  d.actor.country = std::string(country_of(actors_, people.code));
  d.actor.name = std::string(people.name);
  return d;
}

Draft PhraseBuilder::state(const Atom& atom, Draft d) const {
  const std::string_view code = actors_.countries()[atom.item].code;
  d.actor.country = d.actor.code = std::string(code);
  const news::Token& last = view_.token(atom.end - 1);
  const bool before_noun = last.dep == Dep::kCompound || last.dep == Dep::kAmod || last.dep == Dep::kNmod;
  const bool hyphened =
      atom.end + 1 < view_.size() && view_.word(atom.end) == "-" && means_backed(view_.word(atom.end + 1));
  switch (atom.kind) {
    case AtomKind::kCountry:
      d.country = true;
      // "the North" is a name with its article.
      if (d.first > 0 && (view_.word(d.first) == "North" || view_.word(d.first) == "South") &&
          view_.is(d.first - 1, "the"))
        --d.first;
      d.adjective = (before_noun && last.head >= atom.end) || hyphened;
      break;
    case AtomKind::kAdjective:
    case AtomKind::kDemonym: {
      const bool noun = last.tag == Tag::kNNS || last.tag == Tag::kNNPS || last.tag == Tag::kNN;
      const bool subject = last.dep == Dep::kNsubj || last.dep == Dep::kNsubjpass || last.dep == Dep::kAgent;
      // "one Palestinian", "an Iraqi and two Syrians": the word stands for somebody.
      static constexpr std::array<std::string_view, 5> kOne{"a", "an", "another", "each", "one"};
      const bool one = atom.first > 0 && one_of(view_.word(atom.first - 1), kOne);
      const bool alone = one && (atom.end >= view_.size() || !carries_on(view_.token(atom.end).tag));
      d.adjective = !alone && (before_noun || (!noun && !subject && atom.kind == AtomKind::kAdjective));
      // "An American was arrested": one of the people.
      if (!d.adjective && (atom.kind == AtomKind::kDemonym || one)) d.actor.code += "CVL";
      break;
    }
    case AtomKind::kMetonym:
      d.actor.code += atom.sector;
      d.actor.name = std::string(view_.words(atom.first, atom.end));
      d.capital = atom.sector == "GOV";  // a parliament is no place
      d.adjective = before_noun && last.head >= atom.end;
      break;
    default:
      d.capital = true;
      d.adjective = (before_noun && last.head >= atom.end) || hyphened;
      d.actor.code += "GOV";
  }
  if (d.adjective)
    d.actor.code = d.actor.country + (atom.kind == AtomKind::kMetonym ? std::string(atom.sector) : "");
  return d;
}

Draft PhraseBuilder::simple(const Atom& atom) const {
  Draft d;
  d.first = d.core = atom.first;
  d.end = atom.end;
  d.head = view_.head_of(atom.first, atom.end);
  d.plural = atom.plural;
  d.qualified = true;
  if (atom.kind == AtomKind::kPlace) {
    d.dropped = true;  // it only tells whose police and people are
    return d;
  }
  if (atom.kind == AtomKind::kStrangerBody) {
    d.named_body = true;
    d.qualified = false;
    d.actor.name = std::string(view_.words(atom.first, atom.end));
    d.adjective = view_.token(atom.end - 1).dep == Dep::kCompound;
    return d;
  }
  if (atom.kind == AtomKind::kPeople) return people(atom, std::move(d));
  if (atom.kind == AtomKind::kBody) {
    const lexicon::Body& body = actors_.bodies()[atom.item];
    d.actor.code = std::string(body.code);
    d.actor.country = std::string(country_of(actors_, body.code));
    d.actor.name = std::string(body.name);
    const Dep dep = view_.token(atom.end - 1).dep;
    d.adjective = dep == Dep::kCompound || dep == Dep::kAmod || dep == Dep::kNmod;
    return d;
  }
  return state(atom, std::move(d));
}

Draft PhraseBuilder::person(const Atom& atom) const {
  Draft d;
  d.first = d.core = atom.first;
  d.end = atom.end;
  d.head = view_.head_of(atom.first, atom.end);
  d.person = true;
  d.spelled = std::string(view_.words(atom.first, atom.end));
  if (atom.kind == AtomKind::kPerson) {
    const lexicon::Person& who = actors_.persons()[atom.item];
    d.actor = actor_of(actors_, actors_.as_of(atom.item, finder_.day()));
    d.known_person = static_cast<std::int32_t>(atom.item);
    d.surname = who.surname.empty() ? std::string(view_.word(atom.end - 1)) : std::string(who.surname);
    d.qualified = true;
  } else if (atom.kind == AtomKind::kRemembered) {
    const KnownName& name = known_[atom.item];
    d.actor = name.actor;
    d.qualified = true;
    d.person = name.person;
    if (name.person) d.surname = name.words.back();
    d.gender = name.gender;
  } else {
    d.actor.name = std::string(view_.words(atom.first, atom.end));
    d.surname = std::string(view_.word(atom.end - 1));
  }
  return d;
}

Draft* PhraseBuilder::draft_at(std::uint32_t first) {
  for (Draft& d : drafts_) {
    if (!d.dropped && d.first == first) return &d;
  }
  return nullptr;
}

void PhraseBuilder::take_role(Draft& name, const Draft& r) const {
  const std::string text = (r.former ? "former " : "") + base::ascii_lower(r.role->text());
  if (!name.qualified) {  // a stranger: all we know is what the text says
    name.actor.code = r.actor.code;
    name.actor.country = r.actor.country;
    name.actor.role = text;
    name.qualified = r.qualified;
    name.owner_pronoun = r.owner_pronoun;
  } else {
    // Known, but here in an office the dictionary does not have: the text is the newer source.
    const bool out_of_office = name.actor.code.size() == 6 && name.actor.code.ends_with("ELI");
    const bool other_office =
        name.actor.role.find(r.role->text()) == std::string::npos &&
        (r.role->office.empty() || name.actor.role.find(r.role->office) == std::string::npos);
    if (out_of_office && other_office && !r.former && r.role->code != "ELI" && !r.role->code.empty()) {
      // "the leader of New Democracy" leads a party.
      const bool within = r.qualified && r.actor.country == name.actor.country && r.actor.code.size() > 3;
      name.actor.code = within ? r.actor.code : name.actor.country + std::string(r.role->code);
      name.actor.role = text;
    }
    // The text's own word for a current office is kept; a past or stale one stays as the dictionary has it.
    if (name.actor.role.empty() || (!out_of_office && !r.former)) name.actor.role = text;
    if (r.elect && !name.actor.country.empty()) name.actor.code = name.actor.country + "ELI";
  }
  name.role = r.role;
  name.former = r.former;
}

bool PhraseBuilder::absorb_adjacent(Draft& d, Draft& right) {
  if (right.nobody_known()) {  // "a Freedonian steelmaker Klopstock Steel"
    right.dropped = true;
    d.actor.name = right.actor.name;
    d.named_body = true;
    d.end = right.end;
    return true;
  }
  if (right.person) {
    right.dropped = true;
    Draft merged = right;
    merged.dropped = false;
    take_role(merged, d);
    merged.body_inside = d.body_inside;
    merged.first = d.first;
    merged.core = d.core;
    merged.head = view_.head_of(d.core, merged.end);
    d = merged;
    return true;
  }
  if (!right.role || right.core != right.first || (right.qualified && d.qualified)) return false;
  if (right.qualified && right.end > right.core + 2) return false;  // "of X" stands in between
  right.dropped = true;
  const std::string country = right.qualified ? right.actor.country : std::string();
  // "army spokesman", "rebel commander General X": the more telling of two role words counts.
  const Role* mine = d.role;
  const bool keep_right = !generic(*right.role) || mine->kind == RoleKind::kPerson;
  const Role* chosen = keep_right && right.role->kind != RoleKind::kTitle ? right.role : mine;
  d.role = chosen;
  d.actor.code = std::string(generic(*chosen) ? mine->code : chosen->code);
  d.actor.role = base::ascii_lower(chosen->text());
  if (!country.empty()) {  // "a unification ministry spokesman in Seoul"
    set_code(d, country, d.actor.code);
    d.qualified = true;
  }
  d.end = right.end;
  d.head = right.head;
  d.plural = right.plural;
  d.adjective = right.adjective;
  return true;
}

bool PhraseBuilder::absorb_of(Draft& d) {
  if (d.end + 1 >= view_.size()) return false;
  const bool of = view_.is(d.end, "of"), for_ = view_.is(d.end, "for"), from = view_.is(d.end, "from");
  if (!of && !for_ && !from) return false;
  if (from && d.role->code == "MOD") return false;
  // "withdrew its troops from Mali": the phrase is the verb's, not the troops'.
  if (from && view_.token(d.end).head != d.head) return false;
  Draft* right = draft_at(d.end + 1);
  if (!right && view_.token(d.end + 1).tag == Tag::kDT) right = draft_at(d.end + 2);
  if (of && !right && country_of_place_after(d)) return true;
  if (of && !right) right = owner_of_office(d);
  if (!right || !right->qualified || (right->adjective && !(right->country && of))) return false;
  if (for_ && !generic(*d.role)) return false;
  if (right->person && !generic(*d.role)) return false;
  const std::size_t after = right->end;
  if (right->country || right->capital) {
    set_code(
        d, right->actor.country,
        right->country || !generic(*d.role) ? d.role->code : std::string_view(right->actor.code).substr(3));
  } else if (!right->actor.country.empty() && !generic(*d.role) && right->role) {
    set_code(d, right->actor.country, d.role->code);
  } else {
    d.actor.code = right->person ? right->actor.code : code_within(right->actor.code, d.role->code);
    d.actor.country = right->actor.country;
    if (!right->person) d.actor.name = right->actor.name;
    if (!right->person && !right->role) d.body_inside = right->actor;
  }
  d.qualified = true;
  d.end = right->end;
  right->dropped = true;
  if (d.plural) share_role_with_conjuncts(d, after);
  return true;
}

bool PhraseBuilder::country_of_place_after(Draft& d) {
  // "the mayor of Gaziantep", "villagers of the Peloponnese".
  const std::uint32_t at = d.end + (view_.token(d.end + 1).tag == Tag::kDT ? 2 : 1);
  for (std::size_t k = 0; k < atoms_.size(); ++k) {
    if (atoms_[k].first != at || atoms_[k].kind != AtomKind::kPlace) continue;
    set_code(d, actors_.countries()[atoms_[k].item].code, d.role->code);
    d.end = atoms_[k].end;
    return d.qualified = true;
  }
  return false;
}

Draft* PhraseBuilder::owner_of_office(const Draft& d) {
  // "the Ministry of Water of Tanzania", "minister of foreign affairs of Peru".
  if (d.role->code != "GOV") return nullptr;
  std::uint32_t i = d.end + 1;
  const auto noun = [&](std::uint32_t t) {
    const Tag tag = view_.token(t).tag;
    return view_.proper(t) || tag == Tag::kNN || tag == Tag::kNNS || tag == Tag::kJJ || tag == Tag::kCC;
  };
  while (i < view_.size() && i < d.end + 8 && noun(i) && !draft_at(i)) ++i;
  if (i == d.end + 1 || i + 1 >= view_.size() || !view_.is(i, "of")) return nullptr;
  Draft* owner = draft_at(i + 1);
  if (!owner && view_.token(i + 1).tag == Tag::kDT) owner = draft_at(i + 2);
  return owner && owner->country ? owner : nullptr;
}

bool PhraseBuilder::absorb_loyal(Draft& d) {
  // "forces loyal to Khalifa Haftar", "militias allied to the government".
  if (d.end + 2 >= view_.size() || !view_.is(d.end + 1, "to")) return false;
  if (!view_.is(d.end, "loyal") && !view_.is(d.end, "allied") && !view_.is(d.end, "faithful")) return false;
  const bool article = view_.token(d.end + 2).tag == Tag::kDT;
  Draft* leader = draft_at(d.end + (article ? 3 : 2));
  if (!leader) leader = draft_at(d.end + 2);
  if (!leader) return false;
  if (leader->actor.country.empty()) return false;
  set_code(d, leader->actor.country, followers_code(leader->actor.code, d.role->code));
  d.end = leader->end;
  leader->dropped = true;
  return d.qualified = true;
}

void PhraseBuilder::skip_host(Draft& d) {
  // "ambassador to Germany Jane Roe": the host belongs to the title when the name follows it.
  if (d.end + 2 >= view_.size() || !view_.is(d.end, "to")) return;
  const std::uint32_t at = d.end + (view_.token(d.end + 1).tag == Tag::kDT ? 2 : 1);
  Draft* host = draft_at(at);
  if (!host || !(host->country || host->role == nullptr) || host->person) return;
  const Draft* name = draft_at(host->end);
  if (!name || !name->person) return;
  host->dropped = true;
  d.end = host->end;
}

void PhraseBuilder::share_role_with_conjuncts(const Draft& d, std::size_t after) {
  // "the foreign ministers of A, B and C": the others are ministers too.
  std::size_t i = after;
  while (i < view_.size()) {
    if (view_.token(i).tag != Tag::kCC && view_.word(i) != ",") return;
    ++i;
    if (i < view_.size() && view_.token(i).tag == Tag::kCC) ++i;
    if (i < view_.size() && view_.token(i).tag == Tag::kDT) ++i;
    Draft* next = draft_at(static_cast<std::uint32_t>(i));
    if (!next || !next->country || next->adjective) return;
    if (view_.token(next->head).dep != Dep::kConj) return;
    next->country = false;
    next->role = d.role;
    next->head = d.head;
    next->plural = true;
    next->actor.role = d.actor.role;
    set_code(*next, next->actor.country, d.role->code);
    i = next->end;
  }
}

void PhraseBuilder::country_from_in(Draft& d) const {
  if (d.qualified || d.foreign_backed) return;
  const bool local = local_by_nature(d.role->code);
  if (!local && d.role->code != "GOV") return;
  if (d.end + 1 >= view_.size() || !view_.is(d.end, "in")) return;
  std::size_t i = d.end + 1;
  while (i < view_.size() &&
         (view_.token(i).tag == Tag::kDT || view_.token(i).tag == Tag::kJJ || view_.is(i, "capital")))
    ++i;
  for (const Atom& atom : atoms_) {
    if (atom.first != i ||
        (atom.kind != AtomKind::kCountry && atom.kind != AtomKind::kCapital && atom.kind != AtomKind::kPlace))
      continue;
    if (!local && atom.kind != AtomKind::kCapital) continue;  // "a ministry spokesman in Seoul"
    set_code(d, actors_.countries()[atom.item].code, d.role->code);
    d.qualified = true;
  }
}

void PhraseBuilder::people_of(Draft& d, std::size_t k) {
  // "Indonesian Muslims", "Egypt's Copts", "Kurds in Turkey".
  std::optional<std::uint32_t> country;
  if (k > 0 && !used_[k - 1] &&
      (atoms_[k - 1].kind <= AtomKind::kCapital || atoms_[k - 1].kind == AtomKind::kPlace)) {
    const Atom& owner = atoms_[k - 1];
    const bool possessive = owner.end + 1 == d.first && view_.token(owner.end).tag == Tag::kPOS;
    if (owner.end == d.first || possessive) {
      country = owner.item;
      d.first = owner.first;
      used_[k - 1] = true;
    }
  }
  if (!country && d.end + 1 < view_.size() && view_.is(d.end, "in")) {
    std::size_t i = d.end + 1;
    while (i + 1 < view_.size() && (view_.token(i).tag == Tag::kDT || view_.token(i).tag == Tag::kJJ)) ++i;
    for (const Atom& atom : atoms_) {
      const bool place =
          atom.kind == AtomKind::kCountry || atom.kind == AtomKind::kCapital || atom.kind == AtomKind::kPlace;
      if (place && atom.first == i) country = atom.item;
    }
  }
  if (!country) return;
  const std::string sector = d.actor.code.substr(d.actor.country.size());
  set_code(d, actors_.countries()[*country].code, sector);
}

void PhraseBuilder::role(std::size_t k) {
  const Atom& atom = atoms_[k];
  // "the head of the front" leads it, "his head" is no actor.
  const bool head = view_.is(atom.end - 1, "head") || view_.is(atom.end - 1, "heads");
  if (head && atom.end == atom.first + 1 && (atom.end >= view_.size() || !view_.is(atom.end, "of"))) return;
  Draft d;
  d.first = d.core = atom.first;
  d.end = atom.end;
  d.head = view_.head_of(atom.first, atom.end);
  d.role = &actors_.roles()[atom.item];
  d.plural = atom.plural || d.role->kind == RoleKind::kGroup;
  d.actor.code = std::string(d.role->code);
  d.actor.role = base::ascii_lower(d.role->text());
  const news::Token& last = view_.token(atom.end - 1);
  d.adjective = last.head >= atom.end &&
                (last.dep == Dep::kCompound || last.dep == Dep::kAmod || last.dep == Dep::kNmod);
  // A role directly before this one takes this one in when its turn comes.
  const bool inner =
      k > 0 && atoms_[k - 1].kind == AtomKind::kRole && atoms_[k - 1].end == atom.first && !used_[k - 1];
  Draft* right = draft_at(d.end);
  Draft* named = right && (right->person || right->nobody_known()) ? right : nullptr;
  if (right && !named && right->role && right->core == right->first) absorb_adjacent(d, *right);
  if (!named) {
    right = draft_at(d.end);
    named = right && (right->person || right->nobody_known()) ? right : nullptr;
  }
  if (d.role->kind == RoleKind::kTitle && !named) return;
  if (!named && !inner) {
    if (!absorb_of(d) && !absorb_loyal(d)) skip_host(d);
    right = draft_at(d.end);  // "the mayor of Kyiv Vitali Klitschko", "ambassador to Germany Jane Roe"
    named = right && right->person ? right : nullptr;
  }
  if (!inner && !d.qualified)
    qualify_left(d, k);
  else if (!inner)
    widen_left(d);
  if (!d.person) country_from_in(d);
  if (named) {
    named = draft_at(d.end);  // the list may have moved
    if (named) {
      Draft joined = d;
      absorb_adjacent(joined, *named);
      if (inner) joined.role = d.role;
      d = joined;
      if (d.person && d.role && d.actor.country.empty()) absorb_of(d);  // "Minister Jan Novak of Poland"
    }
  }
  drafts_.push_back(std::move(d));
}

void PhraseBuilder::take_home(Draft& d, std::size_t k) {
  // "Senegal's Macky Sall", "Ukrainian Brig. Gen. Bohdan Lysak": the country belongs to the name.
  if (k == 0 || used_[k - 1] || atoms_[k - 1].kind > AtomKind::kDemonym) return;
  const Atom& home = atoms_[k - 1];
  std::uint32_t between = home.end;
  const bool possessive = between < d.first && view_.token(between).tag == Tag::kPOS;
  if (possessive) ++between;
  if (!possessive && home.kind == AtomKind::kCountry) return;
  if (possessive && between != d.first) return;
  while (between < d.first && view_.proper(between) && view_.token(between).dep == Dep::kCompound) ++between;
  if (between != d.first) return;
  const std::string_view code = actors_.countries()[home.item].code;
  if (!d.actor.country.empty() && d.actor.country != code) return;
  d.first = home.first;
  used_[k - 1] = true;
  if (d.qualified) return;
  d.actor.country = std::string(code);
  d.actor.code = d.actor.country;
  d.qualified = true;
}

std::vector<Draft> PhraseBuilder::build() {
  used_.assign(atoms_.size(), false);
  drafts_.clear();
  drafts_.reserve(atoms_.size() + 2);
  for (std::size_t k = atoms_.size(); k-- > 0;) {
    if (used_[k]) continue;
    const Atom& atom = atoms_[k];
    if (atom.kind == AtomKind::kRole) {
      role(k);
    } else if (atom.kind == AtomKind::kPerson || atom.kind == AtomKind::kStranger ||
               atom.kind == AtomKind::kRemembered) {
      drafts_.push_back(person(atom));
      take_home(drafts_.back(), k);
    } else if (!atom.inside_name && atom.kind != AtomKind::kNothing) {
      drafts_.push_back(simple(atom));
      if (atom.kind == AtomKind::kPeople && !drafts_.back().dropped) people_of(drafts_.back(), k);
      // "the United States House of Representatives": the state's name belongs to that of its seat.
      // "Ukraine's Security Service", "the Malian Armed Forces" likewise.
      const bool owned = atom.kind == AtomKind::kMetonym || atom.kind == AtomKind::kBody;
      const bool named_twice =
          owned && k > 0 && !used_[k - 1] && atoms_[k - 1].kind <= AtomKind::kDemonym &&
          (atoms_[k - 1].end == atom.first ||
           (atoms_[k - 1].end + 1 == atom.first && view_.token(atom.first - 1).tag == Tag::kPOS)) &&
          actors_.countries()[atoms_[k - 1].item].code == drafts_.back().actor.country;
      if (named_twice) {
        drafts_.back().first = atoms_[k - 1].first;
        used_[k - 1] = true;
      }
    }
  }
  std::erase_if(drafts_, [](const Draft& d) { return d.dropped; });
  join_appositions();
  std::erase_if(drafts_, [](const Draft& d) { return d.dropped; });
  join_relations();
  place_strangers();
  join_kind_to_name();
  join_names();
  std::erase_if(drafts_, [](const Draft& d) { return d.dropped; });
  std::sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) { return a.first < b.first; });
  return std::move(drafts_);
}

}  // namespace herald::annotate
