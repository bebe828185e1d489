// The dictionary of actors: which names, adjectives, offices and role words stand for whom, and when.
// Written as text in data/actors, compiled to one mapped file; immutable; safe to share between threads.
//
//   Result<ActorLexicon> actors = open_actors({"data/actors", "actors.herald", {"my_project.tsv"}});
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
#include "base/file.h"
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
  kNothing,  ///< a longer name that hides what stands in it: "Gulf of Mexico"
  kPlace,    ///< a province, town or island: it says which state its police or people belong to
  kPeople    ///< an ethnic or religious group
};

/// Order in which running text takes the readings of the same words; the smaller wins.
int reading_rank(NameKind kind);

/// One reading of a name.
struct NameReading {
  NameKind kind = NameKind::kCountry;
  bool weak =
      false;  ///< counts only with other evidence of the country (or of the body's long name) in the article
  bool plural = false;      ///< of a role: the plural form
  bool layered = false;     ///< from a project dictionary: it wins over ours
  std::uint32_t item = 0;   ///< index into countries(), bodies(), persons(), roles() or places(), by kind
  std::string_view sector;  ///< of a metonym: the branch it stands for
};

/// Where a row stands and what it rests on.
struct Origin {
  std::uint32_t file = 0, line = 0;  ///< index into files(), line from 1
  std::string_view source;
};

struct Country {
  std::string_view code, name, kind;  ///< kind: state, territory, historical
  std::string_view adjective;         ///< the first one, empty when none
  std::string_view iso2, cow, gw;     ///< ISO 3166-1 alpha-2, Correlates of War and Gleditsch-Ward numbers
  std::string_view wikidata;
  Origin origin;
};

/// An organisation, company, group, people, party, force or medium; `code` holds in [from, to) where given.
struct Body {
  std::string_view code, name, kind;
  std::string_view places;  ///< '|' between countries: with its own, evidence for a weak name
  std::optional<base::Date> from, to;
  Origin origin;
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
  Origin origin;

  bool has_office(std::string_view office) const;
  /// True when the office is known to be held on that day.
  bool holds_on(base::Date day) const { return from <= day && (to ? day < *to : day <= known_until); }
  bool is_head() const;  ///< of state or government, or supreme leader
};

struct Person {
  std::string_view code;  ///< country or body
  std::string_view name;  ///< usual news spelling
  std::string_view surname;
  std::string_view wikidata;
  std::uint32_t first_spell = 0, spells = 0;  ///< spells()[first_spell, first_spell + spells), by begin
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
  std::int32_t spell = -1;  ///< index into spells() of the spell that decided
};

enum class RoleKind : std::uint8_t { kPerson, kBody, kGroup, kTitle };

/// A role noun: "troops", "foreign minister". A title ("Sen.") counts only before a name.
struct Role {
  std::string_view code;  ///< sector, empty when the phrase stands for the country itself
  std::string_view singular, plural;
  RoleKind kind = RoleKind::kPerson;
  std::string_view office;  ///< key for office_holder(), empty when none
  bool needs_country = false;
  Origin origin;

  std::string_view text() const { return singular.empty() ? plural : singular; }
};

/// A province, town or island of a state.
struct Place {
  std::string_view code, name, kind;
  Origin origin;
};

/// A country's standing in an organisation: "member", "observer", "candidate", …
struct Membership {
  std::string_view org, country, status;
  std::optional<base::Date> from, to;
  base::Date known_until;
  Origin origin;

  bool holds_on(base::Date day) const {
    return (!from || *from <= day) && (to ? day < *to : day <= known_until);
  }
};

/// A noun that only some states are called by: "kingdom".
struct Epithet {
  std::string_view noun, codes;  ///< lower case; '|' between the codes
};

enum class Gender : std::uint8_t { kUnknown, kFemale, kMale };

/// A name as a row writes it, for search and checks.
struct NameEntry {
  std::string_view text;
  NameReading reading;
  std::uint32_t file = 0, line = 0;
};

/// A name to which a layer gives another code than the dictionary below it.
struct NameConflict {
  std::string name, below, above;  ///< codes
  std::uint32_t file = 0, line = 0;
};

/// What was left out of a project dictionary or read by a guess, and why.
struct ActorNote {
  std::uint32_t file = 0, line = 0;  ///< index into files(), line from 1
  std::string message;
};

class ActorLexicon;

