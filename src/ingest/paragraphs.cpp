#include "ingest/paragraphs.h"

#include <utility>

#include "base/text.h"
#include "base/unicode.h"

namespace herald::ingest {
namespace {

/// Characters that show nothing and only get in the way of words: soft hyphen, zero-width space, marks and
/// overrides of direction, word joiner, byte order mark, controls. Zero-width (non-)joiners shape words and
/// stay.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF;
}

bool ends_sentence(std::string_view text) {
  static constexpr std::string_view kClosers[] = {"\"",           "'",       ")", "]", "\xE2\x80\x9D",
                                                  "\xE2\x80\x99", "\xC2\xBB"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view closer : kClosers) {
      if (!text.ends_with(closer)) continue;
      text.remove_suffix(closer.size());
      more = true;
    }
  }
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("\xE2\x80\xA6");
}

}  // namespace

void Paragraphs::flush_breaks() {
  if (!out_.empty()) {
    if (paragraph_ || (line_ && ends_sentence(out_))) {
      out_ += "\n\n";
    } else if (line_) {
      out_ += '\n';
    } else if (cell_) {
      out_ += " | ";
    } else if (space_) {
      out_ += ' ';
    }
  }
  space_ = line_ = paragraph_ = cell_ = false;
}

void Paragraphs::text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::decode_utf8(text, at);
    if (base::is_space(c.value)) {
      if (c.value == 0x2029) paragraph_ = true;
      space_ = true;
    } else if (!is_invisible(c.value)) {
      if (space_ || line_ || paragraph_ || cell_) flush_breaks();
      base::append_utf8(out_, c.value);
    }
    at += c.size;
  }
}

void Paragraphs::line_break() {
  paragraph_ = paragraph_ || line_;
  line_ = true;
}

std::string Paragraphs::take() {
  space_ = line_ = paragraph_ = cell_ = false;
  return std::exchange(out_, std::string());
}

}  // namespace herald::ingest
