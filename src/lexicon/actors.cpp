#include "lexicon/actors.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace herald::lexicon {

using base::Date;

bool is_sector(std::string_view text) {
  static constexpr std::array<std::string_view, 36> kSectors{
      "AGR", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "HLH", "HRI",
      "IGO", "IMG", "INS", "INT", "JUD", "LAB", "LEG", "MED", "MIL", "MNC", "NGM", "NGO",
      "OPP", "PKO", "PTY", "RAD", "REB", "REF", "REL", "SEP", "SET", "SPY", "TOP", "UAF"};
  return std::binary_search(kSectors.begin(), kSectors.end(), text);
}

int reading_rank(NameKind kind) {
  // What hides a name, then who is named in full, then what everybody knows; a bare surname comes late.
  static constexpr std::array<NameKind, 16> kOrder{
      NameKind::kNothing, NameKind::kPerson,  NameKind::kBody,      NameKind::kGroup,
      NameKind::kMetonym, NameKind::kCountry, NameKind::kAdjective, NameKind::kDemonym,
      NameKind::kCapital, NameKind::kForce,   NameKind::kParty,     NameKind::kMedia,
      NameKind::kRole,    NameKind::kSurname, NameKind::kPlace,     NameKind::kPeople};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), kind) - kOrder.begin());
}

bool OfficeSpell::has_office(std::string_view office) const {
  for (std::size_t at = 0; at <= offices.size();) {
    const std::size_t end = std::min(offices.find('|', at), offices.size());
    if (offices.substr(at, end - at) == office) return true;
    at = end + 1;
  }
  return false;
}

bool OfficeSpell::is_head() const {
  return has_office("head of state") || has_office("head of government") || has_office("supreme leader");
}

void ActorLexicon::find_names(const Pieces& pieces, std::size_t first,
                              std::vector<NameIndex::Match>& out) const {
  index_.find(pieces, first, NameSpace::kAsWritten, out);
}

void ActorLexicon::find_roles(const Pieces& pieces, std::size_t first,
                              std::vector<NameIndex::Match>& out) const {
  index_.find(pieces, first, NameSpace::kAnyCase, out);
}

std::optional<std::uint32_t> ActorLexicon::country(std::string_view code) const {
  const auto found = country_of_code_.find(code);
  if (found == country_of_code_.end()) return std::nullopt;
  return found->second;
}

const Role* ActorLexicon::role(std::string_view phrase) const {
  for (std::int32_t at = index_.find_exact(phrase, NameSpace::kAnyCase); at >= 0;
       at = index_.value(at).next) {
    const NameReading found = reading(index_.value(at).value);
    if (found.kind == NameKind::kRole) return &roles_[found.item];
  }
  return nullptr;
}

bool ActorLexicon::may_be_called(std::string_view country, std::string_view noun) const {
  for (const Epithet& epithet : epithets_) {
    if (!base::ascii_iequals(epithet.noun, noun)) continue;
    const auto codes = base::split(epithet.codes, '|');
    return std::find(codes.begin(), codes.end(), country) != codes.end();
  }
  return true;
}

bool ActorLexicon::has_epithet(std::string_view noun) const {
  return std::any_of(epithets_.begin(), epithets_.end(),
                     [&](const Epithet& e) { return base::ascii_iequals(e.noun, noun); });
}

Gender ActorLexicon::gender_of(std::string_view given_name) const {
  const std::int32_t at = index_.find_exact(given_name, NameSpace::kGiven);
  return at < 0 ? Gender::kUnknown : static_cast<Gender>(index_.value(at).value);
}

std::vector<NameReading> ActorLexicon::readings_of(std::string_view name) const {
  std::vector<NameReading> out;
  for (const NameSpace space : {NameSpace::kAsWritten, NameSpace::kAnyCase}) {
    for (std::int32_t at = index_.find_exact(name, space); at >= 0; at = index_.value(at).next)
      out.push_back(reading(index_.value(at).value));
  }
  return out;
}

NameEntry ActorLexicon::name(std::size_t at) const {
  const NameRecord& record = names_[at];
  return {text_.substr(record.at, record.size), reading(record.value), record.origin >> 24,
          record.origin & 0xFFFFFF};
}

std::string ActorLexicon::code_of(const NameReading& reading) const {
  switch (reading.kind) {
    case NameKind::kCountry:
    case NameKind::kAdjective:
    case NameKind::kDemonym:
      return std::string(countries_[reading.item].code);
    case NameKind::kCapital:
      return std::string(countries_[reading.item].code) + "GOV";
    case NameKind::kMetonym:
      return std::string(countries_[reading.item].code).append(reading.sector);
    case NameKind::kPerson:
    case NameKind::kSurname:
      return std::string(persons_[reading.item].code);
    case NameKind::kRole:
      return std::string(roles_[reading.item].code);
    case NameKind::kNothing:
      return {};
    case NameKind::kPlace:
      return std::string(places_[reading.item].code);
    default:
      return std::string(bodies_[reading.item].code);
  }
}

