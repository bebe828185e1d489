// Bytes of unknown encoding become UTF-8. Feeds and pages lie about their encoding often enough that the
// bytes are asked first: a byte order mark wins, then bytes that are valid UTF-8, and only then what the
// HTTP header or the document itself declares.
//
//   Decoded page = to_utf8(bytes, "iso-8859-1");
//   page.text      // valid UTF-8 without byte order mark
//   page.encoding  // "windows-1252": what the label means on the web
//
// Pure functions, thread safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace herald::ingest {

struct Decoded {
  std::string text;                    ///< valid UTF-8, no byte order mark
  std::string encoding;                ///< the encoding that was used, lower case
  std::size_t replaced = 0;            ///< bad sequences that became U+FFFD
  std::optional<std::string> warning;  ///< set when a declaration was not believed or bytes were lost
};

/// Decodes `bytes`; `http_charset` is the charset of the Content-Type header, empty when there was none.
/// Declarations inside the bytes (XML declaration, HTML meta) are looked for in the first 1,024 bytes. Total:
/// what no declaration explains is read as UTF-8 with U+FFFD when it is mostly that, else as Windows-1252,
/// after the Encoding Standard of the WHATWG.
Decoded to_utf8(std::string_view bytes, std::string_view http_charset);

/// The encoding an XML declaration or HTML meta element declares, lower case; nothing when there is none.
std::optional<std::string> declared_encoding(std::string_view bytes);

/// The charset parameter of a Content-Type value ("text/xml; charset=UTF-8" gives "utf-8"), else empty.
std::string charset_of(std::string_view content_type);

/// `text` without the control characters no XML, JSON or plain text has a use for (C0 but tab and line ends,
/// U+FFFE, U+FFFF): each becomes one space, so that words stay apart. Adds their number to `stripped`.
std::string strip_controls(std::string text, std::size_t& stripped);

}  // namespace herald::ingest
