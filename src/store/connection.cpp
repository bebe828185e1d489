#include "store/connection.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace herald::store {
namespace {

std::string advice(int code, int busy_timeout_ms) {
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fmt::format(
          "locked by another process for more than {} ms; let it finish or stop it, then run again",
          busy_timeout_ms);
    case SQLITE_FULL:
      return "no room left on the disk (or the size bound is reached); everything stored before is kept: "
             "free some "
             "space, then run again";
    case SQLITE_NOTADB:
      return "not a SQLite database; give another path, or move this file away";
    case SQLITE_READONLY:
      return "may not be written; change the permissions of the file and its folder, or give another path";
    case SQLITE_CORRUPT:
      return "the database is damaged; save what is left with `sqlite3 FILE .recover`, or go back to a copy";
    case SQLITE_CANTOPEN:
      return "cannot be opened; its folder must exist and be writable";
    case SQLITE_IOERR:
      return "the disk failed or refused; everything stored before is kept: check space, quota and disk, "
             "then run "
             "again";
    case SQLITE_CONSTRAINT:
      return "a record names something that is not stored, or is stored twice; nothing was changed";
    case SQLITE_TOOBIG:
      return "a record is larger than SQLite takes; nothing was changed";
    case SQLITE_NOMEM:
      return "out of memory; nothing was changed";
    default:
      return "the database failed";
  }
}

}  // namespace

base::Error caught(const std::string& path, const char* doing, int busy_timeout_ms) {
  try {
    throw;
  } catch (const SQLite::Exception& failure) {
    const int code = failure.getErrorCode() & 0xff;  // the primary code below an extended one
    return {base::ErrorKind::kStore,
            fmt::format("{} (while {}: {})", advice(code, busy_timeout_ms), doing, failure.what()), path};
  } catch (const std::exception& failure) {
    return {base::ErrorKind::kStore, fmt::format("failed while {}: {}", doing, failure.what()), path};
  }
}

void bind_maybe(SQLite::Statement& statement, int index, const std::optional<std::string>& text) {
  text ? statement.bind(index, *text) : statement.bind(index);
}

void bind_filled(SQLite::Statement& statement, int index, const std::string& text) {
  text.empty() ? statement.bind(index) : statement.bind(index, text);
}

std::optional<std::string> text_or_none(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return column.getString();
}

std::optional<base::Timestamp> time_of(const SQLite::Column& text, const SQLite::Column& offset) {
  if (text.isNull()) return std::nullopt;
  std::optional<base::Timestamp> time = base::parse_timestamp(text.getString());
  if (time) time->offset = offset.getInt();
  return time;
}

}  // namespace herald::store
