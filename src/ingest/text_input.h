// Whatever a user hands in becomes Articles: plain text, JSON Lines, feeds, saved pages, packed or not.
//
//   Result<ReadStats> stats = read_articles(bytes, "news.jsonl", InputKind::kAuto, {}, [&](news::Article&&
//   article) {
//     work(std::move(article));
//     return true;                      // false stops reading
//   });
//   for (const Error& error : stats->errors) ...   // "news.jsonl:17: ..." was skipped, reading went on
//
// Plain text and the text of JSON Lines stay byte for byte what they were; only invalid UTF-8 becomes U+FFFD
// and is counted. No state; different inputs may be read on different threads at once.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "news/article.h"

namespace herald::ingest {

enum class InputKind { kAuto, kText, kJsonLines, kFeed, kPage };

/// "text", "jsonl", "feed", "page" or "auto"; nothing for any other word.
std::optional<InputKind> input_kind(std::string_view word);
std::string_view name_of(InputKind kind);

struct ReadOptions {
  std::optional<base::Timestamp> date;  ///< publication of articles that carry none
  std::string http_charset;             ///< charset of the Content-Type header, when the bytes came by HTTP
  bool detect_language = true;          ///< fill `language` by CLD2 where it is not declared
  bool mark_furniture = true;           ///< fill dateline, credits and `not_coded` from the text
  std::size_t size_limit = std::size_t{1} << 31;  ///< bytes after unpacking
};

struct ReadStats {
  InputKind kind = InputKind::kAuto;  ///< what the input was read as
  std::size_t articles = 0;           ///< given to `take`
  std::size_t skipped = 0;         ///< records left out; each has an entry in `errors` (feeds: the first 100)
  std::size_t repaired = 0;        ///< invalid UTF-8 sequences that became U+FFFD
  std::size_t other_language = 0;  ///< articles in a language other than English, or none that can be told
  bool stopped = false;            ///< `take` said false
  std::vector<base::Error> errors;    ///< records left out: place is "file:line" or "file byte N"
  std::vector<base::Error> warnings;  ///< what was repaired without loss of a record
};

/// Guesses the kind from the first bytes (unpacked). Text when nothing else fits.
InputKind guess_kind(std::string_view bytes);

/// Reads all articles of `bytes` in order. `place` is the path or URL for messages. gzip, zstd, xz and bzip2
/// are unpacked first. Articles get an id from their content when they have none. Errors (nothing was read):
/// broken compression, beyond the size limit, a feed that is none; single bad records only add to `errors`.
base::Result<ReadStats> read_articles(const std::string& bytes, const std::string& place, InputKind kind,
                                      const ReadOptions& options,
                                      const std::function<bool(news::Article&&)>& take);

/// Unpacks gzip, zstd, xz or bzip2 data; any other data comes back as it is. At most `limit` bytes come out.
base::Result<std::string> unpack(const std::string& bytes, const std::string& place, std::size_t limit);

}  // namespace herald::ingest
