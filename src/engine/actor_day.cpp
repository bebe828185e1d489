#include "engine/actor_day.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "engine/actor_offices.h"
#include "lexicon/actor_check.h"

namespace herald::engine {

using base::Date;
using lexicon::ActorLexicon;
using lexicon::OfficeSpell;

namespace {

/// Order of offices in a list: heads of state, of government, then by name of the office.
int rank(const OfficeSpell& spell) {
  if (spell.has_office("supreme leader")) return 0;
  if (spell.has_office("head of state")) return 1;
  if (spell.has_office("head of government")) return 2;
  return spell.sector == "ELI" ? 4 : 3;
}

/// Who holds a head's office, and what to say where nobody is known.
std::vector<OfficeCard> head_of(const ActorLexicon& actors, std::string_view code, std::string_view office,
                                Date day, std::string& nobody) {
  std::vector<OfficeCard> cards;
  for (const OfficeSpell* spell : actors.office_holder(code, office, day)) {
    cards.push_back(office_card(actors, *spell, day));
    cards.back().decides = true;
  }
  if (!cards.empty()) return cards;
  const OfficeSpell* last = nullptr;
  const auto end_of = [](const OfficeSpell& s) { return s.to ? *s.to : s.known_until; };
  for (const OfficeSpell& spell : actors.spells()) {
    const bool earlier = spell.code == code && spell.has_office(office) && spell.from <= day;
    if (earlier && (!last || end_of(spell) > end_of(*last))) last = &spell;
  }
  if (last) {
    nobody = "not known after " + end_of(*last).text() + ", last ";
    nobody += actors.persons()[last->person].name;
  }
  return cards;
}

/// True when one spell can follow the other: the same seat, so for party leaders and their like the same
/// title.
bool same_seat(const OfficeSpell& a, const OfficeSpell& b) {
  const auto items = base::split(a.offices, '|');
  return std::any_of(items.begin(), items.end(), [&](std::string_view office) {
    return b.has_office(office) && (!lexicon::held_by_several(office) || a.title == b.title);
  });
}

}  // namespace

ActorDay heads_on(const ActorLexicon& actors, Date day) {
  ActorDay out;
  out.day = day.text();
  for (const lexicon::Country& country : actors.countries()) {
    if (country.kind != "state") continue;
    HeadsRow row;
    row.code = country.code;
    row.name = country.name;
    row.state = head_of(actors, country.code, "head of state", day, row.no_state);
    row.government = head_of(actors, country.code, "head of government", day, row.no_government);
    out.heads.push_back(std::move(row));
  }
  std::stable_sort(out.heads.begin(), out.heads.end(), [](const HeadsRow& a, const HeadsRow& b) {
    return lexicon::folded_name(a.name) < lexicon::folded_name(b.name);
  });
  return out;
}

ActorDay offices_on(const ActorLexicon& actors, std::string_view code, Date day) {
  ActorDay out;
  out.day = day.text();
  out.code = code;
  const bool branch =
      code.size() == 6 && actors.country(code.substr(0, 3)) && lexicon::is_sector(code.substr(3));
  const std::string_view owner = branch ? code.substr(0, 3) : code;
  out.is_country = actors.country(owner).has_value();
  out.name = name_of_code(actors, owner);
  if (branch) out.name += ", " + std::string(sector_words(code.substr(3)));
  std::vector<const OfficeSpell*> held, lapsed;
  for (const OfficeSpell& spell : actors.spells()) {
    const bool here = spell.code == owner && (!branch || spell.sector == code.substr(3)) && spell.from <= day;
    if (here && spell.holds_on(day)) held.push_back(&spell);
    if (here && !spell.to && spell.known_until < day) lapsed.push_back(&spell);
  }
  const auto by_office = [&](const OfficeSpell* a, const OfficeSpell* b) {
    return std::tuple(rank(*a), a->offices, b->from, actors.persons()[a->person].name) <
           std::tuple(rank(*b), b->offices, a->from, actors.persons()[b->person].name);
  };
  std::stable_sort(held.begin(), held.end(), by_office);
  std::stable_sort(lapsed.begin(), lapsed.end(), by_office);
  for (const OfficeSpell* spell : held) out.held.push_back(office_card(actors, *spell, day));
  for (const OfficeSpell* spell : lapsed) {
    const auto follows = [&](const OfficeSpell* other) {
      return other != spell && same_seat(*spell, *other) && other->known_until > spell->known_until;
    };
    const bool followed =
        std::any_of(held.begin(), held.end(), follows) || std::any_of(lapsed.begin(), lapsed.end(), follows);
    if (!followed) out.lapsed.push_back(office_card(actors, *spell, day));
  }
  for (const lexicon::Membership& row : actors.memberships()) {
    if (branch || (row.org != code && row.country != code)) continue;
    const bool lapsed_row = !row.to && row.known_until < day && (!row.from || *row.from <= day);
    if (row.holds_on(day) || lapsed_row) out.memberships.push_back(member_card(actors, row, day));
  }
  return out;
}

}  // namespace herald::engine
