#include "base/unicode.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

#include "base/text.h"

namespace herald::base {
namespace {

struct Range {
  std::uint32_t first, last;
};

struct LowerRun {
  std::uint32_t first, last, step;
  std::int32_t distance;
};

#include "base/unicode_tables.inc"

bool within(std::span<const Range> table, char32_t c) {
  const auto after = std::upper_bound(table.begin(), table.end(), c,
                                      [](char32_t value, const Range& range) { return value < range.first; });
  return after != table.begin() && c <= std::prev(after)->last;
}

char32_t simple_lower(char32_t c) {
  const auto after = std::upper_bound(std::begin(kLower), std::end(kLower), c,
                                      [](char32_t value, const LowerRun& run) { return value < run.first; });
  if (after == std::begin(kLower)) return c;
  const LowerRun& run = *std::prev(after);
  if (c > run.last || (c - run.first) % run.step != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + run.distance);
}

constexpr char32_t kCapitalSigma = 0x3A3, kSigma = 0x3C3, kFinalSigma = 0x3C2, kCapitalDottedI = 0x130;
constexpr char32_t kFirstHangul = 0xAC00, kHangulSyllables = 11172;

/// The first code point after `at` that is not case-ignorable is cased.
bool cased_follows(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint next = decode_utf8(text, at);
    if (!within(kCaseIgnorable, next.value)) return within(kCased, next.value);
    at += next.size;
  }
  return false;
}

}  // namespace

bool is_alpha(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return within(kAlpha, c);
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return within(kUpper, c);
}

bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return within(kDigit, c);
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return within(kSpace, c);
}

bool is_punctuation(char32_t c) {
  return within(kPunctuation, c);
}

bool is_other(char32_t c) {
  if (c < 0x7F) return c < 0x20;
  return within(kOther, c);
}

bool is_nonspacing_mark(char32_t c) {
  return c >= 0x300 && within(kNonspacingMark, c);
}

char32_t lower_one(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  return c == kCapitalSigma ? kSigma : simple_lower(c);
}

std::size_t decompose(char32_t c, std::array<char32_t, 4>& out) {
  out[0] = c;
  if (c < 0xC0) return 1;
  if (c >= kFirstHangul && c < kFirstHangul + kHangulSyllables) {  // by arithmetic, Unicode section 3.12
    const char32_t index = c - kFirstHangul;
    out[0] = 0x1100 + index / (21 * 28);
    out[1] = 0x1161 + index % (21 * 28) / 28;
    out[2] = 0x11A7 + index % 28;
    return index % 28 == 0 ? 2 : 3;
  }
  const auto* const found = std::lower_bound(std::begin(kDecomposed), std::end(kDecomposed), c,
                                             [](const auto& row, char32_t value) { return row[0] < value; });
  if (found == std::end(kDecomposed) || (*found)[0] != c) return 1;
  std::size_t count = 0;
  while (count < out.size() && (*found)[count + 1] != 0) {
    out[count] = (*found)[count + 1];
    ++count;
  }
  return count;
}

std::string lower(std::string_view text) {
  std::string out(text);
  bool ascii = true;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      ascii = false;
      break;
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  if (ascii) return out;

  out.clear();
  bool after_cased = false;  // the last code point that is not case-ignorable is cased
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const std::string_view bytes = text.substr(at, point.size);
    at += point.size;
    if (point.value == kCapitalSigma) {
      append_utf8(out, after_cased && !cased_follows(text, at) ? kFinalSigma : kSigma);
    } else if (point.value == kCapitalDottedI) {
      out += "i\xCC\x87";
    } else if (const char32_t low = simple_lower(point.value); low != point.value) {
      append_utf8(out, low);
    } else {
      out += bytes;
    }
    if (!within(kCaseIgnorable, point.value)) after_cased = within(kCased, point.value);
  }
  return out;
}

}  // namespace herald::base
