#include "lexicon/name_index.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace herald::lexicon {
namespace {

constexpr std::uint64_t kNoPiece = 0;
constexpr std::uint64_t kSeed = 0x9e3779b97f4a7c15ULL;

// Base letters of U+00C0..U+017F; a dot stands for "keep".
constexpr std::string_view kLatin1 = "AAAAAAACEEEEIIIIDNOOOOO.OUUUUYTsaaaaaaaceeeeiiiidnooooo.ouuuuyty";
constexpr std::string_view kLatinA =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTt"
    "UuUuUuUuUuUuWwYyYZzZzZzs";

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + kSeed + (hash << 6) + (hash >> 2);
  hash *= 0xff51afd7ed558ccdULL;
  return hash ^ (hash >> 32);
}

/// One letter of a piece: FNV-1a, cheap; mix() spreads the sum at the end.
std::uint64_t step(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * 0x100000001b3ULL;
}

char32_t folded(char32_t c) {
  if (c < 0xC0) return c;
  if (c < 0x100) {
    const char base = kLatin1[c - 0xC0];
    return base == '.' ? c : static_cast<char32_t>(base);
  }
  if (c < 0x180) return static_cast<char32_t>(kLatinA[c - 0x100]);
  if (c == 0x218 || c == 0x15E) return 'S';
  if (c == 0x219 || c == 0x15F) return 's';
  if (c == 0x21A) return 'T';
  if (c == 0x21B) return 't';
  return c;
}

bool is_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  if (c < 0xC0) return false;
  if (c == 0x2BC || c == 0xD7 || c == 0xF7) return false;
  return c < 0x2000 || c > 0x206F;
}

char32_t lowered(char32_t c) {
  return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/// Collects one piece; flush() appends its two hashes.
struct PieceMaker {
  Pieces& out;
  bool shout;
  std::uint64_t exact = kSeed, lower = kSeed;
  std::size_t length = 0;

  void take(char32_t c) {
    const char32_t base = folded(c), low = lowered(base);
    exact = step(exact, shout && length > 0 ? low : base);
    lower = step(lower, low);
    ++length;
  }
  void flush() {
    if (length == 0) return;
    out.exact.push_back(mix(exact, length) | 1);
    out.lower.push_back(mix(lower, length) | 1);
    exact = lower = kSeed;
    length = 0;
  }
};

}  // namespace

void Pieces::clear() {
  exact.clear();
  lower.clear();
  token_begin.clear();
}

void Pieces::add_token(std::string_view token, bool shout) {
  static_assert(kLatin1.size() == 0x40 && kLatinA.size() == 0x80);
  const std::size_t before = exact.size();
  token_begin.push_back(static_cast<std::uint32_t>(before));
  PieceMaker piece{*this, shout};
  for (std::size_t at = 0; at < token.size();) {
    const auto byte = static_cast<unsigned char>(token[at]);
    const base::CodePoint point = byte < 0x80 ? base::CodePoint{byte, 1} : base::decode_utf8(token, at);
    at += point.size;
    if (is_word(point.value)) {
      piece.take(point.value);
    } else if (point.value != '.') {
      piece.flush();
    }
  }
  piece.flush();
  if (exact.size() == before && token != "-" && token != "'" && token != "’") {
    exact.push_back(kNoPiece);
    lower.push_back(kNoPiece);
  }
}

void Pieces::close() {
  token_begin.push_back(static_cast<std::uint32_t>(exact.size()));
}

void NameIndexBuilder::reserve(std::size_t names) {
  std::size_t size = 1024;
  while (size < names * 4) size *= 2;
  slots_.assign(size, NameIndex::Slot{});
  values_.reserve(names * 3 / 2);
}

void NameIndexBuilder::grow() {
  std::vector<NameIndex::Slot> old = std::exchange(slots_, {});
  slots_.assign(old.empty() ? 1024 : old.size() * 2, NameIndex::Slot{});
  for (const NameIndex::Slot& s : old) {
    if (s.key == 0) continue;
    std::size_t at = (s.key >> 16) & (slots_.size() - 1);
    while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = s;
  }
}

