#include "lang/blocks.h"

#include <algorithm>

#include "base/text.h"

namespace herald::lang {
namespace {

using news::Span;

constexpr std::size_t kHeadingLength =
    60;  // a shorter line before a capital is a heading, not a wrapped line

bool ends_sentence(std::string_view line) {
  while (!line.empty() && (line.back() == '"' || line.back() == '\'' || line.back() == ')'))
    line.remove_suffix(1);
  for (const std::string_view quote : {"\xE2\x80\x9D", "\xE2\x80\x99"}) {
    if (line.ends_with(quote)) line.remove_suffix(quote.size());
  }
  return !line.empty() &&
         (line.back() == '.' || line.back() == '!' || line.back() == '?' || line.back() == ':');
}

/// True when a line break between `line` and `next` (both trimmed, not empty) ends a paragraph.
bool breaks(std::string_view line, std::string_view next) {
  if (ends_sentence(line)) return true;
  const char first = next.front();
  const bool opens = (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') || first == '"' ||
                     first == '*' || first == '-' || static_cast<unsigned char>(first) >= 0x80;
  return opens && line.size() < kHeadingLength;
}

void add(std::string_view text, std::size_t begin, std::size_t end, std::vector<Span>& blocks) {
  const std::string_view all = text.substr(begin, end - begin);
  const std::string_view inner = base::trim(all);
  if (inner.empty()) return;
  const std::size_t at = begin + static_cast<std::size_t>(inner.data() - all.data());
  blocks.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + inner.size())});
}

/// Cuts [begin, end) at the ends of its paragraphs.
void cut_paragraphs(std::string_view text, std::size_t begin, std::size_t end, std::vector<Span>& blocks) {
  std::size_t block = begin;
  for (std::size_t at = begin; at < end;) {
    const std::size_t newline = text.find('\n', at);
    if (newline == std::string_view::npos || newline >= end) break;
    const std::size_t next_newline = std::min(text.find('\n', newline + 1), end);
    const std::string_view line = base::trim(text.substr(at, newline - at));
    const std::string_view next = base::trim(text.substr(newline + 1, next_newline - newline - 1));
    if (line.empty() || next.empty() || breaks(line, next)) {
      add(text, block, newline, blocks);
      block = newline + 1;
    }
    at = newline + 1;
  }
  add(text, block, end, blocks);
}

}  // namespace

std::vector<Span> text_blocks(std::string_view text, const std::vector<Span>& left_out) {
  std::vector<Span> blocks;
  std::size_t at = 0;
  for (const Span& span : left_out) {
    if (span.begin > text.size() || span.end > text.size() || span.end < span.begin) continue;
    if (span.begin > at) cut_paragraphs(text, at, span.begin, blocks);
    at = std::max<std::size_t>(at, span.end);
  }
  cut_paragraphs(text, at, text.size(), blocks);
  return blocks;
}

}  // namespace herald::lang
