#include "ingest/text_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "ingest/dispatch.h"
#include "ingest/encoding.h"
#include "ingest/feed.h"
#include "ingest/html.h"
#include "ingest/language.h"
#include "ingest/url.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonValue;
using base::Result;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

struct KindName {
  InputKind kind;
  std::string_view name;
};
constexpr KindName kKinds[] = {{InputKind::kAuto, "auto"},
                               {InputKind::kText, "text"},
                               {InputKind::kJsonLines, "jsonl"},
                               {InputKind::kFeed, "feed"},
                               {InputKind::kPage, "page"}};

/// One reading: finishes articles and hands them on.
class Reading {
 public:
  Reading(const std::string& place, const ReadOptions& options,
          const std::function<bool(news::Article&&)>& take)
      : place_(place), options_(options), take_(take) {}

  ReadStats stats;
  const std::string& place() const { return place_; }
  const ReadOptions& options() const { return options_; }

  /// Fills what the article lacks and gives it away; false when reading shall stop.
  bool give(news::Article article) {
    if (article.id.empty()) {
      article.id = base::content_id(
          "a-", article.url.value_or("") + '\n' + article.title.value_or("") + '\n' + article.text);
    }
    if (!article.published) article.published = options_.date;
    if (!article.language && options_.detect_language) {
      article.language = detect_language(article.text.empty() ? article.title.value_or("") : article.text);
    }
    if (!article.language || *article.language != "en") ++stats.other_language;
    if (options_.mark_furniture) mark_furniture(article);
    ++stats.articles;
    stats.stopped = !take_(std::move(article));
    return !stats.stopped;
  }

  void skip(Error error) {
    ++stats.skipped;
    stats.errors.push_back(std::move(error));
  }

 private:
  const std::string& place_;
  const ReadOptions& options_;
  const std::function<bool(news::Article&&)>& take_;
};

/// UTF-16 and the like become UTF-8; what is or was meant to be UTF-8 keeps every valid byte.
std::string plain_text(const std::string& bytes, const ReadOptions& options, std::size_t& repaired) {
  if (base::is_valid_utf8(bytes)) return bytes;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    Decoded decoded = to_utf8(bytes, options.http_charset);
    repaired += decoded.replaced;
    return std::move(decoded.text);
  }
  return base::repair_utf8(bytes, repaired);
}

void read_text(const std::string& bytes, Reading& reading) {
  news::Article article;
  article.text = plain_text(bytes, reading.options(), reading.stats.repaired);
  if (base::trim(article.text).empty())
    return reading.skip({ErrorKind::kFormat, "empty: no text to read", reading.place()});
  reading.give(std::move(article));
}

/// A language as articles declare it, as its primary subtag; an unknown spelling is kept.
void normalise_language(news::Article& article) {
  if (!article.language) return;
  if (auto tag = language_tag(*article.language)) article.language = std::move(tag);
  if (article.language->empty()) article.language.reset();
}

/// One record of JSON; false when reading shall stop.
bool read_record(const JsonValue& value, const std::string& place, Reading& reading) {
  Result<news::Article> article = news::article_from_json(value, place);
  if (!article) {
    reading.skip(article.error());
    return true;
  }
  normalise_language(*article);
  return reading.give(std::move(*article));
}

void read_json_lines(const std::string& bytes, Reading& reading) {
  std::string_view rest = bytes;
  if (rest.starts_with(kUtf8Mark)) rest.remove_prefix(kUtf8Mark.size());
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = base::trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) continue;
    const std::string place = fmt::format("{}:{}", reading.place(), number);
    const Result<JsonValue> value =
        base::is_valid_utf8(line) ? base::parse_json(line, place)
                                  : base::parse_json(base::repair_utf8(line, reading.stats.repaired), place);
    if (!value) {
      reading.skip(value.error());
    } else if (!read_record(*value, place, reading)) {
      return;
    }
  }
}

/// One JSON text over several lines: an array of articles or a single one. False when it is neither.
bool read_whole_json(const std::string& bytes, Reading& reading) {
  std::size_t repaired = 0;
  const Result<JsonValue> value = base::parse_json(base::repair_utf8(bytes, repaired), reading.place());
  if (!value || !(value->is_array() || value->is_object())) return false;
  reading.stats.repaired += repaired;
  if (value->is_object()) {
    read_record(*value, reading.place(), reading);
    return true;
  }
  for (std::size_t i = 0; i < value->items.size(); ++i) {
    if (!read_record(value->items[i], fmt::format("{} record {}", reading.place(), i + 1), reading)) break;
  }
  return true;
}

