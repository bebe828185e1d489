// Names of many words, found in running text. A name is compared piece by piece: a piece is a run of letters
// and digits, accents folded, dots inside dropped, hyphens and apostrophes only separating, so that "U.S."
// and "US", "al-Assad" and "al Assad", "Cote d'Ivoire" and "Côte d’Ivoire" are the same however a tokeniser
// cuts. Two spellings of a piece are kept: as written (names are case-sensitive) and lower-cased (role
// words).
//
// Immutable once built; safe to share between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace herald::lexicon {

/// The pieces of a token sequence. Piece hashes of token t are [token_begin[t], token_begin[t + 1]).
/// A token without letters or digits is one piece that matches nothing, except a hyphen or an apostrophe, which
/// have none.
struct Pieces {
  std::vector<std::uint64_t> exact;
  std::vector<std::uint64_t> lower;
  std::vector<std::uint32_t> token_begin;

  void clear();
  /// Appends one token. `shout` reads capitals as a title would print them ("RUSSIA" as "Russia").
  void add_token(std::string_view token, bool shout = false);
  /// Ends the last token; call once after the last add_token.
  void close();
  std::size_t tokens() const { return token_begin.empty() ? 0 : token_begin.size() - 1; }
};

/// `name` as names are compared when case does not count: pieces with accents folded and letters lowered, one
/// space between them, a leading "the" dropped. "Côte d’Ivoire" and "COTE D'IVOIRE" give "cote d ivoire".
std::string folded_name(std::string_view name);

/// What a name in the index stands for: a caller's value.
struct IndexedValue {
  std::uint32_t value = 0;
  std::int32_t next = -1;  ///< next value of the same name, -1 at the end
};

/// How a name is compared, and apart from which others.
enum class NameSpace : std::uint8_t { kAsWritten = 1, kAnyCase = 3, kGiven = 5 };

/// A flat trie of names, every prefix one slot of an open hash table, seen in place: the arrays belong to the
/// caller.
class NameIndex {
 public:
  struct Slot {
    std::uint64_t key = 0;
    std::int32_t values = -1;
    std::uint32_t longer = 0;  ///< 1 when a longer name goes on from here
  };

  NameIndex() = default;
  /// `slots` is a power of two long and at least one of them is free; every link points into `values`.
  NameIndex(std::span<const Slot> slots, std::span<const IndexedValue> values)
      : slots_(slots), values_(values) {}

  struct Match {
    std::uint32_t end = 0;     ///< one past the last token
    std::int32_t values = -1;  ///< first value, to walk with value()
  };
  /// All names that begin at token `first` and end at a token's end, shortest first, appended to `out`.
  void find(const Pieces& pieces, std::size_t first, NameSpace space, std::vector<Match>& out) const;
  /// The first value of exactly this name, or -1.
  std::int32_t find_exact(std::string_view name, NameSpace space) const;
  const IndexedValue& value(std::int32_t at) const { return values_[static_cast<std::size_t>(at)]; }

 private:
  const Slot* find_slot(std::uint64_t key) const;

  std::span<const Slot> slots_;
  std::span<const IndexedValue> values_;
};

/// Grows the arrays of a NameIndex.
class NameIndexBuilder {
 public:
  /// Room for about `names` names, so that building does not rehash.
  void reserve(std::size_t names);
  /// Values added from now on replace those added before, name by name.
  void begin_layer() { layer_ = values_.size(); }
  /// Adds `name` with `value`; a value already there is not added twice. A leading "the" is dropped.
  /// Returns the first value it replaced (to be walked with value()), -1 when none; nothing when the name has
  /// no piece.
  std::optional<std::int32_t> add(std::string_view name, std::uint32_t value, NameSpace space);
  const IndexedValue& value(std::int32_t at) const { return values_[static_cast<std::size_t>(at)]; }
  NameIndex view() const { return {slots_, values_}; }
  const std::vector<NameIndex::Slot>& slots() const { return slots_; }
  const std::vector<IndexedValue>& values() const { return values_; }

 private:
  NameIndex::Slot& slot(std::uint64_t key);
  void grow();

  std::vector<NameIndex::Slot> slots_;
  std::vector<IndexedValue> values_;
  std::size_t used_ = 0, layer_ = 0;
  Pieces scratch_;
};

}  // namespace herald::lexicon
