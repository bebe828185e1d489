// The dictionary of actors: which names, adjectives, offices and role words stand for whom, and when.
// Loaded once from the text files of data/actors; immutable; safe to share between threads.
//
//   Result<ActorLexicon> actors = load_actors("data/actors");
//   actors->office_holder("USA", "president", Date::from_ymd(2024, 11, 26));   // Joe Biden
//   actors->person("Donald Trump", Date::from_ymd(2024, 11, 26));              // elect, USAELI
//
// Dates: a spell holds from <= day < to; with an open end only while day <= known_until. Past known_until a
// named person keeps name, country and last office and is stale; an office then has no known holder. A spell
// that has ended is never extended.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "lexicon/name_index.h"

namespace herald::lexicon {

/// What a name is the name of.
enum class NameKind : std::uint8_t {
  kCountry,
  kAdjective,
  kDemonym,
  kCapital,
  kMetonym,
  kPerson,
  kSurname,
  kBody,
  kGroup,
  kParty,
  kForce,
  kMedia,
  kRole,
  kNothing  ///< a longer name that hides what stands in it: "Gulf of Mexico"
};

/// One reading of a name.
struct NameReading {
  NameKind kind = NameKind::kCountry;
  bool weak =
      false;  ///< counts only with other evidence of the country (or of the body's long name) in the article
  bool plural = false;      ///< of a role: the plural form
  std::uint32_t item = 0;   ///< index into countries(), bodies(), persons() or roles(), by kind
  std::string_view sector;  ///< of a metonym: the branch it stands for
};

struct Country {
  std::string_view code, name, kind;  ///< kind: state, territory, historical
  std::string_view adjective;         ///< the first one, empty when none
};

/// An organisation, group, party, force or medium; `code` holds in [from, to) where those are given.
struct Body {
  std::string_view code, name, kind;
  std::vector<std::string_view> places;  ///< countries whose presence is evidence for a weak name
  std::optional<base::Date> from, to;
};

/// One person's time in one office.
struct OfficeSpell {
  std::string_view code;     ///< country or body
  std::string_view offices;  ///< lower case, '|' between them, "president|head of state"
  std::string_view title;    ///< as printed, may be empty
  std::string_view sector;   ///< GOV, MIL, SPY, COP, LEG, or ELI for an elect
  std::uint32_t person = 0;
  base::Date from;
  std::optional<base::Date> to;
  base::Date known_until;

  bool has_office(std::string_view office) const;
  /// True when the office is known to be held on that day.
  bool holds_on(base::Date day) const { return from <= day && (to ? day < *to : day <= known_until); }
  bool is_head() const;  ///< of state or government, or supreme leader
};

struct Person {
  std::string_view code;  ///< country or body
  std::string_view name;  ///< usual news spelling
  std::string_view surname;
  std::vector<std::uint32_t> spells;  ///< into spells(), by begin
  bool leader = false;  ///< head of state or government at some time, or known by surname world-wide
};

enum class Standing : std::uint8_t { kInOffice, kElect, kFormer, kStale, kFuture };

/// Who a person is on one day. `code` is country or body with sector, "USAGOV", "USAELI" when out of office.
struct PersonAsOf {
  std::uint32_t person = 0;
  Standing standing = Standing::kInOffice;
  std::string code;
  std::string_view country, name,
      office;  ///< country is empty for the people of a body; office is the first name of it
  std::optional<base::Date> stale_since;
};

enum class RoleKind : std::uint8_t { kPerson, kBody, kGroup, kTitle };

/// A role noun: "troops", "foreign minister". A title ("Sen.") counts only before a name.
struct Role {
  std::string_view code;  ///< sector, empty when the phrase stands for the country itself
  std::string_view singular, plural;
  RoleKind kind = RoleKind::kPerson;
  std::string_view office;  ///< key for office_holder(), empty when none
  bool needs_country = false;