NameIndex::Slot& NameIndexBuilder::slot(std::uint64_t key) {
  if (used_ * 2 >= slots_.size()) grow();
  std::size_t at = (key >> 16) & (slots_.size() - 1);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at].key == 0) {
    slots_[at].key = key;
    ++used_;
  }
  return slots_[at];
}

const NameIndex::Slot* NameIndex::find_slot(std::uint64_t key) const {
  if (slots_.empty()) return nullptr;
  std::size_t at = (key >> 16) & (slots_.size() - 1);
  while (slots_[at].key != 0) {
    if (slots_[at].key == key) return &slots_[at];
    at = (at + 1) & (slots_.size() - 1);
  }
  return nullptr;
}

namespace {

std::string_view without_the(std::string_view name) {
  if (name.starts_with("the ") || name.starts_with("The ") || name.starts_with("THE ")) name.remove_prefix(4);
  return name;
}

const std::vector<std::uint64_t>& hashes_of(const Pieces& pieces, NameSpace space) {
  return space == NameSpace::kAsWritten ? pieces.exact : pieces.lower;
}

}  // namespace

std::string folded_name(std::string_view name) {
  name = without_the(name);
  std::string out;
  bool apart = false;
  for (std::size_t at = 0; at < name.size();) {
    const base::CodePoint point = base::decode_utf8(name, at);
    at += point.size;
    if (!is_word(point.value)) {
      apart = apart || point.value != '.';
      continue;
    }
    if (apart && !out.empty()) out += ' ';
    apart = false;
    base::append_utf8(out, lowered(folded(point.value)));
  }
  return out;
}

std::optional<std::int32_t> NameIndexBuilder::add(std::string_view name, std::uint32_t value,
                                                  NameSpace space) {
  scratch_.clear();
  scratch_.add_token(without_the(name));
  const auto& hashes = hashes_of(scratch_, space);
  if (hashes.empty() || hashes.front() == kNoPiece) return std::nullopt;
  std::uint64_t key = static_cast<std::uint64_t>(space);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    key = mix(key, hashes[i]) | 1;
    if (i + 1 < hashes.size()) slot(key).longer = 1;
  }
  NameIndex::Slot& last = slot(key);
  std::int32_t tail = -1, replaced = -1;
  if (last.values >= 0 && static_cast<std::size_t>(last.values) < layer_)
    replaced = std::exchange(last.values, -1);
  for (std::int32_t at = last.values; at >= 0; at = values_[static_cast<std::size_t>(at)].next) {
    if (values_[static_cast<std::size_t>(at)].value == value) return replaced;
    tail = at;
  }
  const auto fresh = static_cast<std::int32_t>(values_.size());
  values_.push_back({value, -1});
  (tail < 0 ? last.values : values_[static_cast<std::size_t>(tail)].next) = fresh;
  return replaced;
}

void NameIndex::find(const Pieces& pieces, std::size_t first, NameSpace space,
                     std::vector<Match>& out) const {
  const auto& hashes = hashes_of(pieces, space);
  if (pieces.token_begin[first] == pieces.token_begin[first + 1]) return;  // a hyphen begins no name
  std::uint64_t key = static_cast<std::uint64_t>(space);
  std::size_t token = first;
  for (std::size_t i = pieces.token_begin[first]; i < hashes.size(); ++i) {
    if (hashes[i] == kNoPiece) return;
    key = mix(key, hashes[i]) | 1;
    const Slot* found = find_slot(key);
    if (!found) return;
    while (pieces.token_begin[token + 1] <= i) ++token;
    if (found->values >= 0 && pieces.token_begin[token + 1] == i + 1) {
      out.push_back({static_cast<std::uint32_t>(token + 1), found->values});
    }
    if (found->longer == 0) return;
  }
}

std::int32_t NameIndex::find_exact(std::string_view name, NameSpace space) const {
  Pieces pieces;
  pieces.add_token(without_the(name));
  const auto& hashes = hashes_of(pieces, space);
  std::uint64_t key = static_cast<std::uint64_t>(space);
  const Slot* found = nullptr;
  for (const std::uint64_t hash : hashes) {
    if (hash == kNoPiece) return -1;
    key = mix(key, hash) | 1;
    found = find_slot(key);
    if (!found) return -1;
  }
  return found ? found->values : -1;
}

}  // namespace herald::lexicon
