// UTF-8 and plain string helpers that the standard library lacks. Pure functions, thread safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace herald::base {

/// One decoded code point: `size` bytes were read (0 only at the end of the text).
/// Invalid bytes decode as U+FFFD of size 1, so a loop always advances.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;
};

CodePoint decode_utf8(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t value);
bool is_valid_utf8(std::string_view text);

/// `text` with every invalid byte sequence replaced by U+FFFD (one per maximal invalid run, as WHATWG
/// does); adds the number of replacements to `replaced`.
std::string repair_utf8(std::string_view text, std::size_t& replaced);

/// Number of code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Without leading and trailing ASCII white space and U+00A0.
std::string_view trim(std::string_view text);
/// Fields between every `separator`; n separators give n + 1 fields.
std::vector<std::string_view> split(std::string_view text, char separator);
/// ASCII letters lowered, all other bytes kept. For full case mapping see base/unicode.h.
std::string ascii_lower(std::string_view text);
bool ascii_iequals(std::string_view a, std::string_view b);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// At most 60 bytes of it on one line, for messages: control characters as '?', "…" where it was cut.
std::string printable(std::string_view text);
/// All runs of white space (ASCII and U+00A0) become one space; trimmed.
std::string collapse_spaces(std::string_view text);
/// Insertions, deletions and replacements of one byte that make `b` of `a`.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The entry of `known` with the smallest edit distance to `word`, empty when none is within a third of its
/// length.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

}  // namespace herald::base
