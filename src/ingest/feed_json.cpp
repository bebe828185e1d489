#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "ingest/encoding.h"
#include "ingest/feed_item.h"
#include "ingest/html.h"
#include "ingest/url.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonValue;
using base::Result;

std::string text(const JsonValue& value, std::string_view key) {
  const JsonValue* member = value.find(key);
  if (!member) return "";
  if (member->is_number())
    return fmt::format("{:.0f}", member->number);  // ids should be strings, many are not
  return member->is_string() ? member->string : "";
}

std::optional<std::string> if_any(std::string value) {
  if (value.empty()) return std::nullopt;
  return value;
}

/// Names of the authors (version 1.1) or the author (version 1).
std::string authors(const JsonValue& value) {
  std::string names;
  if (const JsonValue* list = value.find("authors"); list && list->is_array()) {
    for (const JsonValue& author : list->items) {
      const std::string name = base::collapse_spaces(text(author, "name"));
      if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
    }
  }
  if (const JsonValue* author = value.find("author"); names.empty() && author)
    return base::collapse_spaces(text(*author, "name"));
  return names;
}

/// Plain text keeps its characters: a "<" or "&" in it is no mark-up.
std::string plain_paragraphs(const std::string& value) {
  std::string escaped;
  for (const char c : value) escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return html_to_text(escaped);
}

FoundItem read_item(const JsonValue& value, const JsonValue& root, const Feed& feed) {
  FoundItem item;
  item.guid = text(value, "id");
  item.link = text(value, "url");
  if (item.link.empty()) item.link = text(value, "external_url");
  if (item.link.empty() && is_web_url(item.guid)) item.link = item.guid;
  if (!item.link.empty()) item.link = resolve_url(feed.site.value_or(feed.url), item.link);
  item.title = html_to_line(text(value, "title"));
  item.content = html_to_text(text(value, "content_html"));
  if (item.content.empty()) item.content = plain_paragraphs(text(value, "content_text"));
  item.summary = plain_paragraphs(text(value, "summary"));
  item.author = authors(value);
  if (item.author.empty()) item.author = authors(root);
  item.language = text(value, "language");
  item.published = text(value, "date_published");
  item.updated = text(value, "date_modified");
  return item;
}

/// Cuts JSON that ends early after its last complete item and closes what is open; nothing when there is no
/// complete item. `cut` is the byte where it was cut.
std::optional<std::string> complete_part(std::string_view json, std::size_t& cut) {
  std::string open;
  bool in_string = false;
  cut = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      open += c;
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.pop_back();
      if (c == '}' && open == "{[") cut = i + 1;
    }
  }
  if (cut == 0) return std::nullopt;
  return std::string(json.substr(0, cut)) + "]}";
}

void read_head(const JsonValue& root, const FeedOptions& options, Feed& feed) {
  feed.format = FeedFormat::kJsonFeed;
  feed.title = html_to_line(text(root, "title"));
  feed.url = resolve_url(options.place, text(root, "feed_url"));
  feed.site = if_any(text(root, "home_page_url"));
  feed.language = language_tag(text(root, "language"));
  feed.hints.next = if_any(text(root, "next_url"));
  if (const JsonValue* hubs = root.find("hubs"); hubs && hubs->is_array() && !hubs->items.empty()) {
    feed.hints.hub = if_any(text(hubs->items.front(), "url"));
  }
  settle_feed(feed, options);
}

}  // namespace

Result<void> read_json_feed(const std::string& json, const FeedOptions& options, Feed& feed) {
  std::size_t stripped = 0, cut = 0;
  const std::string clean = strip_controls(json, stripped);
  Result<JsonValue> root = base::parse_json(clean, options.place);
  if (!root) {
    const auto part = complete_part(clean, cut);
    const std::string why = root.error().message;
    if (!part) return root.error();
    root = base::parse_json(*part, options.place);
    if (!root) return root.error();
    ++feed.items_lost;
    feed.warnings.push_back({ErrorKind::kFormat,
                             fmt::format("not read beyond the last complete item: {}", why),
                             fmt::format("{} byte {}", options.place, cut)});
  }
  const JsonValue* items = root->is_object() ? root->find("items") : nullptr;
  const bool declared =
      root->is_object() && text(*root, "version").find("jsonfeed.org/version") != std::string::npos;
  if (!items || !items->is_array()) {
    return Error{ErrorKind::kFormat,
                 declared ? "a JSON Feed without a list of items"
                          : "JSON, but not a JSON Feed: it has no list \"items\"",
                 options.place};
  }
  if (!declared)
    feed.warnings.push_back(
        {ErrorKind::kFormat, "no version of JSON Feed declared; read as one", options.place});
  read_head(*root, options, feed);
  for (const JsonValue& value : items->items) {
    if (feed.items.size() >= options.max_items) break;
    if (value.is_object()) {
      add_item(feed, read_item(value, *root, feed), options);
    } else {
      ++feed.items_lost;
      feed.warnings.push_back({ErrorKind::kFormat, "an item that is no object; left out", options.place});
    }
  }
  return {};
}

}  // namespace herald::ingest
