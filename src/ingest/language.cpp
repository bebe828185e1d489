#include "ingest/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "base/text.h"

#include <algorithm>
#include <array>

namespace herald::ingest {
namespace {

/// Share of English function words: about a fifth of English prose, next to nothing of any other language.
bool reads_like_english(std::string_view text) {
  static constexpr std::array<std::string_view, 24> kWords{
      "after", "and",  "are",  "been", "but",   "for",  "from", "had", "has",  "have",  "his",  "its",
      "not",   "said", "that", "the",  "their", "they", "this", "to",  "were", "which", "with", "would"};
  std::size_t words = 0, english = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && ((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z')) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    ++words;
    const std::string word = base::ascii_lower(text.substr(begin, at - begin));
    if (std::binary_search(kWords.begin(), kWords.end(), std::string_view(word))) ++english;
  }
  return words >= 20 && english * 9 >= words;
}

}  // namespace

std::optional<std::string> detect_language(std::string_view text) {
  constexpr std::size_t kMost = 65536;
  if (text.size() > kMost) {
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  std::size_t replaced = 0;
  const std::string valid = base::repair_utf8(text, replaced);
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(valid.data(), static_cast<int>(valid.size()), /*is_plain_text=*/true, &reliable);
  // Foreign names in an English dispatch mislead the detector: it took a story from New Delhi for Hindi.
  if (language != CLD2::ENGLISH && reads_like_english(valid)) return "en";
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return std::nullopt;
  const std::string code = CLD2::LanguageCode(language);
  if (code == "un" || code == "xxx") return std::nullopt;
  return code;
}

}  // namespace herald::ingest
