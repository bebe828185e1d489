// What is doubtful in the dictionary of actors though every row can be read: overlaps, gaps, names that can
// never count. With project dictionaries on top only what touches their rows is told.
//
//   for (const Finding& f : check_actors(actors, {}))
//     print("{}: {}: {}", place_of(actors, f.file, f.line), word_of(f.kind), f.message);
//
// Pure function of its arguments; safe on any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/actors.h"

namespace herald::lexicon {

enum class FindingKind : std::uint8_t {
  kOverlap,        ///< one office, two persons at a time
  kOwnOverlap,     ///< one person twice in one office
  kGap,            ///< nobody is head of a state or government for more than 60 days since 1990
  kHidden,         ///< not_actors.tsv has the same name
  kNoEvidence,     ///< a `~` name that no article can confirm
  kOrder,          ///< another actor has the name too, and only the order decides
  kShadowed,       ///< a role word is read instead
  kSharedSurname,  ///< an alias of one word that is another leader's surname
  kStale,          ///< open, and known only until long ago
  kNoCode,         ///< a code or an office key that leads nowhere
  kConflict,       ///< a project dictionary gives a name of ours another code
  kNote            ///< a line of a project dictionary left out or read by a guess
};
inline constexpr std::size_t kFindingKinds = 12;

struct Finding {
  FindingKind kind = FindingKind::kOverlap;
  std::uint32_t file = 0, line = 0;
  std::string message;
};

/// The word for a kind in tables ("overlap"), and what it means, for a heading.
std::string_view word_of(FindingKind kind);
std::string_view meaning_of(FindingKind kind);

/// True for offices that several persons hold side by side: deputies, senators, spokespersons, envoys.
bool held_by_several(std::string_view office);

/// All findings by kind, then file and line. Entries are stale that were known more than two years before
/// `day`; without one, before the newest known_until of the dictionary.
std::vector<Finding> check_actors(const ActorLexicon& actors, std::optional<base::Date> day);

}  // namespace herald::lexicon
