#include "engine/actor_offices.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace herald::engine {

using base::Date;
using lexicon::ActorLexicon;
using lexicon::NameBook;
using lexicon::OfficeSpell;

std::string_view sector_words(std::string_view sector) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 36> kWords{
      {{"AGR", "agriculture"},
       {"BUS", "business"},
       {"COP", "police"},
       {"CRM", "criminals"},
       {"CVL", "civilians"},
       {"DEV", "development"},
       {"EDU", "education"},
       {"ELI", "elites and those out of office"},
       {"ENV", "environment"},
       {"GOV", "government"},
       {"HLH", "health"},
       {"HRI", "human rights"},
       {"IGO", "international organisation"},
       {"IMG", "world-wide militants"},
       {"INS", "insurgents"},
       {"INT", "international"},
       {"JUD", "judiciary"},
       {"LAB", "labour"},
       {"LEG", "legislature"},
       {"MED", "media"},
       {"MIL", "armed forces"},
       {"MNC", "multinational company"},
       {"NGM", "non-governmental movement"},
       {"NGO", "non-governmental organisation"},
       {"OPP", "opposition"},
       {"PKO", "peacekeepers"},
       {"PTY", "party"},
       {"RAD", "radicals"},
       {"REB", "rebels"},
       {"REF", "refugees"},
       {"REL", "religious"},
       {"SEP", "separatists"},
       {"SET", "settlers"},
       {"SPY", "intelligence"},
       {"TOP", "top officials"},
       {"UAF", "unidentified armed force"}}};
  const auto found =
      std::find_if(kWords.begin(), kWords.end(), [&](const auto& w) { return w.first == sector; });
  return found == kWords.end() ? std::string_view{} : found->second;
}

OfficeCard office_card(const ActorLexicon& actors, const OfficeSpell& spell, std::optional<Date> day) {
  OfficeCard card;
  card.code = spell.code;
  card.offices = spell.offices;
  card.title = spell.title;
  card.sector = spell.sector;
  card.person = actors.persons()[spell.person].name;
  card.from = spell.from.text();
  card.to = spell.to ? spell.to->text() : "";
  card.known_until = spell.known_until.text();
  card.source = spell.origin.source;
  card.place = lexicon::place_of(actors, spell.origin.file, spell.origin.line);
  if (!day) return card;
  if (*day < spell.from) {
    card.verdict = "begins " + card.from;
  } else if (spell.to && *day >= *spell.to) {
    card.verdict = "ended " + card.to;
  } else if (!spell.to && *day > spell.known_until) {
    card.verdict = "known only until " + card.known_until + ": stale";
  } else {
    card.verdict = spell.sector == "ELI" ? "holds, as elect" : "holds";
  }
  return card;
}

MemberCard member_card(const ActorLexicon& actors, const lexicon::Membership& row, std::optional<Date> day) {
  MemberCard card;
  card.org = row.org;
  card.org_name = name_of_code(actors, row.org);
  card.country = row.country;
  card.country_name = name_of_code(actors, row.country);
  card.status = row.status;
  card.from = row.from ? row.from->text() : "";
  card.to = row.to ? row.to->text() : "";
  card.known_until = row.known_until.text();
  card.source = row.origin.source;
  card.place = lexicon::place_of(actors, row.origin.file, row.origin.line);
  if (!day) return card;
  card.holds = row.holds_on(*day);
  if (row.from && *day < *row.from)
    card.verdict = "begins " + card.from;
  else if (row.to && *day >= *row.to)
    card.verdict = "ended " + card.to;
  else if (!card.holds)
    card.verdict = "known only until " + card.known_until;
  else
    card.verdict = "holds";
  return card;
}

