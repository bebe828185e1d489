#include "engine/actor_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "engine/actor_offices.h"

namespace herald::engine {

using base::Date;
using lexicon::ActorLexicon;
using lexicon::NameBook;
using lexicon::NameEntry;
using lexicon::NameKind;
using lexicon::NameReading;
using lexicon::OfficeSpell;
using lexicon::place_of;
using lexicon::Standing;

namespace {

std::string text_of(const std::optional<Date>& day) {
  return day ? day->text() : std::string();
}

bool names_country(NameKind kind) {
  return kind <= NameKind::kMetonym;
}

bool names_body(NameKind kind) {
  return (kind >= NameKind::kBody && kind <= NameKind::kMedia) || kind == NameKind::kPeople;
}

bool names_person(NameKind kind) {
  return kind == NameKind::kPerson || kind == NameKind::kSurname;
}

/// Readings of one item share a card.
bool same_card(const NameReading& a, const NameReading& b) {
  const bool kind = a.kind == b.kind || (names_country(a.kind) && names_country(b.kind)) ||
                    (names_person(a.kind) && names_person(b.kind));
  return kind && (a.item == b.item || a.kind == NameKind::kNothing);
}

std::string_view word_of(lexicon::RoleKind kind) {
  static constexpr std::string_view kWords[] = {"person", "body", "group", "title"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string_view word_of(Standing standing) {
  static constexpr std::string_view kWords[] = {"in office", "elect", "former", "stale", "future"};
  return kWords[static_cast<std::size_t>(standing)];
}

std::string_view own_country(const ActorLexicon& actors, std::string_view code) {
  const auto country = actors.country(code.substr(0, std::min<std::size_t>(3, code.size())));
  return country ? actors.countries()[*country].name : std::string_view{};
}

/// Fills cards of one answer.
class CardMaker {
 public:
  CardMaker(const ActorLexicon& actors, std::optional<Date> day) : actors_(actors), day_(day) {}

  ActorCard card(const NameReading& reading) const;
  NamingCard naming(const NameEntry& entry) const;
  ActorCard code_card(std::string_view code) const;

 private:
  void fill_country(ActorCard& card, std::uint32_t item) const;
  void fill_body(ActorCard& card, const NameReading& reading) const;
  void fill_person(ActorCard& card, std::uint32_t item) const;
  void fill_role(ActorCard& card, std::uint32_t item) const;
  void add_aliases(ActorCard& card, const NameReading& reading) const;
  void add_officers(ActorCard& card, std::string_view code) const;
  void add_members(ActorCard& card, std::string_view code) const;
  std::string evidence(const NameReading& reading) const;
  std::string decision(const lexicon::PersonAsOf& as_of) const;

  const ActorLexicon& actors_;
  std::optional<Date> day_;
};

void CardMaker::add_aliases(ActorCard& card, const NameReading& reading) const {
  for (std::size_t i = 0; i < actors_.names(); ++i) {
    const NameEntry entry = actors_.name(i);
    if (!same_card(entry.reading, reading) || entry.reading.item != reading.item) continue;
    std::string name = (entry.reading.weak ? "~" : "") + std::string(entry.text);
    if (entry.reading.kind == NameKind::kMetonym) name += " (" + std::string(entry.reading.sector) + ")";
    if (name != card.name && std::find(card.aliases.begin(), card.aliases.end(), name) == card.aliases.end())
      card.aliases.push_back(std::move(name));
  }
}

void CardMaker::add_officers(ActorCard& card, std::string_view code) const {
  for (const OfficeSpell& spell : actors_.spells()) {
    const bool wanted = spell.code == code && (!day_ ? !spell.to : spell.holds_on(*day_));
    if (!wanted) continue;
    card.offices.push_back(office_card(actors_, spell, day_));
    card.offices.back().decides = day_.has_value();
  }
}

void CardMaker::add_members(ActorCard& card, std::string_view code) const {
  for (const lexicon::Membership& row : actors_.memberships()) {
    if (row.org == code || row.country == code) card.memberships.push_back(member_card(actors_, row, day_));
  }
}

void CardMaker::fill_country(ActorCard& card, std::uint32_t item) const {
  const lexicon::Country& country = actors_.countries()[item];
  card.kind = "country";
  card.code = country.code;
  card.name = country.name;
  card.facts = {{"kind", std::string(country.kind)},         {"adjective", std::string(country.adjective)},
                {"ISO alpha-2", std::string(country.iso2)},  {"COW", std::string(country.cow)},
                {"Gleditsch-Ward", std::string(country.gw)}, {"Wikidata", std::string(country.wikidata)}};
  for (std::size_t i = 0; i < actors_.names(); ++i) {
    const NameEntry entry = actors_.name(i);
    if (entry.reading.kind != NameKind::kCapital || entry.reading.item != item) continue;
    card.facts.insert(card.facts.begin() + 2, {"capital", std::string(entry.text)});
    break;
  }
  for (const std::string_view head : {"head of state", "head of government"}) {
    if (!day_) break;
    for (const OfficeSpell* spell : actors_.office_holder(country.code, head, *day_)) {
      const bool seen = std::any_of(card.offices.begin(), card.offices.end(), [&](const OfficeCard& o) {
        return o.place == place_of(actors_, spell->origin.file, spell->origin.line);
      });
      if (seen) continue;
      card.offices.push_back(office_card(actors_, *spell, day_));
      card.offices.back().decides = true;
    }
  }
  add_members(card, country.code);
  card.source = country.origin.source;
  card.place = place_of(actors_, country.origin.file, country.origin.line);
}

void CardMaker::fill_body(ActorCard& card, const NameReading& reading) const {
  const lexicon::Body& body = actors_.bodies()[reading.item];
  card.kind = lexicon::name_of(reading.kind);
  card.code = body.code;
  card.name = body.name;
  card.facts.emplace_back("kind", std::string(body.kind));
  card.facts.emplace_back("country", std::string(own_country(actors_, body.code)));
  if (body.from || body.to) {
    card.facts.emplace_back("code holds", fmt::format("{} to {}", body.from ? body.from->text() : "ever",
                                                      body.to ? body.to->text() : "now"));
    if (day_ && ((body.from && *day_ < *body.from) || (body.to && *day_ >= *body.to)))
      card.decision = fmt::format("on {} this code does not hold", day_->text());
  }
  std::vector<std::string> places;
  for (const std::string_view code : base::split(body.places, '|')) {
    if (!code.empty()) places.push_back(std::string(own_country(actors_, code)));
  }
  card.facts.emplace_back("places", base::join(places, ", "));
  add_officers(card, body.code);
  add_members(card, body.code);
  card.source = body.origin.source;
  card.place = place_of(actors_, body.origin.file, body.origin.line);
}

std::string CardMaker::decision(const lexicon::PersonAsOf& as_of) const {
  const OfficeSpell& spell = actors_.spells()[static_cast<std::size_t>(as_of.spell)];
  const std::string office(as_of.office);
  switch (as_of.standing) {
    case Standing::kInOffice:
      return fmt::format("{} since {}", office, spell.from.text());
    case Standing::kElect:
      return fmt::format("{} since {}, not yet in office", office, spell.from.text());
    case Standing::kFormer:
      return fmt::format("out of office; last {}, until {}", office, text_of(spell.to));
    case Standing::kStale:
      if (!day_)
        return fmt::format("{} since {}, {} {}", office, spell.from.text(),
                           spell.to ? "until" : "known only until", spell.known_until.text());
      return fmt::format("keeps the last known office, {}; stale, as it is known only until {}", office,
                         spell.known_until.text());
    case Standing::kFuture:
      return fmt::format("before the first office, {}, which begins {}",
                         spell.title.empty() ? spell.offices.substr(0, spell.offices.find('|')) : spell.title,
                         spell.from.text());
  }
  return {};
}

void CardMaker::fill_person(ActorCard& card, std::uint32_t item) const {
  const lexicon::Person& person = actors_.persons()[item];
  card.kind = "person";
  card.code = person.code;
  card.name = person.name;
  card.facts = {{"of", name_of_code(actors_, person.code)},
                {"surname", std::string(person.surname)},
                {"Wikidata", std::string(person.wikidata)}};
  const lexicon::PersonAsOf as_of = actors_.as_of(item, day_);
  card.result = as_of.code;
  card.standing = word_of(as_of.standing);
  card.decision = decision(as_of);
  for (const OfficeSpell& spell : actors_.spells_of(person)) {
    OfficeCard office = office_card(actors_, spell, day_);
    office.decides = &spell == &actors_.spells()[static_cast<std::size_t>(as_of.spell)];
    if (day_ && !office.decides && spell.holds_on(*day_))
      office.verdict = "held too; the weightier one decides";
    card.offices.push_back(std::move(office));
  }
  const OfficeSpell& first = actors_.spells_of(person).front();
  card.source = first.origin.source;
  card.place = place_of(actors_, first.origin.file, first.origin.line);
}

void CardMaker::fill_role(ActorCard& card, std::uint32_t item) const {
  const lexicon::Role& role = actors_.roles()[item];
  card.kind = "role";
  card.code = role.code;
  card.name = role.text();
  std::string sector(role.code);
  if (role.code.empty())
    sector = "none: stands for the country itself";
  else if (!sector_words(role.code).empty())
    sector += ", " + std::string(sector_words(role.code));
  card.facts = {{"plural", std::string(role.plural)},
                {"sector", sector},
                {"kind", std::string(word_of(role.kind))},
                {"office", std::string(role.office)},
                {"needs", role.needs_country ? "a country, group or body at its side" : ""}};
  if (role.kind == lexicon::RoleKind::kTitle)
    card.facts.emplace_back("note", "a title: counts only before a name");
  card.source = role.origin.source;
  card.place = place_of(actors_, role.origin.file, role.origin.line);
}

ActorCard CardMaker::card(const NameReading& reading) const {
  ActorCard card;
  if (names_country(reading.kind)) {
    fill_country(card, reading.item);
  } else if (names_person(reading.kind)) {
    fill_person(card, reading.item);
  } else if (names_body(reading.kind)) {
    fill_body(card, reading);
  } else if (reading.kind == NameKind::kRole) {
    fill_role(card, reading.item);
  } else if (reading.kind == NameKind::kPlace) {
    const lexicon::Place& place = actors_.places()[reading.item];
    card.kind = "place";
    card.code = place.code;
    card.name = place.name;
    card.facts = {{"kind", std::string(place.kind)}, {"country", name_of_code(actors_, place.code)}};
    card.source = place.origin.source;
    card.place = place_of(actors_, place.origin.file, place.origin.line);
  } else {
    card.kind = lexicon::name_of(NameKind::kNothing);
    card.decision = "hides the names that stand in it; it is no actor";
    return card;
  }
  add_aliases(card, reading);
  return card;
}

std::string CardMaker::evidence(const NameReading& reading) const {
  if (reading.kind == NameKind::kSurname) {
    const lexicon::Person& person = actors_.persons()[reading.item];
    const auto spells = actors_.spells_of(person);
    const bool head =
        std::any_of(spells.begin(), spells.end(), [](const OfficeSpell& s) { return s.is_head(); });
    if (!head) return "the full name before it in the article; never a head of state or government";
    return fmt::format(
        "the full name before it in the article, or a name of {} there while head of state or "
        "government",
        name_of_code(actors_, person.code));
  }
  if (!reading.weak) return {};
  if (names_country(reading.kind))
    return fmt::format("another name of {} in the article", actors_.countries()[reading.item].name);
  if (!names_body(reading.kind)) return {};
  const lexicon::Body& body = actors_.bodies()[reading.item];
  std::vector<std::string> places;
  for (const std::string_view code : base::split(body.places, '|')) {
    if (const auto name = own_country(actors_, code); !name.empty()) places.emplace_back(name);
  }
  const std::string own(own_country(actors_, body.code));
  if (!own.empty() && std::find(places.begin(), places.end(), own) == places.end())
    places.insert(places.begin(), own);
  std::string out = "its long name in the article";
  if (!places.empty()) out += ", or a name of " + base::join(places, ", ");
  return out;
}

NamingCard CardMaker::naming(const NameEntry& entry) const {
  const std::string code = actors_.code_of(entry.reading);
  return {
      std::string(lexicon::name_of(entry.reading.kind)), std::string(entry.text), code,
      place_of(actors_, entry.file, entry.line),         entry.reading.weak,      evidence(entry.reading)};
}

ActorCard CardMaker::code_card(std::string_view code) const {
  ActorCard card;
  card.kind = "code";
  card.code = code;
  const bool country = actors_.country(code.substr(0, 3)).has_value();
  card.name = country ? std::string(own_country(actors_, code)) : name_of_code(actors_, code);
  for (std::size_t at = 3; country && at < code.size(); at += 3) {
    const std::string sector(code.substr(at, 3));
    card.facts.emplace_back("sector", sector + ", " + std::string(sector_words(sector)));
  }
  for (std::size_t i = 0; i < actors_.bodies().size(); ++i) {
    const lexicon::Body& body = actors_.bodies()[i];
    if (body.code == code) card.aliases.emplace_back(body.name);
  }
  for (const OfficeSpell& spell : actors_.spells()) {
    const bool here =
        country && spell.code == code.substr(0, 3) && code.size() == 6 && spell.sector == code.substr(3);
    if (here && (day_ ? spell.holds_on(*day_) : !spell.to))
      card.offices.push_back(office_card(actors_, spell, day_));
  }
  add_officers(card, code);
  add_members(card, code);
  return card;
}

/// How running text chooses among the readings at hand.
void add_notes(const ActorLexicon& actors, std::string_view text, std::optional<Date> day,
               const std::vector<NameEntry>& entries, ActorAnswer& answer) {
  const bool as_written = !actors.readings_of(text).empty();
  if (!entries.empty() && !as_written)
    answer.notes.push_back(fmt::format(
        "Capitals count in running text: there \"{}\" is found, \"{}\" is not.", entries.front().text, text));
  if (answer.cards.size() < 2) return;
  std::vector<std::uint32_t> persons;
  bool others = false;
  for (const NameEntry& e : entries) {
    if (!names_person(e.reading.kind))
      others = true;
    else if (std::find(persons.begin(), persons.end(), e.reading.item) == persons.end())
      persons.push_back(e.reading.item);
  }
  const bool layered =
      std::any_of(entries.begin(), entries.end(), [](const NameEntry& e) { return e.reading.layered; });
  answer.notes.push_back(fmt::format(
      "In running text the longest name wins. Of several readings of the same words one that fits the "
      "article is taken, in this order: {}no actor, person, body, group, seat, country, adjective, people of "
      "it, capital, force, party, media, role, surname, place.",
      layered ? "those of a project dictionary, then " : ""));
  if (!others && persons.size() < 2) return;
  if (persons.size() > 1) {
    const auto chosen = actors.choose_person(persons, day, {});
    answer.notes.push_back(fmt::format(
        "Among namesakes: the one whose country is named just before, else whose country is in the article, "
        "else who "
        "is in office on the article's day, heads of state and government first; nobody when two are left. "
        "Without "
        "any country{} that is {}.",
        day ? " on " + day->text() : " or day", chosen ? actors.persons()[*chosen].name : "nobody"));
  }
}

bool is_code_text(std::string_view text) {
  return text.size() >= 3 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

/// ASCII letters in capitals, as codes are written.
std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

/// True when `code` is a country with known sectors.
bool is_sectored(const ActorLexicon& actors, std::string_view code) {
  if (code.size() < 6 || code.size() % 3 != 0 || !actors.country(code.substr(0, 3))) return false;
  for (std::size_t at = 3; at < code.size(); at += 3) {
    if (!lexicon::is_sector(code.substr(at, 3))) return false;
  }
  return true;
}

void add_code_cards(const ActorLexicon& actors, const CardMaker& maker, std::string_view code,
                    ActorAnswer& answer) {
  if (const auto country = actors.country(code)) {
    const bool there = std::any_of(answer.cards.begin(), answer.cards.end(),
                                   [&](const ActorCard& c) { return c.kind == "country" && c.code == code; });
    if (!there)
      answer.cards.insert(answer.cards.begin(),
                          maker.card({NameKind::kCountry, false, false, false, *country, {}}));
    return;
  }
  std::vector<std::pair<std::string_view, NameReading>> bodies;  // one a body
  for (std::size_t i = 0; i < actors.names(); ++i) {
    const NameReading r = actors.name(i).reading;
    if (!names_body(r.kind) || actors.bodies()[r.item].code != code) continue;
    if (std::none_of(bodies.begin(), bodies.end(), [&](const auto& b) { return b.second.item == r.item; }))
      bodies.emplace_back(actors.bodies()[r.item].name, r);
  }
  if (is_sectored(actors, code) || bodies.size() > 1) {
    answer.cards.insert(answer.cards.begin(), maker.code_card(code));
    return;
  }
  for (const auto& [name, reading] : bodies) {
    const bool there = std::any_of(answer.cards.begin(), answer.cards.end(),
                                   [&](const ActorCard& c) { return c.code == code && c.name == name; });
    if (!there) answer.cards.insert(answer.cards.begin(), maker.card(reading));
  }
}

/// A card an actor, with the names that lead to it.
void add_name_cards(const CardMaker& maker, const std::vector<NameEntry>& entries, ActorAnswer& answer) {
  std::vector<NameReading> done;
  for (const NameEntry& entry : entries) {
    const auto known = std::find_if(done.begin(), done.end(),
                                    [&](const NameReading& r) { return same_card(r, entry.reading); });
    const auto at = static_cast<std::size_t>(known - done.begin());
    if (known == done.end()) {
      done.push_back(entry.reading);
      answer.cards.push_back(maker.card(entry.reading));
      if (entry.reading.kind == NameKind::kNothing) answer.cards.back().name = entry.text;
    }
    ActorCard& card = answer.cards[at];
    NamingCard naming = maker.naming(entry);
    const bool told = std::any_of(card.namings.begin(), card.namings.end(), [&](const NamingCard& n) {
      return n.kind == naming.kind && n.text == naming.text && n.code == naming.code;
    });
    if (!told) card.namings.push_back(std::move(naming));
  }
}

/// "Biden" of "President Biden" or "US president Biden": the persons named after a title, which ends `text`
/// then; empty when it is not so.
std::vector<NameEntry> after_title(const ActorLexicon& actors, const NameBook& book, std::string& text) {
  const auto is_title = [&](std::string_view front) {
    if (actors.role(front)) return true;
    for (std::size_t at = front.find(' '); at != std::string_view::npos; at = front.find(' ', at + 1)) {
      if (actors.role(front.substr(at + 1)) && !codes_named(actors, book, front.substr(0, at)).empty())
        return true;
    }
    return false;
  };
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    std::vector<NameEntry> entries = book.named(text.substr(at + 1));
    std::erase_if(entries, [](const NameEntry& e) { return !names_person(e.reading.kind); });
    if (entries.empty() || !is_title(std::string_view(text).substr(0, at))) continue;
    text.erase(0, at + 1);
    return entries;
  }
  return {};
}

}  // namespace

ActorAnswer explain_actor(const ActorLexicon& actors, const NameBook& book, std::string_view text,
                          std::optional<Date> day) {
  ActorAnswer answer;
  answer.asked = base::collapse_spaces(text);
  answer.day = text_of(day);
  const CardMaker maker(actors, day);
  std::string name = answer.asked;
  std::vector<NameEntry> entries = book.named(name);
  std::stable_partition(entries.begin(), entries.end(), [](const NameEntry& e) { return e.reading.layered; });
  add_name_cards(maker, entries, answer);
  std::string code = answer.asked;
  if (answer.cards.empty()) code = upper(code);
  if (is_code_text(code)) add_code_cards(actors, maker, code, answer);
  for (ActorCard& card : office_phrases(actors, book, answer.asked, day))
    answer.cards.push_back(std::move(card));
  if (answer.cards.empty()) {
    entries = after_title(actors, book, name);
    add_name_cards(maker, entries, answer);
  }
  if (answer.cards.empty()) answer.cards = role_phrases(actors, book, answer.asked);
  add_notes(actors, name, day, entries, answer);
  if (answer.cards.empty()) answer.near = book.near(answer.asked, 5);
  return answer;
}

std::string name_of_code(const ActorLexicon& actors, std::string_view code) {
  if (const auto country = actors.country(code)) return std::string(actors.countries()[*country].name);
  if (is_sectored(actors, code)) {
    // Many groups and forces share such a code; none of them is its name.
    std::string out(own_country(actors, code));
    for (std::size_t at = 3; at < code.size(); at += 3)
      out.append(", ").append(sector_words(code.substr(at, 3)));
    return out;
  }
  std::vector<std::uint32_t> bodies;
  for (std::uint32_t i = 0; i < actors.bodies().size(); ++i) {
    if (actors.bodies()[i].code == code) bodies.push_back(i);
  }
  if (bodies.empty()) return std::string(code);
  if (bodies.size() == 1) return std::string(actors.bodies()[bodies[0]].name);
  // The United Nations among their programmes: an organisation before a mission or court, then the one with
  // most names, then the shorter name.
  std::vector<std::size_t> names(bodies.size());
  for (std::size_t i = 0; i < actors.names(); ++i) {
    const NameReading r = actors.name(i).reading;
    if (!names_body(r.kind)) continue;
    const auto at = std::lower_bound(bodies.begin(), bodies.end(), r.item);
    if (at != bodies.end() && *at == r.item) ++names[static_cast<std::size_t>(at - bodies.begin())];
  }
  const auto rank = [&](std::size_t at) {
    const lexicon::Body& body = actors.bodies()[bodies[at]];
    return std::tuple(body.kind != "IGO" && body.kind != "NGO", ~names[at], body.name.size(), at);
  };
  std::size_t best = 0;
  for (std::size_t at = 1; at < bodies.size(); ++at) {
    if (rank(at) < rank(best)) best = at;
  }
  return std::string(actors.bodies()[bodies[best]].name);
}

std::vector<std::string> codes_named(const ActorLexicon& actors, const NameBook& book,
                                     std::string_view text) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view code) {
    if (std::find(out.begin(), out.end(), code) == out.end()) out.emplace_back(code);
  };
  const auto is_code = [&](std::string_view code) {
    return actors.country(code) || is_sectored(actors, code) ||
           std::any_of(actors.bodies().begin(), actors.bodies().end(),
                       [&](const lexicon::Body& b) { return b.code == code; });
  };
  if (is_code(text)) return {std::string(text)};
  const std::vector<NameEntry> entries = book.named(text);
  for (const bool weak : {false, true}) {
    for (const NameEntry& e : entries) {
      const NameKind kind = e.reading.kind;
      if (e.reading.weak != weak) continue;
      if (kind == NameKind::kCountry || kind == NameKind::kAdjective || kind == NameKind::kDemonym)
        add(actors.countries()[e.reading.item].code);
    }
    for (const NameEntry& e : entries) {
      if (e.reading.weak == weak && names_body(e.reading.kind)) add(actors.bodies()[e.reading.item].code);
    }
    if (!out.empty()) return out;
  }
  const std::string code = upper(text);
  if (is_code(code)) out.push_back(code);
  return out;
}

}  // namespace herald::engine
