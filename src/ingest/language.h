// The language of a text, by CLD2 (Compact Language Detector 2).
//
//   detect_language("The minister met his counterpart on Monday.")   // "en"
//
// Pure function, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace herald::ingest {

/// ISO 639 code of the language most of `text` (valid UTF-8) is written in, "zh-Hant" for traditional
/// Chinese; nothing when the text is too short or too mixed to tell. Only the first 64 KiB are looked at.
std::optional<std::string> detect_language(std::string_view text);

}  // namespace herald::ingest
