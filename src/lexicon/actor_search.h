// Finding names of the dictionary as people type them: any case, accents aside, parts of names, slips.
//
//   const NameBook book(actors);
//   book.named("zelenskyy");                    // every name written so, with its reading and row
//   book.search("zelenksy", {.limit = 10});     // names with that in them, then names near it
//
// A NameBook sees the lexicon it was made from, which must outlive it; immutable, safe to share between
// threads.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/actors.h"

namespace herald::lexicon {

/// "country", "adjective", … as the program prints kinds and takes them; all of them, in order of NameKind.
std::string_view name_of(NameKind kind);
const std::vector<std::string>& name_kinds();

/// "leaders.tsv:12".
std::string place_of(const ActorLexicon& actors, std::uint32_t file, std::uint32_t line);

struct NameSearch {
  std::string kind;  ///< a word of name_kinds(), empty for all
  std::size_t limit = 40;
};

/// A name found, and how far off: 0 for a name that contains the text, else the edit distance.
struct NameHit {
  NameEntry entry;
  std::size_t distance = 0;
};

struct NameHits {
  std::vector<NameHit> hits;
  std::size_t all = 0;  ///< how many there are without the limit
};

class NameBook {
 public:
  explicit NameBook(const ActorLexicon& actors);

  /// The names that fold to the same as `text` (see folded_name), in the order of the files; one that a
  /// project dictionary has replaced is left out, the same name with the same reading stands once.
  std::vector<NameEntry> named(std::string_view text) const;
  /// Names that contain `text`, equal ones first, then those that begin with it, then the rest by name; after
  /// them names within a third of its length, nearest first. A single word is also held against the words of
  /// longer names.
  NameHits search(std::string_view text, const NameSearch& options) const;
  /// The nearest names as written, for "did you mean"; empty when nothing is near.
  std::vector<std::string> near(std::string_view text, std::size_t most) const;

 private:
  bool in_use(const NameEntry& entry) const;

  const ActorLexicon& actors_;
  std::vector<std::string> folded_;  ///< by place in the lexicon's list of names
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> places_;  // never iterated
};

}  // namespace herald::lexicon