  std::string_view text() const { return singular.empty() ? plural : singular; }
};

class ActorLexicon;

/// Reads countries, leaders, organisations, groups, parties, forces, media, roles and not_actors (.tsv) of
/// `folder`. A missing file, a broken row, an unknown code or an impossible date is an error with file and
/// line; nothing is loaded then.
base::Result<ActorLexicon> load_actors(const std::string& folder);

/// The sectors a code may end in ("GOV", "MIL", …), CAMEO's and a few of ours.
bool is_sector(std::string_view text);

class ActorLexicon {
 public:
  ActorLexicon(ActorLexicon&&) noexcept = default;
  ActorLexicon& operator=(ActorLexicon&&) noexcept = default;

  const std::vector<Country>& countries() const { return countries_; }
  const std::vector<Body>& bodies() const { return bodies_; }
  const std::vector<Person>& persons() const { return persons_; }
  const std::vector<OfficeSpell>& spells() const { return spells_; }
  const std::vector<Role>& roles() const { return roles_; }

  /// Names (as written) and role phrases (any case) that begin at token `first`, shortest first.
  void find_names(const Pieces& pieces, std::size_t first, std::vector<NameIndex::Match>& out) const;
  void find_roles(const Pieces& pieces, std::size_t first, std::vector<NameIndex::Match>& out) const;
  /// Calls visit(const NameReading&) for every reading of a match.
  template <typename Visit>
  void readings(const NameIndex::Match& match, Visit visit) const {
    for (std::int32_t at = match.values; at >= 0; at = index_.value(at).next)
      visit(reading(index_.value(at).value));
  }

  /// Index of a country by its code, or nothing.
  std::optional<std::uint32_t> country(std::string_view code) const;
  /// The role whose singular or plural is `phrase` (any case), or nullptr.
  const Role* role(std::string_view phrase) const;

  /// All spells of `office` in `code` that hold on that day, later beginnings first; empty when none is
  /// known.
  std::vector<const OfficeSpell*> office_holder(std::string_view code, std::string_view office,
                                                base::Date day) const;
  /// Name of the first of them for display, empty when none.
  std::string_view holder_name(std::string_view code, std::string_view office, base::Date day) const;

  /// What this person is on that day. Without a day the last known office, marked stale.
  PersonAsOf as_of(std::uint32_t person, std::optional<base::Date> day) const;
  /// The person of that full name or surname. Among namesakes the one of country `hint`, else the one in
  /// office that day, heads of state and government first; nothing when that leaves more than one.
  std::optional<PersonAsOf> person(std::string_view name, std::optional<base::Date> day,
                                   std::string_view hint = {}) const;
  /// The same choice among given candidates (indices into persons()).
  std::optional<std::uint32_t> choose_person(std::span<const std::uint32_t> candidates,
                                             std::optional<base::Date> day, std::string_view hint) const;

  /// Content hash of the files.
  const std::string& fingerprint() const { return fingerprint_; }
  std::size_t names() const { return index_.size(); }

 private:
  ActorLexicon() = default;
  friend class ActorLoader;

  std::vector<std::string> texts_;  ///< the files; every view points into them
  std::vector<Country> countries_;
  std::vector<Body> bodies_;
  std::vector<Person> persons_;
  std::vector<OfficeSpell> spells_;
  std::vector<Role> roles_;
  struct Metonym {
    std::uint32_t country = 0;
    std::string_view sector;
  };
  /// A reading is packed into the index: kind, weak, plural, then the item (of a metonym: into metonyms_).
  static std::uint32_t packed(const NameReading& reading) {
    return (static_cast<std::uint32_t>(reading.kind) << 28) | (reading.weak ? 1u << 27 : 0u) |
           (reading.plural ? 1u << 26 : 0u) | reading.item;
  }
  NameReading reading(std::uint32_t value) const {
    NameReading out{static_cast<NameKind>(value >> 28),
                    (value >> 27 & 1u) != 0,
                    (value >> 26 & 1u) != 0,
                    value & ((1u << 26) - 1),
                    {}};
    if (out.kind == NameKind::kMetonym) {
      out.sector = metonyms_[out.item].sector;
      out.item = metonyms_[out.item].country;
    }
    return out;
  }

  std::vector<Metonym> metonyms_;
  NameIndex index_;
  std::unordered_map<std::string_view, std::uint32_t> country_of_code_;
  std::vector<std::uint32_t> spells_by_code_;  ///< sorted by code, then later begin first
  std::string fingerprint_;
};

}  // namespace herald::lexicon