/// What to open: the folder of our text files; the compiled file made from them (may be absent); project
/// dictionaries to lay over ours, later ones on top: a file of ours in the same columns, a folder of such
/// files, or an actor or agent file of TABARI, PETRARCH or PETRARCH2.
struct ActorSources {
  std::string folder;
  std::string compiled;
  std::vector<std::string> layers;
};

/// Opens the compiled file when it was made from the folder's files as they are now, else reads the text.
/// A missing file, a broken row, an unknown code or an impossible date is an error with file and line;
/// nothing is loaded then.
base::Result<ActorLexicon> open_actors(const ActorSources& sources);
/// open_actors() on the text files alone.
base::Result<ActorLexicon> load_actors(const std::string& folder);
/// Compiles the text files of `folder` into the file `target`, replaced in one step.
base::Result<void> compile_actors(const std::string& folder, const std::string& target);

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
  const std::vector<Place>& places() const { return places_; }
  const std::vector<Membership>& memberships() const { return memberships_; }  ///< by org, then country
  const std::vector<std::string_view>& files() const { return files_; }
  /// The spells of a person, by begin.
  std::span<const OfficeSpell> spells_of(const Person& person) const {
    return {spells_.data() + person.first_spell, person.spells};
  }
  /// Number of names, and the name at a place of the list, in the order of the files.
  std::size_t names() const { return names_.size(); }
  NameEntry name(std::size_t at) const;
  /// The actor code a reading stands for, empty for a role word and for what is no actor.
  std::string code_of(const NameReading& reading) const;
  /// What the layers changed.
  const std::vector<NameConflict>& conflicts() const { return conflicts_; }
  /// What of the layers could not be read as it stands; see older_actors.h.
  const std::vector<ActorNote>& notes() const { return notes_; }

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
  /// False for a noun ("kingdom") that is not used of that country.
  bool may_be_called(std::string_view country, std::string_view noun) const;
  bool has_epithet(std::string_view noun) const;
  /// Gender of a given name in news use.
  Gender gender_of(std::string_view given_name) const;
  /// Every reading of exactly this name, role phrases too.
  std::vector<NameReading> readings_of(std::string_view name) const;
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
  bool from_compiled() const { return !file_.bytes().empty(); }

 private:
  ActorLexicon() = default;
  friend class ActorLoader;
  friend class ActorImage;

  struct Metonym {
    std::uint32_t country = 0;
    std::string_view sector;
  };
  /// A name in the compiled file: place of its text, packed reading, file and line.
  struct NameRecord {
    std::uint32_t at = 0, size = 0, value = 0, origin = 0;
  };
  static constexpr std::uint32_t kItemBits = 25;
  /// A reading is packed into the index: kind, weak, plural, layered, then the item (of a metonym: into
  /// metonyms_).
  static std::uint32_t packed(const NameReading& reading) {
    return (static_cast<std::uint32_t>(reading.kind) << 28) | (reading.weak ? 1u << 27 : 0u) |
           (reading.plural ? 1u << 26 : 0u) | (reading.layered ? 1u << 25 : 0u) | reading.item;
  }
  NameReading reading(std::uint32_t value) const {
    NameReading out{static_cast<NameKind>(value >> 28),
                    (value >> 27 & 1u) != 0,
                    (value >> 26 & 1u) != 0,
                    (value >> 25 & 1u) != 0,
                    value & ((1u << kItemBits) - 1),
                    {}};
    if (out.kind == NameKind::kMetonym) {
      out.sector = metonyms_[out.item].sector;
      out.item = metonyms_[out.item].country;
    }
    return out;
  }

  // Every view below points into the bytes of one of these: the compiled file, or its image in memory.
  base::MappedFile file_;
  std::string image_;
  std::string_view text_;  ///< all files, one after the other
  std::vector<std::string_view> files_;
  std::vector<Country> countries_;
  std::vector<Body> bodies_;
  std::vector<Person> persons_;
  std::vector<OfficeSpell> spells_;
  std::vector<Role> roles_;
  std::vector<Place> places_;
  std::vector<Membership> memberships_;
  std::vector<Epithet> epithets_;
  std::vector<Metonym> metonyms_;
  std::vector<NameConflict> conflicts_;
  std::vector<ActorNote> notes_;
  std::span<const NameRecord> names_;
  std::span<const std::uint32_t> spells_by_code_;  ///< by code, then later begin first
  NameIndex index_;
  std::unordered_map<std::string_view, std::uint32_t> country_of_code_;
  std::string fingerprint_;
};

}  // namespace herald::lexicon
