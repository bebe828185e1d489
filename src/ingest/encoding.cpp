#include "ingest/encoding.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "base/text.h"

namespace herald::ingest {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

struct Mark {
  std::string_view bytes;
  const char* encoding;
};

/// Byte order marks, the longer ones first.
constexpr Mark kMarks[] = {{std::string_view("\xFF\xFE\0\0", 4), "utf-32le"},
                           {std::string_view("\0\0\xFE\xFF", 4), "utf-32be"},
                           {std::string_view("\xFF\xFE", 2), "utf-16le"},
                           {std::string_view("\xFE\xFF", 2), "utf-16be"}};
/// How "<?" and "{\n" begin in wide encodings without a mark.
constexpr Mark kWide[] = {{std::string_view("<\0", 2), "utf-16le"},
                          {std::string_view("\0<", 2), "utf-16be"},
                          {std::string_view("{\0", 2), "utf-16le"},
                          {std::string_view("\0{", 2), "utf-16be"}};

/// What a label means on the web: Latin-1 and ASCII are read as Windows-1252.
std::string web_label(std::string_view label) {
  std::string name = base::ascii_lower(base::trim(label));
  static constexpr std::string_view kLatin[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1",
                                                "l1",         "us-ascii",  "ascii",      "ansi",   "cp1252"};
  if (std::find(std::begin(kLatin), std::end(kLatin), name) != std::end(kLatin)) return "windows-1252";
  if (name == "iso-8859-9" || name == "latin5") return "windows-1254";
  if (name == "gb2312" || name == "gbk") return "gb18030";
  if (name == "utf8") return "utf-8";
  return name;
}

bool is_utf8_label(std::string_view label) {
  return label.empty() || label == "utf-8";
}

std::optional<std::string> convert(std::string_view bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status),
                                                                     &ucnv_close);
  if (U_FAILURE(status) || !converter || bytes.size() > 0x3FFFFFFF) return std::nullopt;
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(),
                                status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string text;
  wide.toUTF8String(text);
  return text;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find("\xEF\xBF\xBD", at)) != std::string_view::npos; at += 3) ++count;
  return count;
}

Decoded decode_as(std::string_view bytes, const std::string& encoding) {
  Decoded out;
  std::string text = convert(bytes, encoding).value_or("");
  out.text =
      base::repair_utf8(text.starts_with(kUtf8Mark) ? std::string_view(text).substr(3) : text, out.replaced);
  out.replaced += count_replacements(out.text);
  out.encoding = encoding;
  if (out.replaced) out.warning = fmt::format("{} characters are not valid {}", out.replaced, encoding);
  return out;
}

bool known_to_icu(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status),
                                                                     &ucnv_close);
  return U_SUCCESS(status) && converter;
}

/// More valid multi-byte sequences than broken ones, or broken only in the last three bytes (cut short).
bool mostly_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0, tail = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const base::CodePoint c = base::decode_utf8(bytes, at);
    if (c.size > 1) ++good;
    if (c.size == 1 && c.value == 0xFFFD) (at + 3 >= bytes.size() ? tail : bad) += 1;
    at += c.size;
  }
  return bad < good || (bad == 0 && tail > 0 && good > 0);
}

Decoded repair(std::string_view bytes) {
  Decoded out;
  out.text = base::repair_utf8(bytes, out.replaced);
  out.encoding = "utf-8";
  if (out.replaced) out.warning = fmt::format("{} byte sequences are not valid utf-8", out.replaced);
  return out;
}

/// 7-bit encodings that switch by escape sequences look like valid UTF-8 and must be believed.
bool needs_escapes(std::string_view label, std::string_view bytes) {
  const bool by_escape = label.starts_with("iso-2022-") && bytes.find('\x1B') != std::string_view::npos;
  return by_escape || (label == "hz-gb-2312" && bytes.find("~{") != std::string_view::npos);
}

std::string_view value_after(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '=' || text[at] == '"' || text[at] == '\''))
    ++at;
  std::size_t end = at;
  while (end < text.size() && std::string_view("\"' ?>;/,").find(text[end]) == std::string_view::npos) ++end;
  return text.substr(at, end - at);
}

}  // namespace

std::optional<std::string> declared_encoding(std::string_view bytes) {
  const std::string head = base::ascii_lower(bytes.substr(0, 1024));
  if (const std::size_t start = head.find("<?xml"); start != std::string::npos && start < 64) {
    const std::string_view declaration = std::string_view(head).substr(start, head.find('>', start) - start);
    const std::size_t at = declaration.find("encoding");
    if (at != std::string_view::npos) return web_label(value_after(declaration, at + 8));
  }
  if (const std::size_t meta = head.find("<meta"); meta != std::string::npos) {
    const std::size_t at = head.find("charset", meta);
    if (at != std::string::npos) return web_label(value_after(head, at + 7));
  }
  return std::nullopt;
}

std::string charset_of(std::string_view content_type) {
  const std::string lower = base::ascii_lower(content_type);
  const std::size_t at = lower.find("charset");
  if (at == std::string::npos) return "";
  return std::string(base::trim(value_after(lower, at + 7)));
}

Decoded to_utf8(std::string_view bytes, std::string_view http_charset) {
  if (bytes.starts_with(kUtf8Mark)) return repair(bytes.substr(3));
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return decode_as(bytes.substr(mark.bytes.size()), mark.encoding);
  }
  for (const Mark& wide : kWide) {
    if (bytes.starts_with(wide.bytes)) return decode_as(bytes, wide.encoding);
  }
  const std::string http = web_label(http_charset), inside = declared_encoding(bytes).value_or("");
  for (const std::string& label : {http, inside}) {
    if (needs_escapes(label, bytes) && known_to_icu(label)) return decode_as(bytes, label);
  }
  const bool ascii =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return Decoded{std::string(bytes), "utf-8", 0, std::nullopt};
  const std::string& declared = is_utf8_label(http) ? inside : http;
  if (base::is_valid_utf8(bytes)) {
    Decoded out{std::string(bytes), "utf-8", 0, std::nullopt};
    if (!is_utf8_label(declared))
      out.warning = fmt::format("declared as {} but is valid utf-8; read as utf-8", declared);
    return out;
  }
  if (mostly_utf8(bytes)) return repair(bytes);
  for (const std::string& label : {http, inside}) {
    const bool wide = label.starts_with("utf-16") || label.starts_with("utf-32");
    if (!is_utf8_label(label) && !wide && known_to_icu(label)) return decode_as(bytes, label);
  }
  Decoded out = decode_as(bytes, "windows-1252");
  out.warning =
      fmt::format("is neither utf-8 nor {}; read as windows-1252",
                  declared.empty() ? "declared as anything else" : "what it declares (" + declared + ")");
  return out;
}

std::string strip_controls(std::string text, std::size_t& stripped) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
      text[i] = ' ';
      ++stripped;
    } else if (c == 0xEF && text.compare(i, 2, "\xEF\xBF") == 0 && i + 2 < text.size() &&
               (text[i + 2] == '\xBE' || text[i + 2] == '\xBF')) {
      text[i] = text[i + 1] = text[i + 2] = ' ';
      ++stripped;
    }
  }
  return text;
}

}  // namespace herald::ingest
