#include "store/schema.h"

namespace herald::store {
namespace {

// Days are "YYYY-MM-DD" in UTC, which sorts as text; times are RFC 3339 in UTC, with the zone they were
// written in beside them (`published_offset`, seconds east), because the local day counts for relative dates.
constexpr const char* kFirst = R"sql(
CREATE TABLE feeds(
  url TEXT PRIMARY KEY,
  etag TEXT,
  last_modified TEXT,
  last_fetched TEXT,
  status TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE articles(
  id TEXT PRIMARY KEY,
  url TEXT,
  publisher TEXT,
  feed TEXT,
  language TEXT,
  title TEXT,
  text TEXT NOT NULL,
  published TEXT,
  published_offset INTEGER NOT NULL DEFAULT 0,
  updated TEXT,
  updated_offset INTEGER NOT NULL DEFAULT 0,
  dateline TEXT,
  agency TEXT,
  byline TEXT,
  notices TEXT NOT NULL DEFAULT '[]',
  not_coded TEXT NOT NULL DEFAULT '[]',
  signature INTEGER NOT NULL DEFAULT 0,
  copy_of TEXT,
  content TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_signature ON articles(signature);

CREATE TABLE reports(
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  report TEXT NOT NULL,
  source_code TEXT,
  source_country TEXT,
  target_code TEXT,
  target_country TEXT,
  type TEXT NOT NULL,
  mode TEXT,
  cameo TEXT,
  modality TEXT NOT NULL,
  day_from TEXT,
  day_to TEXT,
  place TEXT,
  confidence REAL NOT NULL,
  fingerprint TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY(article, position)
) WITHOUT ROWID;
CREATE INDEX reports_report ON reports(report);
CREATE INDEX reports_pair ON reports(source_country, target_country, day_from);

CREATE TABLE events(
  id TEXT PRIMARY KEY,
  source_code TEXT NOT NULL,
  target_code TEXT NOT NULL,
  source_country TEXT NOT NULL,
  target_country TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT NOT NULL,
  cameo TEXT NOT NULL,
  modality TEXT NOT NULL,
  day TEXT,
  reports TEXT NOT NULL,
  articles TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_pair ON events(source_country, target_country, day);

-- One line for every report that was looked at, also for those that add no weight (copies).
CREATE TABLE event_reports(
  event TEXT NOT NULL REFERENCES events(id) ON DELETE CASCADE,
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  report TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY(event, article, report)
) WITHOUT ROWID;
CREATE INDEX event_reports_article ON event_reports(article, report);

CREATE TABLE ledger(
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  stage TEXT NOT NULL CHECK(stage IN ('read','fetched','parsed','coded','skipped','failed')),
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL
);
CREATE INDEX ledger_run ON ledger(run, stage);
)sql";

}  // namespace

const std::vector<SchemaStep>& schema_steps() {
  static const std::vector<SchemaStep> steps{{1, kFirst}};
  return steps;
}

int schema_version() {
  return schema_steps().back().version;
}

}  // namespace herald::store