namespace {

struct Phrase {
  std::string code, office;  ///< office folded
};

/// Every way to read the words as somebody's office.
std::vector<Phrase> split_phrase(const ActorLexicon& actors, const NameBook& book, std::string_view text) {
  std::vector<Phrase> out;
  const std::string collapsed = base::collapse_spaces(text);
  const std::vector<std::string_view> words = base::split(collapsed, ' ');
  const auto run = [&](std::size_t first, std::size_t end) {
    std::string joined;
    for (std::size_t i = first; i < end; ++i) joined.append(joined.empty() ? "" : " ").append(words[i]);
    return joined;
  };
  const auto add = [&](std::string owner, const std::string& office) {
    for (const std::string_view ending : {"'s", "’s", "'", "’"}) {
      if (owner.ends_with(ending)) owner.resize(owner.size() - ending.size());
    }
    for (const std::string& code : codes_named(actors, book, owner))
      out.push_back({code, lexicon::folded_name(office)});
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    add(run(0, i), run(i, words.size()));
    if (words[i] == "of" && i + 1 < words.size()) add(run(i + 1, words.size()), run(0, i));
  }
  return out;
}

/// The key of the office that folded words name in the spells of `code`; empty when none.
std::string office_key(const ActorLexicon& actors, const Phrase& phrase) {
  const lexicon::Role* role = actors.role(phrase.office);
  const std::string by_role = role ? lexicon::folded_name(role->office) : "";
  std::string key;
  for (const OfficeSpell& spell : actors.spells()) {
    if (spell.code != phrase.code) continue;
    for (const std::string_view office : base::split(spell.offices, '|')) {
      const std::string folded = lexicon::folded_name(office);
      if (folded == phrase.office) return std::string(office);
      if (!by_role.empty() && folded == by_role) key = office;
    }
    if (key.empty() && lexicon::folded_name(spell.title) == phrase.office)
      key = spell.offices.substr(0, spell.offices.find('|'));
  }
  return key;
}

ActorCard office_of(const ActorLexicon& actors, const std::string& code, const std::string& office,
                    std::optional<Date> day) {
  ActorCard card;
  card.kind = "office";
  card.code = code;
  card.name = office + " of " + name_of_code(actors, code);
  std::vector<const OfficeSpell*> spells;
  for (const OfficeSpell& spell : actors.spells()) {
    if (spell.code == code && spell.has_office(office)) spells.push_back(&spell);
  }
  std::stable_sort(spells.begin(), spells.end(),
                   [](const OfficeSpell* a, const OfficeSpell* b) { return a->from < b->from; });
  for (const OfficeSpell* spell : spells) {
    card.offices.push_back(office_card(actors, *spell, day));
    card.offices.back().decides = day && spell->holds_on(*day);
  }
  if (!day) return card;
  const auto holders = actors.office_holder(code, office, *day);
  card.standing = holders.empty() ? "unknown" : "held";
  if (holders.empty()) {
    card.decision = why_nobody(actors, code, office, *day);
    return card;
  }
  std::vector<std::string> names;
  for (const OfficeSpell* spell : holders) {
    names.push_back(fmt::format(
        "{}, since {}{}", actors.persons()[spell->person].name, spell->from.text(),
        spell->to ? ", until " + spell->to->text() : ", known until " + spell->known_until.text()));
  }
  card.decision = base::join(names, "; ");
  if (names.size() > 1) card.decision += " (the later beginning comes first)";
  const OfficeSpell& first = *holders.front();
  card.result = actors.country(code) ? code + std::string(first.sector) : code;
  return card;
}

}  // namespace

std::string why_nobody(const ActorLexicon& actors, std::string_view code, std::string_view office, Date day) {
  const OfficeSpell* last = nullptr;
  const OfficeSpell* next = nullptr;
  const auto end_of = [](const OfficeSpell& s) { return s.to ? *s.to : s.known_until; };
  for (const OfficeSpell& spell : actors.spells()) {
    if (spell.code != code || !spell.has_office(office)) continue;
    if (spell.from > day) {
      if (!next || spell.from < next->from) next = &spell;
    } else if (!last || end_of(spell) > end_of(*last)) {
      last = &spell;
    }
  }
  const auto name = [&](const OfficeSpell& s) { return actors.persons()[s.person].name; };
  std::string out = "nobody is known: ";
  if (last && last->to)
    out += fmt::format("the time of {} ended {}", name(*last), last->to->text());
  else if (last)
    out += fmt::format("{} is known only until {}", name(*last), last->known_until.text());
  if (next)
    out += fmt::format("{}that of {} begins {}", last ? ", " : "", name(*next), next->from.text());
  else if (last && last->to)
    out += " and nobody is listed after that";
  return last || next ? out : out + "nobody is listed";
}

std::vector<ActorCard> office_phrases(const ActorLexicon& actors, const NameBook& book, std::string_view text,
                                      std::optional<Date> day) {
  std::vector<ActorCard> out;
  std::vector<std::pair<std::string, std::string>> done;
  for (const Phrase& phrase : split_phrase(actors, book, text)) {
    const std::string key = office_key(actors, phrase);
    const std::pair pair(phrase.code, key);
    if (key.empty() || std::find(done.begin(), done.end(), pair) != done.end()) continue;
    done.push_back(pair);
    out.push_back(office_of(actors, phrase.code, key, day));
  }
  if (!out.empty()) return out;
  // The whole may be the name of an office that only one country or body has.
  const std::string folded = lexicon::folded_name(text);
  std::pair<std::string_view, std::string_view> only;
  for (const OfficeSpell& spell : actors.spells()) {
    for (const std::string_view office : base::split(spell.offices, '|')) {
      if (folded.empty() || lexicon::folded_name(office) != folded) continue;
      if (!only.first.empty() && only.first != spell.code) return out;
      only = {spell.code, office};
    }
  }
  if (only.first.empty()) return out;
  out.push_back(office_of(actors, std::string(only.first), std::string(only.second), day));
  out.back().name = only.second;
  return out;
}

std::vector<ActorCard> role_phrases(const ActorLexicon& actors, const NameBook& book, std::string_view text) {
  std::vector<ActorCard> out;
  for (const Phrase& phrase : split_phrase(actors, book, text)) {
    const lexicon::Role* role = actors.role(phrase.office);
    if (!role || role->kind == lexicon::RoleKind::kTitle || !actors.country(phrase.code)) continue;
    ActorCard card;
    card.kind = "role";
    card.code = phrase.code + std::string(role->code);
    card.name = phrase.office + " of " + name_of_code(actors, phrase.code);
    if (!role->code.empty())
      card.facts.emplace_back("sector",
                              std::string(role->code) + ", " + std::string(sector_words(role->code)));
    card.source = role->origin.source;
    card.place = lexicon::place_of(actors, role->origin.file, role->origin.line);
    const bool there =
        std::any_of(out.begin(), out.end(), [&](const ActorCard& c) { return c.name == card.name; });
    if (!there) out.push_back(std::move(card));
  }
  return out;
}

}  // namespace herald::engine
