// HTML becomes plain paragraphs separated by a blank line: the form in which articles are read.
//
//   html_to_text("<p>One &amp; two</p><ul><li>three<li>four</ul>")   // "One & two\n\nthree\n\nfour"
//
// Blocks, list items and table rows are paragraphs of their own, cells of a row are parted by " | ", <br> is
// a line end. Scripts, styles, navigation, figures with their captions, asides, forms, embeds of other sites
// and hidden parts are left out. Total: any bytes in, some text out; nesting without end and tags with
// thousands of attributes are read by a flat reader, so that neither stack nor time runs out. Thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace herald::ingest {

/// Paragraphs of a fragment or page in UTF-8.
std::string html_to_text(std::string_view html);

/// The same on one line, for titles and names.
std::string html_to_line(std::string_view html);

/// What a news page says of itself, and its main text.
struct Page {
  std::optional<std::string> title, url, publisher, author, language;
  std::optional<base::Timestamp> published, modified;
  std::vector<std::string> feeds;  ///< links to feeds as written in the page, in page order
  std::string text;
};

/// Reads a whole page in UTF-8. The main text is the body marked as such (itemprop articleBody), else the
/// longest <article>, else <main>, else the element that holds most text in paragraphs. A heading that only
/// repeats the title is not part of the text.
Page read_page(std::string_view html);

}  // namespace herald::ingest
