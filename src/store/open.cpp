// Opening: is it there, is it ours, is it of our time.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "store/connection.h"
#include "store/schema.h"

namespace herald::store {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

int number(SQLite::Database& db, const char* sql) {
  return db.execAndGet(sql).getInt();
}

struct Identity {
  int application = 0;
  int version = 0;
  bool empty = false;  ///< no table at all
};

Identity identify(SQLite::Database& db) {
  return {number(db, "PRAGMA application_id"), number(db, "PRAGMA user_version"),
          number(db, "SELECT count(*) FROM sqlite_master") == 0};
}

Result<void> accept(const Identity& found, Mode mode, const std::string& path) {
  const bool fresh = found.empty && found.application == 0 && found.version == 0;
  if (fresh && mode == Mode::kRead)
    return Error{ErrorKind::kStore, "empty: nothing was ever stored here", path};
  if (fresh) return {};
  if (found.application != kApplicationId) {
    return Error{ErrorKind::kStore, "a SQLite database of another program; give another path", path};
  }
  if (found.version > schema_version()) {
    return Error{
        ErrorKind::kStore,
        fmt::format("written by a newer herald (schema {}, this one knows up to {}); use that version",
                    found.version, schema_version()),
        path};
  }
  if (found.version < schema_version() && mode == Mode::kRead) {
    return Error{
        ErrorKind::kStore,
        fmt::format("of an older herald (schema {}, now {}); open it once for writing to bring it up to date",
                    found.version, schema_version()),
        path};
  }
  return {};
}

/// Brings the tables up to date, all missing steps in one transaction. The version is read again under the
/// write lock, so that two processes that open a new file at once do not both take the steps.
void migrate(SQLite::Database& db) {
  if (number(db, "PRAGMA user_version") == schema_version()) return;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  const int from = number(db, "PRAGMA user_version");
  for (const SchemaStep& step : schema_steps()) {
    if (step.version > from) db.exec(step.sql);
  }
  db.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  db.exec(fmt::format("PRAGMA user_version = {}", schema_version()));
  transaction.commit();
}

void configure(SQLite::Database& db, Mode mode, const Options& options) {
  db.exec("PRAGMA foreign_keys = ON");
  if (mode == Mode::kRead) return;
  db.exec("PRAGMA journal_mode = WAL");
  db.exec("PRAGMA synchronous = FULL");  // a commit that was reported outlives a power cut
  if (options.max_bytes > 0) {
    const std::int64_t page = number(db, "PRAGMA page_size");
    db.exec(fmt::format("PRAGMA max_page_count = {}", std::max<std::int64_t>(1, options.max_bytes / page)));
  }
}

}  // namespace

Result<Store> Store::open(const std::string& path, Mode mode, const Options& options) {
  if (base::folder_exists(path)) return Error{ErrorKind::kStore, "is a folder, not a database file", path};
  if (mode != Mode::kCreate && !base::file_exists(path)) {
    return Error{ErrorKind::kStore, "no such database; `herald run` makes one", path};
  }
  auto connection = std::make_unique<Connection>();
  connection->path = path;
  connection->options = options;
  const auto opened = connection->attempt("opening", [&]() -> Result<void> {
    const int create = mode == Mode::kCreate ? SQLite::OPEN_CREATE : 0;
    const int flags = mode == Mode::kRead ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | create;
    connection->db = std::make_unique<SQLite::Database>(path, flags, options.busy_timeout_ms);
    if (auto fit = accept(identify(*connection->db), mode, path); !fit) return fit;
    configure(*connection->db, mode, options);
    if (mode != Mode::kRead) migrate(*connection->db);
    return {};
  });
  if (!opened) return opened.error();
  return Store(std::move(connection));
}

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Store::Store(Store&& other) noexcept = default;
Store& Store::operator=(Store&& other) noexcept = default;
Store::~Store() = default;

const std::string& Store::path() const {
  return connection_->path;
}

}  // namespace herald::store
