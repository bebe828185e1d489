#include "base/text.h"

#include <algorithm>
#include <numeric>

namespace herald::base {
namespace {

bool is_space_byte(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// Bytes of white space at `at`: 1 for ASCII, 2 for U+00A0, else 0.
std::size_t space_size(std::string_view text, std::size_t at) {
  if (is_space_byte(text[at])) return 1;
  return text.substr(at, 2) == "\xC2\xA0" ? 2 : 0;
}

/// Length of the well-formed sequence at `at`, or 0; on failure `bad` is the length of the maximal invalid
/// run.
std::uint32_t well_formed(std::string_view text, std::size_t at, char32_t& value, std::uint32_t& bad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char b0 = byte(at);
  bad = 1;
  if (b0 < 0x80) {
    value = b0;
    return 1;
  }
  std::uint32_t need = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (b0 >= 0xC2 && b0 <= 0xDF) {
    need = 1, value = b0 & 0x1Fu;
  } else if (b0 >= 0xE0 && b0 <= 0xEF) {
    need = 2, value = b0 & 0x0Fu;
    if (b0 == 0xE0) low = 0xA0;
    if (b0 == 0xED) high = 0x9F;
  } else if (b0 >= 0xF0 && b0 <= 0xF4) {
    need = 3, value = b0 & 0x07u;
    if (b0 == 0xF0) low = 0x90;
    if (b0 == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  for (std::uint32_t k = 1; k <= need; ++k) {
    if (at + k >= text.size() || byte(at + k) < low || byte(at + k) > high) {
      bad = k;
      return 0;
    }
    value = (value << 6) | (byte(at + k) & 0x3Fu);
    low = 0x80, high = 0xBF;
  }
  return need + 1;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitute});
    }
  }
  return row[b.size()];
}

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  char32_t value = 0;
  std::uint32_t bad = 0;
  const std::uint32_t size = well_formed(text, at, value, bad);
  return size ? CodePoint{value, size} : CodePoint{0xFFFD, 1};
}

void append_utf8(std::string& out, char32_t value) {
  const auto put = [&](char32_t v) { out += static_cast<char>(static_cast<unsigned char>(v)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6)), put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12)), put(0x80 | ((value >> 6) & 0x3F)), put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18)), put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F)), put(0x80 | (value & 0x3F));
  }
}

bool is_valid_utf8(std::string_view text) {
  char32_t value = 0;
  std::uint32_t bad = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t size = well_formed(text, at, value, bad);
    if (!size) return false;
    at += size;
  }
  return true;
}

std::string repair_utf8(std::string_view text, std::size_t& replaced) {
  std::string out;
  out.reserve(text.size());
  char32_t value = 0;
  std::uint32_t bad = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t size = well_formed(text, at, value, bad);
    if (size) {
      out.append(text, at, size);
      at += size;
    } else {
      out += "\xEF\xBF\xBD";
      ++replaced;
      at += bad;
    }
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t size = space_size(text, begin);
    if (!size) break;
    begin += size;
  }
  text.remove_prefix(begin);
  for (;;) {
    if (!text.empty() && is_space_byte(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t at = text.find(separator);
    fields.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return fields;
    text.remove_prefix(at + 1);
  }
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool ascii_iequals(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ascii_lower(a) == ascii_lower(b);
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i) out += separator;
    out += parts[i];
  }
  return out;
}

std::string printable(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::size_t end = std::min(text.size(), kLongest);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  std::size_t bad = 0;
  std::string out = repair_utf8(text.substr(0, end), bad);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 32; }, '?');
  return end < text.size() ? out + "…" : out;
}

std::string collapse_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = space_size(text, at);
    if (size) {
      pending = !out.empty();
      at += size;
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text[at++];
  }
  return out;
}

std::string nearest_word(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) best_distance = distance, best = candidate;
  }
  return best;
}

}  // namespace herald::base