std::vector<const OfficeSpell*> ActorLexicon::office_holder(std::string_view code, std::string_view office,
                                                            Date day) const {
  std::vector<const OfficeSpell*> out;
  const auto less = [&](std::uint32_t spell, std::string_view wanted) {
    return spells_[spell].code < wanted;
  };
  auto it = std::lower_bound(spells_by_code_.begin(), spells_by_code_.end(), code, less);
  for (; it != spells_by_code_.end() && spells_[*it].code == code; ++it) {
    const OfficeSpell& spell = spells_[*it];
    if (!spell.holds_on(day) || !spell.has_office(office)) continue;
    const bool seen =
        std::any_of(out.begin(), out.end(), [&](const OfficeSpell* s) { return s->person == spell.person; });
    if (!seen) out.push_back(&spell);
  }
  return out;
}

std::string_view ActorLexicon::holder_name(std::string_view code, std::string_view office, Date day) const {
  const auto holders = office_holder(code, office, day);
  return holders.empty() ? std::string_view{} : persons_[holders.front()->person].name;
}

namespace {

/// How much an office weighs when a person holds several: elects least, heads of state most.
int weight(const OfficeSpell& spell) {
  if (spell.sector == "ELI") return 1;
  if (spell.is_head()) return 4;
  return spell.sector == "GOV" ? 3 : 2;
}

std::string_view first_office(const OfficeSpell& spell) {
  return spell.offices.substr(0, std::min(spell.offices.find('|'), spell.offices.size()));
}

}  // namespace

PersonAsOf ActorLexicon::as_of(std::uint32_t index, std::optional<Date> day) const {
  const Person& person = persons_[index];
  PersonAsOf out;
  out.person = index;
  out.name = person.name;
  if (country_of_code_.contains(person.code)) out.country = person.code;
  const OfficeSpell* held = nullptr;
  const OfficeSpell* last = nullptr;  // begun before the day, latest known
  for (const OfficeSpell& spell : spells_of(person)) {
    if (day && spell.holds_on(*day) && (!held || weight(spell) >= weight(*held))) held = &spell;
    if (day && *day < spell.from) continue;
    const bool open = !spell.to && spell.sector != "ELI";
    const bool later =
        !last || (open && last->to) || (open == !last->to && spell.known_until >= last->known_until);
    if (later) last = &spell;
  }
  const auto fill = [&](const OfficeSpell& spell, Standing standing, std::string_view sector) {
    out.standing = standing;
    out.spell = static_cast<std::int32_t>(&spell - spells_.data());
    out.office = first_office(spell);
    out.code = std::string(person.code) + std::string(sector);
    // The people of a body carry the body's code alone.
    if (out.country.empty()) out.code = std::string(person.code);
  };
  if (held) {
    fill(*held, held->sector == "ELI" ? Standing::kElect : Standing::kInOffice, held->sector);
  } else if (last && (!last->to || !day)) {
    fill(*last, Standing::kStale, last->sector);
    out.stale_since = last->known_until;
  } else if (last) {
    fill(*last, Standing::kFormer, "ELI");
  } else {
    fill(spells_of(person).front(), Standing::kFuture, "ELI");
    out.office = {};
  }
  return out;
}

std::optional<std::uint32_t> ActorLexicon::choose_person(std::span<const std::uint32_t> candidates,
                                                         std::optional<Date> day,
                                                         std::string_view hint) const {
  int best = -1;
  bool tie = false;
  std::uint32_t chosen = 0;
  for (const std::uint32_t index : candidates) {
    const Person& person = persons_[index];
    int score = !hint.empty() && person.code.starts_with(hint.substr(0, 3)) ? 16 : 0;
    for (const OfficeSpell& spell : spells_of(person)) {
      if (day && spell.holds_on(*day)) score = std::max(score % 16, 4 + weight(spell)) + score / 16 * 16;
      if (day && !spell.to && spell.from <= *day) score = std::max(score % 16, 3) + score / 16 * 16;
      if (!day || spell.from <= *day) score = std::max(score % 16, 1) + score / 16 * 16;
    }
    // One human being served a state and a body: the later office tells where he belongs now.
    if (score == best &&
        country_of_code_.contains(person.code) != country_of_code_.contains(persons_[chosen].code)) {
      const auto begins = [&](const Person& p) { return spells_of(p).back().from; };
      if (begins(person) > begins(persons_[chosen])) chosen = index;
      continue;
    }
    tie = score == best;
    if (score > best) {
      best = score;
      chosen = index;
    }
  }
  if (candidates.empty() || (tie && candidates.size() > 1)) return std::nullopt;
  return chosen;
}

std::optional<PersonAsOf> ActorLexicon::person(std::string_view name, std::optional<Date> day,
                                               std::string_view hint) const {
  std::vector<std::uint32_t> full, surname;
  for (std::int32_t at = index_.find_exact(name, NameSpace::kAsWritten); at >= 0;
       at = index_.value(at).next) {
    const NameReading one = reading(index_.value(at).value);
    if (one.kind == NameKind::kPerson) full.push_back(one.item);
    if (one.kind == NameKind::kSurname) surname.push_back(one.item);
  }
  const auto chosen = choose_person(full.empty() ? surname : full, day, hint);
  if (!chosen) return std::nullopt;
  return as_of(*chosen, day);
}

}  // namespace herald::lexicon
