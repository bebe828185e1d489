#include "nn/word_piece.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/unicode.h"

namespace herald::nn {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kLongestWord = 100;  // characters, as BERT's max_input_chars_per_word
constexpr char32_t kReplacement = 0xFFFD;

/// BERT's _is_whitespace, and the two separators that str.split() takes besides.
bool is_gap(char32_t c) {
  if (c < 0x80) return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  return base::is_space(c) && !base::is_other(c);
}

/// BERT's _is_punctuation: all of ASCII that is neither letter nor digit, and category P.
bool is_mark(char32_t c) {
  if (c < 0x80) return (c > 32 && c < 48) || (c > 57 && c < 65) || (c > 90 && c < 97) || (c > 122 && c < 127);
  return base::is_punctuation(c);
}

/// BERT's _is_chinese_char: the CJK ideographs.
bool is_ideograph(char32_t c) {
  if (c < 0x3400) return false;
  constexpr std::array<std::array<char32_t, 2>, 8> kBlocks{{{0x3400, 0x4DBF},
                                                            {0x4E00, 0x9FFF},
                                                            {0xF900, 0xFAFF},
                                                            {0x20000, 0x2A6DF},
                                                            {0x2A700, 0x2B73F},
                                                            {0x2B740, 0x2B81F},
                                                            {0x2B820, 0x2CEAF},
                                                            {0x2F800, 0x2FA1F}}};
  return std::any_of(kBlocks.begin(), kBlocks.end(),
                     [c](const auto& block) { return c >= block[0] && c <= block[1]; });
}

void clear(WordPiece::Scratch& scratch) {
  scratch.word.clear();
  scratch.at.clear();
  scratch.begin.clear();
  scratch.end.clear();
}

/// One more normalised character of the word, made of text[begin, end). What is over the longest word is only
/// counted in the end of its last character: such a word is unknown anyway.
void add_character(WordPiece::Scratch& scratch, char32_t c, std::size_t begin, std::size_t end) {
  if (scratch.at.size() > kLongestWord) {
    scratch.end.back() = static_cast<std::uint32_t>(end);
    return;
  }
  scratch.at.push_back(static_cast<std::uint32_t>(scratch.word.size()));
  scratch.begin.push_back(static_cast<std::uint32_t>(begin));
  scratch.end.push_back(static_cast<std::uint32_t>(end));
  base::append_utf8(scratch.word, c);
}

}  // namespace

Result<WordPiece> WordPiece::open(std::string_view vocabulary, const std::string& place) {
  if (!vocabulary.empty() && vocabulary.back() == '\n') vocabulary.remove_suffix(1);
  const auto lines = static_cast<std::size_t>(std::count(vocabulary.begin(), vocabulary.end(), '\n')) + 1;
  std::size_t slots = 64;
  while (slots < 2 * lines) slots *= 2;
  WordPiece out;
  out.slots_.resize(slots);
  out.size_ = lines;
  for (std::uint32_t id = 0; id < lines; ++id) {
    const std::size_t end = std::min(vocabulary.find('\n'), vocabulary.size());
    if (!out.insert(vocabulary.substr(0, end), id)) {
      return Error{ErrorKind::kModel,
                   "line " + std::to_string(id + 1) + " of the vocabulary is empty or repeated", place};
    }
    vocabulary.remove_prefix(std::min(end + 1, vocabulary.size()));
  }
  const std::optional<std::uint32_t> unknown = out.find("[UNK]");
  if (!unknown) return Error{ErrorKind::kModel, "the vocabulary has no [UNK]", place};
  out.unknown_ = *unknown;
  return out;
}

bool WordPiece::insert(std::string_view line, std::uint32_t id) {
  if (line.empty()) return false;
  const bool inner = line.size() > 2 && line.substr(0, 2) == "##";
  if (inner) line.remove_prefix(2);
  longest_ = std::max(longest_, line.size());
  std::size_t at = base::murmur64(line, inner ? 1 : 0) & (slots_.size() - 1);
  while (!slots_[at].piece.empty()) {
    if (slots_[at].piece == line && slots_[at].inner == inner) return false;
    at = (at + 1) & (slots_.size() - 1);
  }
  slots_[at] = {line, id, inner};
  return true;
}

std::optional<std::uint32_t> WordPiece::look_up(std::string_view piece, bool inner) const {
  if (slots_.empty() || piece.empty()) return std::nullopt;
  std::size_t at = base::murmur64(piece, inner ? 1 : 0) & (slots_.size() - 1);
  for (; !slots_[at].piece.empty(); at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].piece == piece && slots_[at].inner == inner) return slots_[at].id;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> WordPiece::find(std::string_view piece) const {
  const bool inner = piece.size() > 2 && piece.substr(0, 2) == "##";
  return look_up(inner ? piece.substr(2) : piece, inner);
}

/// Ends the word collected so far: its pieces go to `out`.
void WordPiece::flush(Scratch& scratch, std::vector<Piece>& out) const {
  const std::size_t count = scratch.at.size();
  if (count == 0) return;
  const std::size_t before = out.size();
  const std::string_view word = scratch.word;
  scratch.at.push_back(static_cast<std::uint32_t>(word.size()));
  std::size_t start = count > kLongestWord ? count : 0;
  bool whole = start == 0;
  while (start < count) {
    // The first end that is not too far for any piece.
    std::size_t stop = count;
    if (scratch.at[stop] - scratch.at[start] > longest_) {
      const auto* const first = scratch.at.data();
      stop = static_cast<std::size_t>(
          std::upper_bound(first + start, first + count + 1, scratch.at[start] + longest_) - first - 1);
    }
    std::optional<std::uint32_t> id;
    for (; stop > start; --stop) {
      id = look_up(word.substr(scratch.at[start], scratch.at[stop] - scratch.at[start]), start > 0);
      if (id) break;
    }
    if (!id) {
      whole = false;
      break;
    }
    out.push_back({*id, scratch.begin[start], scratch.end[stop - 1]});
    start = stop;
  }
  if (!whole) {
    out.resize(before);
    out.push_back({unknown_, scratch.begin.front(), scratch.end[count - 1]});
  }
  clear(scratch);
}

void WordPiece::cut(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
                    std::vector<Piece>& out) const {
  base::check(begin <= end && end <= text.size(), "a part of the text");
  text = text.substr(0, end);
  clear(scratch);
  std::array<char32_t, 4> parts{};
  for (std::size_t at = begin; at < end;) {
    const base::CodePoint point = base::decode_utf8(text, at);
    const std::size_t from = at;
    at += point.size;
    const char32_t c = point.value;
    if (is_gap(c)) {
      flush(scratch, out);
      continue;
    }
    if (c == 0 || c == kReplacement || base::is_other(c)) continue;
    const bool alone = is_ideograph(c);
    if (alone) flush(scratch, out);
    const std::size_t count = base::decompose(c, parts);
    for (std::size_t i = 0; i < count; ++i) {
      if (base::is_nonspacing_mark(parts[i])) {
        if (!scratch.end.empty()) scratch.end.back() = static_cast<std::uint32_t>(at);
        continue;
      }
      const bool mark = is_mark(parts[i]);
      if (mark) flush(scratch, out);
      add_character(scratch, base::lower_one(parts[i]), from, at);
      if (mark) flush(scratch, out);
    }
    if (alone) flush(scratch, out);
  }
  flush(scratch, out);
}

}  // namespace herald::nn
