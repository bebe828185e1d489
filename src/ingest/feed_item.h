// What the readers of all feed dialects share: one item as it was found, and how it becomes an Article.
// Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "ingest/feed.h"

namespace herald::ingest {

/// The parts of one item, text parts already plain.
struct FoundItem {
  std::string guid, link, title, content, summary, author, publisher, language, published, updated;
};

/// Builds an Article from `item` and adds it to `feed`, with an id of its own. An item without title and text
/// is counted as lost; one that is in the feed already word for word is passed over.
void add_item(Feed& feed, FoundItem item, const FeedOptions& options);

/// Puts title, url and the like of `feed` in order before items are added: the url falls back to
/// `options.place`.
void settle_feed(Feed& feed, const FeedOptions& options);

/// Reads an XML feed in UTF-8; warnings are added to those already in `feed`.
base::Result<void> read_xml_feed(const std::string& text, const FeedOptions& options, Feed& feed);

/// Reads a JSON feed in UTF-8.
base::Result<void> read_json_feed(const std::string& text, const FeedOptions& options, Feed& feed);

}  // namespace herald::ingest
