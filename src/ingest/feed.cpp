#include "ingest/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "ingest/encoding.h"
#include "ingest/feed_item.h"
#include "ingest/html.h"
#include "ingest/url.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kIdPrefix = "a-";

std::optional<std::string> if_any(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

/// The name of the feed in ids: its own word for itself, not the place of today's copy.
std::string feed_key(const Feed& feed, const FeedOptions& options) {
  if (!feed.url.empty() && feed.url != options.place) return feed.url;
  if (feed.site) return *feed.site;
  return is_web_url(options.place) || feed.title.empty() ? options.place : feed.title;
}

std::string content_key(const news::Article& article) {
  return article.title.value_or("") + '\n' + article.text;
}

std::string item_id(const Feed& feed, const FoundItem& item, const news::Article& article,
                    const FeedOptions& options) {
  if (!item.guid.empty()) return base::content_id(kIdPrefix, feed_key(feed, options) + '\n' + item.guid);
  if (article.url) return base::content_id(kIdPrefix, *article.url);
  return base::content_id(kIdPrefix, content_key(article));
}

/// An author as a name: "jane@example.org (Jane Doe)" and "By Jane Doe" give "Jane Doe".
std::string author_name(std::string_view author) {
  const std::size_t open = author.find('('), close = author.rfind(')');
  if (author.find('@') != std::string_view::npos && open != std::string_view::npos && close > open) {
    author = author.substr(open + 1, close - open - 1);
  }
  std::string name = base::collapse_spaces(author);
  if (name.size() > 3 && base::ascii_iequals(std::string_view(name).substr(0, 3), "by ")) name.erase(0, 3);
  return name;
}

/// First words of `text` on one line, for messages.
std::string sample(std::string_view text) {
  std::string line = base::collapse_spaces(text.substr(0, 200));
  if (line.size() > 60) line = line.substr(0, 57) + "...";
  std::size_t replaced = 0;
  return base::repair_utf8(line, replaced);
}

std::optional<std::string_view> known_file(std::string_view bytes) {
  struct Magic {
    std::string_view begin, name;
  };
  static constexpr Magic kMagics[] = {{"\x1F\x8B", "gzip data; unpack it first"},
                                      {"%PDF-", "a PDF document"},
                                      {"PK\x03\x04", "a ZIP archive"},
                                      {"\x28\xB5\x2F\xFD", "zstd data; unpack it first"},
                                      {"\x89PNG", "a PNG image"},
                                      {"\xFF\xD8\xFF", "a JPEG image"},
                                      {"GIF8", "a GIF image"}};
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.begin)) return magic.name;
  }
  return std::nullopt;
}

/// Without leading white space, comments and processing instructions: where the first element begins.
std::string_view first_element(std::string_view text) {
  for (;;) {
    text = base::trim(text);
    const bool comment = text.starts_with("<!--");
    if (!comment && !text.starts_with("<?")) return text;
    const std::string_view end = comment ? "-->" : "?>";
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
}

bool is_html(std::string_view text) {
  const std::string head = base::ascii_lower(first_element(text).substr(0, 15));
  return head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") ||
         head.starts_with("<body");
}

Error not_a_page_but_a_feed(std::string_view text, const std::string& place) {
  const Page page = read_page(text);
  std::string message = "this is an HTML page, not a feed";
  if (page.title) message += fmt::format(" (titled \"{}\")", sample(*page.title));
  if (page.feeds.empty()) {
    message += "; look for a link named RSS or Atom on it";
  } else {
    message += fmt::format("; it names this feed: {}", resolve_url(place, page.feeds.front()));
  }
  return Error{ErrorKind::kFormat, std::move(message), place};
}

}  // namespace

std::string_view name_of(FeedFormat format) {
  switch (format) {
    case FeedFormat::kRss:
      return "RSS";
    case FeedFormat::kRdf:
      return "RSS 1.0 (RDF)";
    case FeedFormat::kAtom:
      return "Atom";
    case FeedFormat::kJsonFeed:
      return "JSON Feed";
  }
  return "feed";
}

std::optional<std::string> language_tag(std::string_view declared) {
  const std::string lower = base::ascii_lower(base::trim(declared));
  if (lower == "english") return "en";
  const std::string tag = lower.substr(0, lower.find_first_of("-_"));
  const bool letters = std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (tag.size() < 2 || tag.size() > 3 || !letters || tag == "und") return std::nullopt;
  return tag;
}

void settle_feed(Feed& feed, const FeedOptions& options) {
  if (feed.url.empty()) feed.url = without_credentials(options.place);
  if (!feed.publisher) feed.publisher = if_any(feed.title);
}

