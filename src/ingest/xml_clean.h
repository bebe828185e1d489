// Makes XML from the open web safe and well-formed enough for an XML parser, one pass, no recursion.
//
//   Result<CleanXml> clean = clean_xml(text, "feed.xml");
//   clean->text       // no DOCTYPE, no control characters, every element closed
//   clean->warnings   // items left out, each with its byte
//
// Feeds break in few ways: cut short, one item with bad mark-up, a stray "<" or "&". What a parser would give
// up on costs here one item (RSS <item>, Atom <entry>), and the others stay. Pure functions, thread safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"

namespace herald::ingest {

struct CleanXml {
  std::string text;
  std::vector<base::Error> warnings;  ///< items left out and why; place is "place byte N" in the UTF-8 text
  std::size_t items_lost = 0;
};

/// Elements may nest this deep.
inline constexpr std::size_t kMaxXmlDepth = 256;

/// Cleans `text` (valid UTF-8). Refused with an error: a DOCTYPE that declares entities (they can grow
/// without bound or name files), nesting beyond kMaxXmlDepth, text without any element.
base::Result<CleanXml> clean_xml(const std::string& text, const std::string& place);

}  // namespace herald::ingest
