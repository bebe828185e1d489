#include "lexicon/actor_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/text.h"
#include "lexicon/actor_check_rows.h"
#include "lexicon/actor_loader.h"
#include "lexicon/actor_search.h"

namespace herald::lexicon {

using base::Date;

namespace {

constexpr int kLongestGap = 60;  ///< days
constexpr int kStaleAfter = 2 * 365;

Date end_of(const OfficeSpell& spell) {
  return spell.to ? *spell.to : spell.known_until.plus(1);
}

std::string period(const OfficeSpell& spell) {
  return fmt::format("{} to {}", spell.from.text(),
                     spell.to ? spell.to->text() : "open, known until " + spell.known_until.text());
}

bool has_word(std::string_view folded, std::string_view word) {
  return (" " + std::string(folded) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

/// Offices that are one of several seats at a time, and stand-ins who serve beside the holder.
bool may_overlap(const OfficeSpell& spell) {
  static constexpr std::array<std::string_view, 13> kWords{
      "acting", "interim", "caretaker", "provisional", "co",      "joint",     "presidency",
      "regent", "regents", "captain",   "member",      "council", "collective"};
  const std::string title = folded_name(spell.title);
  return spell.sector == "ELI" ||
         std::any_of(kWords.begin(), kWords.end(), [&](std::string_view w) { return has_word(title, w); });
}

/// The first office of both that is one person's at a time; empty when there is none.
std::string_view shared_office(const OfficeSpell& a, const OfficeSpell& b, bool several) {
  for (const std::string_view office : base::split(a.offices, '|')) {
    if (b.has_office(office) && (several || !held_by_several(office))) return office;
  }
  return {};
}

/// Spells by code; ordered, because it is iterated.
using SpellsByCode = std::map<std::string_view, std::vector<const OfficeSpell*>>;

SpellsByCode spells_by_code(const ActorLexicon& actors) {
  SpellsByCode out;
  for (const OfficeSpell& spell : actors.spells()) out[spell.code].push_back(&spell);
  for (auto& [code, spells] : out) {
    std::stable_sort(spells.begin(), spells.end(), [](const OfficeSpell* a, const OfficeSpell* b) {
      return std::tuple(a->from, a->origin.file, a->origin.line) <
             std::tuple(b->from, b->origin.file, b->origin.line);
    });
  }
  return out;
}

bool alike(std::string_view a, std::string_view b) {
  const std::string one = folded_name(a), other = folded_name(b);
  const std::string last_a = one.substr(one.rfind(' ') + 1), last_b = other.substr(other.rfind(' ') + 1);
  return base::edit_distance(last_a, last_b) <= last_a.size() / 4 ||
         base::edit_distance(one, other) <= one.size() / 4;
}

void check_pair(Findings& findings, const OfficeSpell& a, const OfficeSpell& b) {
  const ActorLexicon& actors = findings.actors();
  const bool same = a.person == b.person;
  const std::string_view office = shared_office(a, b, same);
  if (office.empty() || a.sector == "ELI" || b.sector == "ELI") return;
  if (!same && (may_overlap(a) || may_overlap(b))) return;
  const std::string_view name_a = actors.persons()[a.person].name, name_b = actors.persons()[b.person].name;
  const int days = std::min(end_of(a).days, end_of(b).days) - b.from.days;
  std::string message =
      same ? fmt::format("{} {}: {} stands twice, {} and {} ({})", a.code, office, name_a, period(a),
                         period(b), place_of(actors, b.origin.file, b.origin.line))
           : fmt::format("{} {}: {} {} and {} {} ({}): {} days together", a.code, office, name_a, period(a),
                         name_b, period(b), place_of(actors, b.origin.file, b.origin.line), days);
  if (!same && alike(name_a, name_b)) message += "; one person under two names?";
  findings.add(same ? FindingKind::kOwnOverlap : FindingKind::kOverlap,
               {Findings::row(a.origin), Findings::row(b.origin)}, std::move(message));
}

void check_overlaps(Findings& findings, const SpellsByCode& by_code) {
  for (const auto& [code, spells] : by_code) {
    for (std::size_t i = 0; i < spells.size(); ++i) {
      for (std::size_t k = i + 1; k < spells.size() && spells[k]->from < end_of(*spells[i]); ++k)
        check_pair(findings, *spells[i], *spells[k]);
    }
  }
}

/// Who was president or the like in the middle of a gap, for the message: the row may only lack the office.
std::string who_may_be_meant(const ActorLexicon& actors, const std::vector<const OfficeSpell*>& spells,
                             bool of_state, Date day) {
  static constexpr std::array<std::string_view, 4> kState{"president", "king", "queen", "leader"};
  static constexpr std::array<std::string_view, 4> kGovernment{"prime minister", "premier", "chancellor",
                                                               "president"};
  for (const std::string_view office : of_state ? kState : kGovernment) {
    for (const OfficeSpell* spell : spells) {
      if (spell->from <= day && day < end_of(*spell) && spell->has_office(office))
        return fmt::format("; {} is {} then ({})", actors.persons()[spell->person].name, office,
                           place_of(actors, spell->origin.file, spell->origin.line));
    }
  }
  return {};
}

/// Gaps in one head's office of one state.
void check_gaps(Findings& findings, const Country& country, std::string_view office,
                const std::vector<const OfficeSpell*>& spells, Date newest) {
  const ActorLexicon& actors = findings.actors();
  const OfficeSpell* last = nullptr;
  const Date since = Date::from_ymd(1990, 1, 1);
  const auto name = [&](const OfficeSpell& s) { return actors.persons()[s.person].name; };
  for (const OfficeSpell* spell : spells) {
    if (!spell->has_office(office)) continue;
    if (last && end_of(*last) < spell->from) {
      const Date begin = std::max(end_of(*last), since);
      const int days = spell->from.days - begin.days;
      if (days > kLongestGap) {
        findings.add(
            FindingKind::kGap, {Findings::row(spell->origin), Findings::row(last->origin)},
            fmt::format("{} {}: nobody for {} days, from {} ({}, {}) to {} ({}){}", country.code, office,
                        days, end_of(*last).text(), name(*last),
                        place_of(actors, last->origin.file, last->origin.line), spell->from.text(),
                        name(*spell),
                        who_may_be_meant(actors, spells, office == "head of state", begin.plus(days / 2))));
      }
    }
    if (!last || end_of(*spell) > end_of(*last)) last = spell;
  }
  if (!last) {
    findings.add(FindingKind::kGap, {Findings::row(country.origin)},
                 fmt::format("{} {}: nobody is listed for {}", country.code, office, country.name));
  } else if (end_of(*last).plus(kLongestGap) < newest && last->to) {
    findings.add(
        FindingKind::kGap, {Findings::row(last->origin)},
        fmt::format("{} {}: nobody after {}, {}", country.code, office, last->to->text(), name(*last)));
  }
}

void check_stale(Findings& findings, Date day) {
  const ActorLexicon& actors = findings.actors();
  for (const OfficeSpell& spell : actors.spells()) {
    if (spell.to || spell.known_until.plus(kStaleAfter) >= day) continue;
    findings.add(
        FindingKind::kStale, {Findings::row(spell.origin)},
        fmt::format("{} {}: {} since {}, known only until {}", spell.code,
                    spell.offices.substr(0, spell.offices.find('|')), actors.persons()[spell.person].name,
                    spell.from.text(), spell.known_until.text()));
  }
  for (const Membership& m : actors.memberships()) {
    if (m.to || m.known_until.plus(kStaleAfter) >= day) continue;
    findings.add(
        FindingKind::kStale, {Findings::row(m.origin)},
        fmt::format("{} {} of {}: known only until {}", m.country, m.status, m.org, m.known_until.text()));
  }
}

void check_codes(Findings& findings) {
  const ActorLexicon& actors = findings.actors();
  for (const Country& country : actors.countries()) {
    // A row of an older dictionary has no kind: its codes are its own.
    if (findings.is_layer(country.origin.file) && country.kind.empty())
      findings.add(FindingKind::kNoCode, {Findings::row(country.origin)},
                   fmt::format("country code {} is none of ours; it stays as it is", country.code));
  }
  for (const Body& body : actors.bodies()) {
    const std::string_view head = body.code.substr(0, 3);
    const bool own = head == "IGO" || head == "NGO" || head == "IMG" || head == "MNC" || is_sector(head);
    if (own) continue;
    for (std::size_t at = actors.country(head) ? 3 : 0; at < body.code.size(); at += 3) {
      const std::string_view part = body.code.substr(at, 3);
      if (at > 0 && is_sector(part)) continue;
      findings.add(
          FindingKind::kNoCode, {Findings::row(body.origin)},
          fmt::format("{} ({}): {} is no {}", body.name, body.code, part, at == 0 ? "country" : "sector"));
      break;
    }
  }
  for (const Role& role : actors.roles()) {
    if (role.office.empty()) continue;
    const bool held = std::any_of(actors.spells().begin(), actors.spells().end(),
                                  [&](const OfficeSpell& s) { return s.has_office(role.office); });
    if (!held)
      findings.add(FindingKind::kNoCode, {Findings::row(role.origin)},
                   fmt::format("{}: nobody ever holds the office \"{}\"", role.text(), role.office));
  }
}

/// What the loader noted of the layers.
template <typename Lexicon>
void add_notes(Findings& findings, const Lexicon& actors) {
  for (const NameConflict& c : actors.conflicts())
    findings.add(FindingKind::kConflict, {{c.file, c.line}},
                 fmt::format("{}: {} here, {} below", c.name, c.above, c.below));
  if constexpr (requires { actors.notes(); }) {
    for (const auto& note : actors.notes())
      findings.add(FindingKind::kNote, {{note.file, note.line}}, note.message);
  }
}

struct KindText {
  std::string_view word, meaning;
};

constexpr std::array<KindText, kFindingKinds> kTexts{
    {{"overlap", "two persons in one office at a time"},
     {"own-overlap", "one person twice in one office at a time"},
     {"gap", "no head of state or government known for more than 60 days since 1990"},
     {"hidden", "a name that not_actors.tsv hides"},
     {"no-evidence", "a ~ name that no article can confirm"},
     {"order", "a name of two actors, of which only the order of kinds or rows picks one"},
     {"shadowed", "a name that is read as a role word instead"},
     {"shared-surname", "an alias of one word that is another leader's surname too"},
     {"stale", "an open entry known only until long ago"},
     {"no-code", "a code or office that leads nowhere"},
     {"conflict", "a name of ours with another code"},
     {"note", "a line that could not be read as it stands"}}};

}  // namespace

std::string_view word_of(FindingKind kind) {
  return kTexts[static_cast<std::size_t>(kind)].word;
}

std::string_view meaning_of(FindingKind kind) {
  return kTexts[static_cast<std::size_t>(kind)].meaning;
}

bool held_by_several(std::string_view office) {
  static constexpr std::array<std::string_view, 20> kOffices{"chief minister",
                                                             "commander",
                                                             "commissioner",
                                                             "founder",
                                                             "head",
                                                             "intelligence chief",
                                                             "justice",
                                                             "leader",
                                                             "negotiator",
                                                             "opposition figure",
                                                             "opposition leader",
                                                             "party leader",
                                                             "press secretary",
                                                             "prosecutor",
                                                             "representative",
                                                             "senator",
                                                             "special envoy",
                                                             "spokesperson",
                                                             "state counsellor",
                                                             "vice president"};
  return office.starts_with("deputy ") ||
         std::find(kOffices.begin(), kOffices.end(), office) != kOffices.end();
}

Findings::Findings(const ActorLexicon& actors) : actors_(actors) {
  own_files_ = static_cast<std::uint32_t>(ActorLoader::file_names().size());
  layered_ = actors.files().size() > own_files_;
}

void Findings::add(FindingKind kind, std::initializer_list<Row> rows, std::string message) {
  const auto at =
      layered_ ? std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return is_layer(r.first); })
               : rows.begin();
  if (at != rows.end()) found_.push_back({kind, at->first, at->second, std::move(message)});
}

std::vector<Finding> Findings::take() {
  std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.kind, a.file, a.line) < std::tie(b.kind, b.file, b.line);
  });
  return std::move(found_);
}

std::vector<Finding> check_actors(const ActorLexicon& actors, std::optional<Date> day) {
  Findings findings(actors);
  const SpellsByCode by_code = spells_by_code(actors);
  Date newest;
  for (const OfficeSpell& spell : actors.spells()) {
    if (!findings.is_layer(spell.origin.file)) newest = std::max(newest, spell.known_until);
  }
  const Date reference = day.value_or(newest);
  check_overlaps(findings, by_code);
  for (const Country& country : actors.countries()) {
    if (country.kind != "state") continue;
    const auto found = by_code.find(country.code);
    static const std::vector<const OfficeSpell*> kNone;
    for (const std::string_view office : {"head of state", "head of government"})
      check_gaps(findings, country, office, found == by_code.end() ? kNone : found->second, reference);
  }
  check_names(findings);
  check_stale(findings, reference);
  check_codes(findings);
  add_notes(findings, actors);
  return findings.take();
}

}  // namespace herald::lexicon