void add_item(Feed& feed, FoundItem item, const FeedOptions& options) {
  news::Article article;
  article.title = if_any(std::move(item.title));
  article.text = item.content.empty() ? std::move(item.summary) : std::move(item.content);
  if (!article.title && article.text.empty()) {
    ++feed.items_lost;
    feed.warnings.push_back(
        {ErrorKind::kFormat,
         fmt::format("item {} has neither title nor text; left out", feed.items.size() + feed.items_lost),
         options.place});
    return;
  }
  article.url = if_any(std::move(item.link));
  article.feed = feed.url;
  article.publisher = item.publisher.empty() ? feed.publisher : if_any(std::move(item.publisher));
  article.language = language_tag(item.language);
  if (!article.language) article.language = feed.language;
  article.byline = if_any(author_name(item.author));
  article.published = base::parse_timestamp(item.published);
  article.updated = base::parse_timestamp(item.updated);
  if (!article.published && article.updated) article.published = article.updated;
  article.id = item_id(feed, item, article, options);
  feed.items.push_back(std::move(article));
}

namespace {

/// Some feeds give all items one guid: later ones get an id from guid and content; true copies go.
void make_ids_unique(Feed& feed, const std::string& place) {
  std::vector<std::pair<std::string, std::size_t>> seen;
  for (std::size_t i = 0; i < feed.items.size(); ++i) seen.emplace_back(feed.items[i].id, i);
  std::sort(seen.begin(), seen.end());
  std::vector<bool> drop(feed.items.size(), false);
  std::size_t renamed = 0, copies = 0;
  for (std::size_t first = 0, k = 1; k < seen.size(); ++k) {
    if (seen[k].first != seen[first].first) {
      first = k;
      continue;
    }
    news::Article& later = feed.items[seen[k].second];
    if (content_key(later) == content_key(feed.items[seen[first].second])) {
      drop[seen[k].second] = true;
      ++copies;
    } else {
      later.id =
          base::content_id(kIdPrefix, later.id + '\n' + later.url.value_or("") + '\n' + content_key(later));
      ++renamed;
    }
  }
  std::vector<news::Article> kept;
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    if (!drop[i]) kept.push_back(std::move(feed.items[i]));
  }
  feed.items = std::move(kept);
  if (renamed + copies > 0) {
    feed.warnings.push_back({ErrorKind::kFormat,
                             fmt::format("{} items share the guid of another: {} same texts passed "
                                         "over, {} kept under an id from their content",
                                         renamed + copies, copies, renamed),
                             place});
  }
}

}  // namespace

bool looks_like_feed(std::string_view bytes) {
  const Decoded decoded = to_utf8(bytes.substr(0, 4096), "");
  const std::string head = base::ascii_lower(first_element(decoded.text));
  if (head.starts_with("{")) return head.find("jsonfeed.org/version") != std::string::npos;
  const std::size_t root = head.starts_with("<!doctype") ? head.find("<", 1) : 0;
  if (root == std::string::npos) return false;
  const std::string_view element = std::string_view(head).substr(root);
  return element.starts_with("<rss") || element.starts_with("<rdf:rdf") || element.starts_with("<feed") ||
         element.starts_with("<atom:feed") || element.starts_with("<entry") ||
         element.starts_with("<channel");
}

Result<Feed> read_feed(std::string_view bytes, const FeedOptions& options) {
  const std::string& place = options.place;
  if (base::trim(bytes).empty()) return Error{ErrorKind::kFormat, "empty, not a feed", place};
  if (const auto name = known_file(bytes)) {
    return Error{ErrorKind::kFormat, fmt::format("this is {}, not a feed", *name), place};
  }
  Decoded decoded = to_utf8(bytes, options.http_charset);
  Feed feed;
  if (decoded.warning) feed.warnings.push_back({ErrorKind::kFormat, *decoded.warning, place});
  const std::string_view start = base::trim(decoded.text);
  if (is_html(start)) return not_a_page_but_a_feed(start, place);
  Result<void> read;
  if (start.starts_with('{')) {
    read = read_json_feed(decoded.text, options, feed);
  } else if (start.starts_with('<')) {
    read = read_xml_feed(decoded.text, options, feed);
  } else {
    return Error{ErrorKind::kFormat,
                 fmt::format("neither XML nor JSON: begins with \"{}\"; not a feed", sample(start)), place};
  }
  if (!read) return read.error();
  make_ids_unique(feed, place);
  return feed;
}

}  // namespace herald::ingest
