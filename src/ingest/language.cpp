#include "ingest/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "base/text.h"

namespace herald::ingest {

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
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return std::nullopt;
  const std::string code = CLD2::LanguageCode(language);
  if (code == "un" || code == "xxx") return std::nullopt;
  return code;
}

}  // namespace herald::ingest