void read_json(const std::string& bytes, Reading& reading) {
  const std::string_view start = base::trim(bytes);
  const std::string_view first = base::trim(start.substr(0, start.find('\n')));
  const bool several_lines = start.starts_with('[') || first == "{" || !first.ends_with('}');
  if (several_lines && read_whole_json(bytes, reading)) return;
  read_json_lines(bytes, reading);
}

Result<void> read_feed_items(const std::string& bytes, Reading& reading) {
  Result<Feed> feed =
      read_feed(bytes, {.place = reading.place(), .http_charset = reading.options().http_charset});
  if (!feed) return feed.error();
  reading.stats.skipped += feed->items_lost;
  auto& target = feed->items_lost > 0 ? reading.stats.errors : reading.stats.warnings;
  target.insert(target.end(), feed->warnings.begin(), feed->warnings.end());
  for (news::Article& article : feed->items) {
    if (!reading.give(std::move(article))) break;
  }
  return {};
}

void read_page_article(const std::string& bytes, Reading& reading) {
  const Decoded decoded = to_utf8(bytes, reading.options().http_charset);
  reading.stats.repaired += decoded.replaced;
  Page page = read_page(decoded.text);
  if (page.text.empty() && !page.title)
    return reading.skip({ErrorKind::kFormat, "the page has neither title nor text", reading.place()});
  news::Article article;
  article.url = page.url ? resolve_url(reading.place(), *page.url) : page.url;
  if (!article.url && is_web_url(reading.place())) article.url = without_credentials(reading.place());
  article.publisher = std::move(page.publisher);
  article.title = std::move(page.title);
  article.byline = std::move(page.author);
  article.language = language_tag(page.language.value_or(""));
  article.published = page.published;
  article.updated = page.modified;
  article.text = std::move(page.text);
  if (article.url) article.id = base::content_id("a-", *article.url);
  reading.give(std::move(article));
}

}  // namespace

std::optional<InputKind> input_kind(std::string_view word) {
  for (const KindName& known : kKinds) {
    if (known.name == word) return known.kind;
  }
  return std::nullopt;
}

std::string_view name_of(InputKind kind) {
  for (const KindName& known : kKinds) {
    if (known.kind == kind) return known.name;
  }
  return "auto";
}

InputKind guess_kind(std::string_view bytes) {
  if (looks_like_feed(bytes)) return InputKind::kFeed;
  const Decoded head = to_utf8(bytes.substr(0, 4096), "");
  const std::string_view start = base::trim(head.text);
  const std::string lower = base::ascii_lower(start.substr(0, 15));
  if (lower.starts_with("<!doctype html") || lower.starts_with("<html")) return InputKind::kPage;
  if (lower.starts_with("<?xml"))
    return start.find("<html") == std::string_view::npos ? InputKind::kFeed : InputKind::kPage;
  const bool object = start.starts_with('{') && base::trim(start.substr(1)).starts_with('"');
  if (object || (start.starts_with('[') && base::trim(start.substr(1)).starts_with('{')))
    return InputKind::kJsonLines;
  return InputKind::kText;
}

Result<ReadStats> read_articles(const std::string& bytes, const std::string& place, InputKind kind,
                                const ReadOptions& options,
                                const std::function<bool(news::Article&&)>& take) {
  Result<std::string> unpacked = unpack(bytes, place, options.size_limit);
  if (!unpacked) return unpacked.error();
  Reading reading(place, options, take);
  if (kind == InputKind::kAuto) kind = guess_kind(*unpacked);
  reading.stats.kind = kind;
  switch (kind) {
    case InputKind::kAuto:
    case InputKind::kText:
      read_text(*unpacked, reading);
      break;
    case InputKind::kJsonLines:
      read_json(*unpacked, reading);
      break;
    case InputKind::kPage:
      read_page_article(*unpacked, reading);
      break;
    case InputKind::kFeed:
      if (auto read = read_feed_items(*unpacked, reading); !read) return read.error();
      break;
  }
  return std::move(reading.stats);
}

}  // namespace herald::ingest
