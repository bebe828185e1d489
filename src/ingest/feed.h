// Syndication feeds become Articles: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1 and 1.1.
//
//   Result<Feed> feed = read_feed(bytes, {.place = "https://example.org/world.xml", .http_charset =
//   "utf-8"}); if (!feed) return feed.error();          // "...: an HTML page, not a feed; it names this
//   feed: /rss" for (news::Article& article : feed->items) ... for (const Error& warning : feed->warnings)
//   ...   // items that were left out, each with its byte
//
// Feeds are hostile: encodings lie, tags stay open, files end early, entities explode. Whole items are kept,
// broken ones are counted and named. Pure functions, thread safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "news/article.h"

namespace herald::ingest {

enum class FeedFormat { kRss, kRdf, kAtom, kJsonFeed };

/// "RSS", "RSS 1.0 (RDF)", "Atom", "JSON Feed".
std::string_view name_of(FeedFormat format);

/// When the publisher would like to be asked again. Unknown stays empty; a polite reader never asks more
/// often.
struct PollHints {
  std::optional<int> minutes;          ///< RSS ttl, or period divided by frequency of the syndication module
  std::vector<int> skip_hours;         ///< hours 0..23 in UTC without news, sorted
  std::vector<std::string> skip_days;  ///< "Saturday", as written
  std::optional<std::string> hub;      ///< WebSub hub
  std::optional<std::string> next;     ///< address of the next page of items
};

struct FeedOptions {
  std::string place;  ///< path or URL the bytes came from: for messages, links and, failing others, ids
  std::string http_charset;  ///< charset of the Content-Type header, empty when unknown
  std::size_t max_items = 100000;
};

struct Feed {
  FeedFormat format = FeedFormat::kRss;
  std::string title;
  std::string url;  ///< address of the feed by its own word, else the place it was read from
  std::optional<std::string> site, language, publisher;
  std::optional<base::Timestamp> updated;
  std::vector<news::Article> items;  ///< in feed order; ids are unique within the feed
  PollHints hints;
  std::vector<base::Error> warnings;  ///< what was repaired or left out, with place and byte
  std::size_t items_lost = 0;  ///< items that could not be kept, each named by a warning (the first 100)
};

/// Reads one feed. Items carry title, text (full content where the feed has it, else the summary, as plain
/// paragraphs), link, author, dates, language and publisher; `feed` is the feed's url. The id is made from
/// feed and guid, else from the link, else from the content, so that the same item has the same id on every
/// poll. Errors: empty input, something that is no feed (the message says what it is), a declared entity, too
/// deep nesting. Datelines, credits and notices are left to mark_furniture().
base::Result<Feed> read_feed(std::string_view bytes, const FeedOptions& options);

/// Does `bytes` begin like a feed in XML or JSON? A cheap guess for choosing a reader.
bool looks_like_feed(std::string_view bytes);

/// Primary subtag of a language as feeds declare it: "en-US" and "English" give "en"; nothing for rubbish.
std::optional<std::string> language_tag(std::string_view declared);

}  // namespace herald::ingest
