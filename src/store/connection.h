// Inside the store only: one open database and how its exceptions become Errors.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "base/result.h"
#include "store/store.h"

namespace SQLite {
class Column;
class Database;
class Statement;
}  // namespace SQLite

namespace herald::store {

/// The Error for the exception that is being handled: call it in a catch block only. `doing` completes "while
/// …".
base::Error caught(const std::string& path, const char* doing, int busy_timeout_ms);

struct Store::Connection {
  std::string path;
  Options options;
  std::unique_ptr<SQLite::Database> db;

  /// Runs `work` (which returns a Result) and turns what it throws into an Error.
  template <typename Work>
  auto attempt(const char* doing, Work&& work) const -> decltype(work()) {
    try {
      return work();
    } catch (...) {
      return caught(path, doing, options.busy_timeout_ms);
    }
  }
};

// The columns of articles and reports, in the order the readers expect them.
inline constexpr const char* kArticleColumns =
    "id, url, publisher, feed, language, title, text, published, published_offset, updated, updated_offset, "
    "dateline, "
    "agency, byline, notices, not_coded, signature, copy_of, revision";

/// NULL for nothing and, in bind_filled, for the empty text.
void bind_maybe(SQLite::Statement& statement, int index, const std::optional<std::string>& text);
void bind_filled(SQLite::Statement& statement, int index, const std::string& text);
std::optional<std::string> text_or_none(const SQLite::Column& column);
/// A stored time and the zone it was written in.
std::optional<base::Timestamp> time_of(const SQLite::Column& text, const SQLite::Column& offset);

}  // namespace herald::store
