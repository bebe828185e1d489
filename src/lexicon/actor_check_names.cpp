// Names that cannot count, or count for somebody else.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"
#include "lexicon/actor_check_rows.h"
#include "lexicon/actor_search.h"

namespace herald::lexicon {
namespace {

bool is_country_name(NameKind kind) {
  return kind <= NameKind::kMetonym;
}

bool is_body_name(NameKind kind) {
  return (kind >= NameKind::kBody && kind <= NameKind::kMedia) || kind == NameKind::kPeople;
}

class NameChecker {
 public:
  explicit NameChecker(Findings& findings) : findings_(findings), actors_(findings.actors()), book_(actors_) {
    strong_country_.resize(actors_.countries().size());
    strong_body_.resize(actors_.bodies().size());
    for (std::size_t i = 0; i < actors_.names(); ++i) {
      const NameReading r = actors_.name(i).reading;
      if (is_country_name(r.kind) && !r.weak) strong_country_[r.item] = true;
      if (is_body_name(r.kind) && !r.weak) strong_body_[r.item] = true;
    }
  }

  void run() {
    for (std::size_t i = 0; i < actors_.names(); ++i) {
      const NameEntry name = actors_.name(i);
      const std::vector<NameEntry> all = written_alike(name);
      // Each name once, at its first row.
      if (all.empty() || all.front().text.data() != name.text.data()) continue;
      for (const NameEntry& entry : all) check_evidence(entry);
      if (all.size() > 1) check_readings(all);
    }
  }

 private:
  /// The names with exactly these pieces, this one too; roles of any case with them.
  std::vector<NameEntry> written_alike(const NameEntry& name) const {
    std::vector<NameEntry> out = book_.named(name.text);
    const auto readings = actors_.readings_of(name.text);
    std::erase_if(out, [&](const NameEntry& e) {
      return std::none_of(readings.begin(), readings.end(), [&](const NameReading& r) {
        return r.kind == e.reading.kind && r.item == e.reading.item && r.sector == e.reading.sector;
      });
    });
    return out;
  }

  std::string described(const NameEntry& e) const {
    std::string_view of;
    if (is_body_name(e.reading.kind))
      of = actors_.bodies()[e.reading.item].name;
    else if (e.reading.kind == NameKind::kPerson || e.reading.kind == NameKind::kSurname)
      of = actors_.persons()[e.reading.item].name;
    const std::string code = actors_.code_of(e.reading);
    return fmt::format("{}{}{}{} ({})", name_of(e.reading.kind), code.empty() ? "" : " " + code,
                       of.empty() || of == e.text ? "" : ", ", of == e.text ? "" : of,
                       place_of(actors_, e.file, e.line));
  }

  bool confirmable(std::string_view code) const {
    const auto country = actors_.country(code.substr(0, std::min<std::size_t>(3, code.size())));
    return country && strong_country_[*country];
  }

  void check_evidence(const NameEntry& e) const {
    if (!e.reading.weak) return;
    bool possible = true;
    if (is_country_name(e.reading.kind)) {
      possible = strong_country_[e.reading.item];
    } else if (is_body_name(e.reading.kind)) {
      const Body& body = actors_.bodies()[e.reading.item];
      const auto places = base::split(body.places, '|');
      possible =
          strong_body_[e.reading.item] || confirmable(body.code) ||
          std::any_of(places.begin(), places.end(), [&](std::string_view p) { return confirmable(p); });
    }
    if (!possible)
      findings_.add(FindingKind::kNoEvidence, {{e.file, e.line}},
                    fmt::format("~{}: {} has no name that could confirm it", e.text, described(e)));
  }

  void check_readings(const std::vector<NameEntry>& all) {
    const auto of_kind = [&](NameKind kind) {
      return std::find_if(all.begin(), all.end(), [&](const NameEntry& e) { return e.reading.kind == kind; });
    };
    const auto nothing = of_kind(NameKind::kNothing), role = of_kind(NameKind::kRole);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const NameEntry& e = all[i];
      const NameKind kind = e.reading.kind;
      if (nothing != all.end()) {
        if (kind != NameKind::kNothing)
          findings_.add(FindingKind::kHidden, {{e.file, e.line}, {nothing->file, nothing->line}},
                        fmt::format("{}: {} is hidden by {}", e.text, described(e),
                                    place_of(actors_, nothing->file, nothing->line)));
        continue;
      }
      if (role != all.end() && reading_rank(kind) > reading_rank(NameKind::kRole) && is_known(e)) {
        findings_.add(FindingKind::kShadowed, {{e.file, e.line}, {role->file, role->line}},
                      fmt::format("{}: {} is read as {}", e.text, described(e), described(*role)));
      }
      check_alias(e, all);
      for (std::size_t k = i + 1; k < all.size(); ++k) check_order(e, all[k]);
    }
  }

