// Holds the actors an engine found in a passage against the marks of the passage, and counts.
//
//   for (const Outcome& outcome : match(passage, mentions, dictionary)) {
//     if (!outcome.right()) std::puts(spell(passage, mentions, outcome).c_str());
//     scores.add(outcome);
//   }
//
// A mention belongs to the mark it overlaps most. Of several on a mark for one actor the one that covers it
// best counts and the others are spurious; on a mark for several actors they are matched by code. A mention
// without code is none. Pure values and functions, thread safe.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actor_text.h"
#include "news/report.h"

namespace herald::tests {

/// What must be known to tell the parts of a code apart, and a person's name from a body's.
struct Dictionary {
  std::function<bool(std::string_view)> is_country, is_sector, is_body_name;
  /// True when the dictionary knows both names as one person's; may be empty.
  std::function<bool(std::string_view, std::string_view)> is_same_person = {};
};

/// A code taken apart: country and sector, or a body's code, or a bare sector.
struct CodeParts {
  std::string country, body, sector;

  /// State or body, empty for a bare sector.
  const std::string& identity() const { return country.empty() ? body : country; }
};
CodeParts parts_of(std::string_view code, const Dictionary& dictionary);

/// One expected actor or one mention too many.
struct Outcome {
  enum class Kind : std::uint8_t {
    kActor,    ///< an actor of a mark, found or missed
    kUnknown,  ///< a mark nobody could resolve; `mention` is one that claims to
    kSpurious  ///< a mention that answers to no actor
  };
  Kind kind = Kind::kActor;
  std::optional<std::size_t> mark, mention;  ///< indices into the passage's marks and into the mentions
  std::string shape;  ///< one of mark_kinds(): of the mark, else what the mention looks like
  std::string code;   ///< of kActor: the one of the right codes that comes closest
  CodeParts gold, got;
  bool code_right = false;  ///< of kUnknown: nothing was claimed
  bool names = false;       ///< the mark asks for a name
  bool got_name = false, name_right = false;

  bool right() const { return kind != Kind::kSpurious && code_right && (!names || name_right); }
};

/// Actors by mark, then what is spurious by place. A mention that claims to know an unknown is both a wrong
/// kUnknown and spurious, the latter with `mark` set.
std::vector<Outcome> match(const Passage& passage, const std::vector<news::Mention>& mentions,
                           const Dictionary& dictionary);

/// Equal but for case, accents and the shape of apostrophes and hyphens.
bool same_name(std::string_view a, std::string_view b);

struct Count {
  std::size_t gold = 0, predicted = 0, right = 0;
  bool operator==(const Count&) const = default;
};

/// Counts of one set of passages.
struct Scores {
  Count identity;
  Count told, meant;  ///< identity of names and roles, and of pronouns and definite phrases
  Count code, sector, name, unknown;
  std::map<std::string, Count> kinds;  ///< full codes by kind of mark

  void add(const Outcome& outcome);
};

/// set, measure, kind, gold, predicted, right, precision, recall with a head line; percentages with one
/// decimal, "-" where there is nothing to count.
using ScoreRow = std::array<std::string, 8>;
std::vector<ScoreRow> score_rows(const std::map<std::string, Scores>& sets);

/// An outcome that is wrong in one line, tabs between: kind, expected, got, the phrase in its surroundings.
std::string spell(const Passage& passage, const std::vector<news::Mention>& mentions, const Outcome& outcome);

}  // namespace herald::tests