  std::string_view name_of_person(const NameEntry& e) const { return actors_.persons()[e.reading.item].name; }

  /// Surnames count for heads only: the others' are no loss.
  bool is_known(const NameEntry& e) const {
    return e.reading.kind != NameKind::kSurname || was_head(e.reading.item);
  }

  bool was_head(std::uint32_t person) const {
    const auto spells = actors_.spells_of(actors_.persons()[person]);
    return std::any_of(spells.begin(), spells.end(), [](const OfficeSpell& s) { return s.is_head(); });
  }

  void check_alias(const NameEntry& e, const std::vector<NameEntry>& all) const {
    if (e.reading.kind != NameKind::kPerson || folded_name(e.text).find(' ') != std::string::npos) return;
    std::vector<std::string> others;
    for (const NameEntry& o : all) {
      // The same person may stand under a country and under a body.
      const bool other = o.reading.kind == NameKind::kSurname && was_head(o.reading.item) &&
                         name_of_person(o) != name_of_person(e);
      if (other)
        others.push_back(fmt::format("{} of {}", name_of_person(o), actors_.persons()[o.reading.item].code));
    }
    if (others.empty()) return;
    findings_.add(FindingKind::kSharedSurname, {{e.file, e.line}},
                  fmt::format("{}: alias of {} of {}, surname of {}", e.text, name_of_person(e),
                              actors_.persons()[e.reading.item].code, base::join(others, ", ")));
  }

  /// True when the article can tell the two apart.
  bool told_apart(const NameEntry& winner, const NameEntry& loser) const {
    const std::string code = actors_.code_of(winner.reading), other = actors_.code_of(loser.reading);
    const bool same_country = code.substr(0, 3) == other.substr(0, 3);
    const NameKind kind = winner.reading.kind;
    // Persons are told apart by country, then by office: two of one country are not.
    if (kind == NameKind::kPerson && loser.reading.kind == kind)
      return code != other || winner.reading.item == loser.reading.item;
    if (code == other) return true;
    // A weak winner leaves the words to the other where the article does not confirm it.
    if (winner.reading.weak && !same_country) return true;
    if (is_country_name(kind) && is_country_name(loser.reading.kind) && same_country) return true;
    if (kind != loser.reading.kind || !is_body_name(kind)) return false;
    const Body &x = actors_.bodies()[winner.reading.item], &y = actors_.bodies()[loser.reading.item];
    return (x.to && y.from && *x.to <= *y.from) || (y.to && x.from && *y.to <= *x.from);
  }

  void check_order(const NameEntry& a, const NameEntry& b) {
    const auto by_article = [](NameKind kind) {
      return kind == NameKind::kRole || kind == NameKind::kSurname;
    };
    if (by_article(a.reading.kind) || by_article(b.reading.kind)) return;
    const bool first = reading_rank(a.reading.kind) <= reading_rank(b.reading.kind);
    const NameEntry &winner = first ? a : b, &loser = first ? b : a;
    if (told_apart(winner, loser)) return;
    // "US", "U.S.", as noun and adjective: one finding for two rows.
    if (!told_.emplace(loser.file, loser.line, winner.file, winner.line).second) return;
    const bool persons = loser.reading.kind == NameKind::kPerson && winner.reading.kind == NameKind::kPerson;
    findings_.add(FindingKind::kOrder, {{loser.file, loser.line}, {winner.file, winner.line}},
                  fmt::format("{}: {} {} {}", loser.text, described(loser),
                              persons ? "is not told from" : "comes after", described(winner)));
  }

  Findings& findings_;
  const ActorLexicon& actors_;
  NameBook book_;
  std::vector<bool> strong_country_, strong_body_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> told_;
};

}  // namespace

void check_names(Findings& findings) {
  NameChecker(findings).run();
}

}  // namespace herald::lexicon
