// Everything that asks the store.
#include <SQLiteCpp/SQLiteCpp.h>

#include <array>

#include "base/json.h"
#include "news/report_from_json.h"
#include "store/connection.h"

namespace herald::store {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonValue;
using base::Result;

constexpr std::array<std::string_view, 6> kStages{"read", "fetched", "parsed", "coded", "skipped", "failed"};

/// Conditions of a query, joined by AND, with the values to bind.
class Where {
 public:
  void equal(const char* column, const std::optional<std::string>& value) { compare(column, "=", value); }
  void compare(const char* column, const char* sign, const std::optional<std::string>& value) {
    if (!value) return;
    condition(std::string(column) + sign + "?");
    texts_.push_back(*value);
  }
  /// A condition without a value of its own.
  void condition(const std::string& sql) { sql_ += (sql_.empty() ? " WHERE " : " AND ") + sql; }
  const std::string& sql() const { return sql_; }
  void bind(SQLite::Statement& statement) const {
    int index = 1;
    for (const std::string& text : texts_) statement.bind(index++, text);
  }

 private:
  std::string sql_;
  std::vector<std::string> texts_;
};

std::string window(std::size_t limit, std::size_t offset) {
  if (limit == 0 && offset == 0) return "";
  return " LIMIT " + (limit == 0 ? std::string("-1") : std::to_string(limit)) + " OFFSET " +
         std::to_string(offset);
}

std::optional<std::string> day_text(const std::optional<base::Date>& day) {
  if (!day) return std::nullopt;
  return day->text();
}

/// The strings of a JSON list we wrote ourselves.
Result<std::vector<std::string>> strings(const std::string& json, const std::string& place) {
  const auto value = base::parse_json(json, place);
  if (!value) return value.error();
  std::vector<std::string> out;
  for (const JsonValue& item : value->items) out.push_back(item.string);
  return out;
}

Result<void> read_lists(SQLite::Statement& row, news::Article& article, const std::string& place) {
  auto notices = strings(row.getColumn(14).getString(), place);
  if (!notices) return notices.error();
  article.notices = std::move(*notices);
  const auto spans = base::parse_json(row.getColumn(15).getString(), place);
  if (!spans) return spans.error();
  for (const JsonValue& span : spans->items) {
    if (span.items.size() != 2) return Error{ErrorKind::kStore, "a span is not a pair", place};
    article.not_coded.push_back(
        {static_cast<std::uint32_t>(span.items[0].number), static_cast<std::uint32_t>(span.items[1].number)});
  }
  if (const auto dateline = text_or_none(row.getColumn(11))) {
    const auto value = base::parse_json(*dateline, place);
    if (!value) return value.error();
    article.dateline =
        news::Dateline{value->text("place").value_or(""), value->text("date"), value->text("agency")};
  }
  return {};
}

Result<StoredArticle> read_article(SQLite::Statement& row, const std::string& path) {
  StoredArticle stored;
  news::Article& article = stored.article;
  article.id = row.getColumn(0).getString();
  article.url = text_or_none(row.getColumn(1));
  article.publisher = text_or_none(row.getColumn(2));
  article.feed = text_or_none(row.getColumn(3));
  article.language = text_or_none(row.getColumn(4));
  article.title = text_or_none(row.getColumn(5));
  article.text = row.getColumn(6).getString();
  article.published = time_of(row.getColumn(7), row.getColumn(8));
  article.updated = time_of(row.getColumn(9), row.getColumn(10));
  article.agency = text_or_none(row.getColumn(12));
  article.byline = text_or_none(row.getColumn(13));
  if (auto read = read_lists(row, article, path + ": article " + article.id); !read) return read.error();
  stored.signature = static_cast<std::uint64_t>(row.getColumn(16).getInt64());
  stored.copy_of = row.getColumn(17).getString();
  stored.revision = row.getColumn(18).getInt();
  return stored;
}

Result<news::Event> read_event(SQLite::Statement& row, const std::string& path) {
  news::Event event;
  event.id = row.getColumn(0).getString();
  event.source_code = row.getColumn(1).getString();
  event.target_code = row.getColumn(2).getString();
  event.source_country = row.getColumn(3).getString();
  event.target_country = row.getColumn(4).getString();
  event.type = news::event_type_of(row.getColumn(5).getString()).value_or(news::EventType::kNone);
  event.mode = row.getColumn(6).getString();
  event.cameo = row.getColumn(7).getString();
  event.modality = news::modality_of(row.getColumn(8).getString()).value_or(news::Modality::kHappened);
  if (const auto day = text_or_none(row.getColumn(9))) event.day = base::parse_date(*day);
  auto reports = strings(row.getColumn(10).getString(), path + ": event " + event.id);
  if (!reports) return reports.error();
  event.reports = std::move(*reports);
  auto articles = strings(row.getColumn(11).getString(), path + ": event " + event.id);
  if (!articles) return articles.error();
  event.articles = std::move(*articles);
  return event;
}

FeedState read_feed(SQLite::Statement& row) {
  FeedState state;
  state.url = row.getColumn(0).getString();
  state.etag = text_or_none(row.getColumn(1));
  state.last_modified = text_or_none(row.getColumn(2));
  if (const auto time = text_or_none(row.getColumn(3))) state.last_fetched = base::parse_timestamp(*time);
  state.status = row.getColumn(4).getString();
  return state;
}

Where conditions(const ReportQuery& query) {
  Where where;
  where.equal("r.article", query.article);
  where.equal("r.source_country", query.source_country);
  where.equal("r.target_country", query.target_country);
  if (query.type) where.equal("r.type", std::string(news::name(*query.type)));
  if (query.modality) where.equal("r.modality", std::string(news::name(*query.modality)));
  where.compare("r.day_from", ">=", day_text(query.from));
  where.compare("r.day_from", "<=", day_text(query.to));
  if (query.min_confidence) where.condition("r.confidence >= " + std::to_string(*query.min_confidence));
  return where;
}

}  // namespace

std::string_view name(Stage stage) {
  return kStages[static_cast<std::size_t>(stage)];
}

std::optional<Stage> stage_of(std::string_view text) {
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    if (kStages[i] == text) return static_cast<Stage>(i);
  }
  return std::nullopt;
}

Result<bool> Store::known_article(const std::string& id, const std::string& content_hash) const {
  return connection_->attempt("looking for an article", [&]() -> Result<bool> {
    SQLite::Statement find(*connection_->db, "SELECT 1 FROM articles WHERE id=? AND content=?");
    find.bind(1, id);
    find.bind(2, content_hash);
    return find.executeStep();
  });
}

Result<std::optional<StoredArticle>> Store::article(const std::string& id) const {
  using Found = std::optional<StoredArticle>;
  return connection_->attempt("reading an article", [&]() -> Result<Found> {
    SQLite::Statement find(*connection_->db,
                           std::string("SELECT ") + kArticleColumns + " FROM articles WHERE id=?");
    find.bind(1, id);
    if (!find.executeStep()) return Found();
    auto stored = read_article(find, connection_->path);
    if (!stored) return stored.error();
    return Found(std::move(*stored));
  });
}

Result<std::vector<ArticleInfo>> Store::articles(const ArticleQuery& query) const {
  using List = std::vector<ArticleInfo>;
  return connection_->attempt("listing articles", [&]() -> Result<List> {
    Where where;
    where.equal("publisher", query.publisher);
    where.equal("feed", query.feed);
    where.compare("substr(published,1,10)", ">=", day_text(query.from));
    where.compare("substr(published,1,10)", "<=", day_text(query.to));
    SQLite::Statement find(
        *connection_->db,
        "SELECT id, title, publisher, url, published, published_offset, signature, copy_of, "
        "revision FROM articles" +
            where.sql() + " ORDER BY published, id" + window(query.limit, query.offset));
    where.bind(find);
    List out;
    while (find.executeStep()) {
      ArticleInfo info;
      info.id = find.getColumn(0).getString();
      info.title = text_or_none(find.getColumn(1));
      info.publisher = text_or_none(find.getColumn(2));
      info.url = text_or_none(find.getColumn(3));
      info.published = time_of(find.getColumn(4), find.getColumn(5));
      info.signature = static_cast<std::uint64_t>(find.getColumn(6).getInt64());
      info.copy_of = find.getColumn(7).getString();
      info.revision = find.getColumn(8).getInt();
      out.push_back(std::move(info));
    }
    return out;
  });
}

Result<std::vector<base::Date>> Store::covered_days() const {
  using List = std::vector<base::Date>;
  return connection_->attempt("listing days", [&]() -> Result<List> {
    SQLite::Statement find(
        *connection_->db,
        "SELECT DISTINCT substr(published,1,10) AS day FROM articles WHERE published IS NOT NULL "
        "ORDER BY day");
    List out;
    while (find.executeStep()) {
      if (const auto day = base::parse_date(find.getColumn(0).getString())) out.push_back(*day);
    }
    return out;
  });
}

Result<void> Store::each_report(const ReportQuery& query,
                                const std::function<bool(news::Report&&)>& visit) const {
  return connection_->attempt("reading reports", [&]() -> Result<void> {
    const Where where = conditions(query);
    SQLite::Statement find(
        *connection_->db,
        "SELECT r.record, r.article, r.position FROM reports r JOIN articles a ON a.id=r.article" +
            where.sql() + " ORDER BY a.published, r.article, r.position" + window(query.limit, query.offset));
    where.bind(find);
    while (find.executeStep()) {
      const std::string place = connection_->path + ": article " + find.getColumn(1).getString() +
                                ", report " + std::to_string(find.getColumn(2).getInt());
      const auto value = base::parse_json(find.getColumn(0).getString(), place);
      if (!value) return value.error();
      auto report = news::report_from_json(*value, place);
      if (!report) return report.error();
      if (!visit(std::move(*report))) break;
    }
    return {};
  });
}

Result<std::vector<news::Report>> Store::reports(const ReportQuery& query) const {
  std::vector<news::Report> out;
  const auto read = each_report(query, [&](news::Report&& report) {
    out.push_back(std::move(report));
    return true;
  });
  if (!read) return read.error();
  return out;
}

Result<std::vector<news::Event>> Store::events() const {
  using List = std::vector<news::Event>;
  return connection_->attempt("reading events", [&]() -> Result<List> {
    SQLite::Statement find(
        *connection_->db,
        "SELECT id, source_code, target_code, source_country, target_country, type, mode, cameo, "
        "modality, day, reports, articles FROM events ORDER BY day, id");
    List out;
    while (find.executeStep()) {
      auto event = read_event(find, connection_->path);
      if (!event) return event.error();
      out.push_back(std::move(*event));
    }
    return out;
  });
}

Result<std::vector<EventReport>> Store::crosswalk(const std::string& event) const {
  using List = std::vector<EventReport>;
  return connection_->attempt("reading the crosswalk", [&]() -> Result<List> {
    Where where;
    if (!event.empty()) where.equal("event", event);
    SQLite::Statement find(*connection_->db, "SELECT event, article, report, reason FROM event_reports" +
                                                 where.sql() + " ORDER BY event, article, report");
    where.bind(find);
    List out;
    while (find.executeStep()) {
      out.push_back({find.getColumn(0).getString(), find.getColumn(1).getString(),
                     find.getColumn(2).getString(), find.getColumn(3).getString()});
    }
    return out;
  });
}

Result<std::optional<FeedState>> Store::feed(const std::string& url) const {
  using Found = std::optional<FeedState>;
  return connection_->attempt("reading a feed's state", [&]() -> Result<Found> {
    SQLite::Statement find(*connection_->db,
                           "SELECT url, etag, last_modified, last_fetched, status FROM feeds WHERE url=?");
    find.bind(1, url);
    if (!find.executeStep()) return Found();
    return Found(read_feed(find));
  });
}

Result<std::vector<FeedState>> Store::feeds() const {
  using List = std::vector<FeedState>;
  return connection_->attempt("listing feeds", [&]() -> Result<List> {
    SQLite::Statement find(*connection_->db,
                           "SELECT url, etag, last_modified, last_fetched, status FROM feeds ORDER BY url");
    List out;
    while (find.executeStep()) out.push_back(read_feed(find));
    return out;
  });
}

Result<std::vector<LedgerEntry>> Store::ledger(const std::string& run) const {
  using List = std::vector<LedgerEntry>;
  return connection_->attempt("reading the ledger", [&]() -> Result<List> {
    Where where;
    if (!run.empty()) where.equal("run", run);
    SQLite::Statement find(*connection_->db, "SELECT run, stage, subject, reason, count FROM ledger" +
                                                 where.sql() + " ORDER BY id");
    where.bind(find);
    List out;
    while (find.executeStep()) {
      out.push_back(
          {find.getColumn(0).getString(), stage_of(find.getColumn(1).getString()).value_or(Stage::kFailed),
           find.getColumn(2).getString(), find.getColumn(3).getString(), find.getColumn(4).getInt64()});
    }
    return out;
  });
}

Result<std::vector<LedgerTotal>> Store::ledger_totals(const std::string& run) const {
  using List = std::vector<LedgerTotal>;
  return connection_->attempt("adding up the ledger", [&]() -> Result<List> {
    Where where;
    if (!run.empty()) where.equal("run", run);
    SQLite::Statement find(
        *connection_->db,
        "SELECT stage, reason, sum(count) FROM ledger" + where.sql() +
            " GROUP BY stage, reason ORDER BY CASE stage WHEN 'read' THEN 0 WHEN 'fetched' THEN 1 "
            "WHEN 'parsed' THEN 2 WHEN 'coded' THEN 3 WHEN 'skipped' THEN 4 ELSE 5 END, reason");
    where.bind(find);
    List out;
    while (find.executeStep()) {
      out.push_back({stage_of(find.getColumn(0).getString()).value_or(Stage::kFailed),
                     find.getColumn(1).getString(), find.getColumn(2).getInt64()});
    }
    return out;
  });
}

Result<Stats> Store::stats() const {
  return connection_->attempt("counting", [&]() -> Result<Stats> {
    SQLite::Statement find(
        *connection_->db,
        "SELECT (SELECT count(*) FROM feeds), (SELECT count(*) FROM articles), "
        "(SELECT count(*) FROM articles WHERE copy_of IS NOT NULL), (SELECT count(*) FROM reports), "
        "(SELECT count(*) FROM events), (SELECT min(published) FROM articles), "
        "(SELECT max(published) FROM articles), "
        "(SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)");
    Stats stats;
    if (!find.executeStep()) return stats;
    std::int64_t* const counts[] = {&stats.feeds, &stats.articles, &stats.copies, &stats.reports,
                                    &stats.events};
    int index = 0;
    for (std::int64_t* count : counts) *count = find.getColumn(index++).getInt64();
    stats.first_published = text_or_none(find.getColumn(5));
    stats.last_published = text_or_none(find.getColumn(6));
    stats.bytes = find.getColumn(7).getInt64();
    return stats;
  });
}

Result<std::vector<std::string>> Store::verify() const {
  using List = std::vector<std::string>;
  return connection_->attempt("checking the database", [&]() -> Result<List> {
    List out;
    SQLite::Statement find(*connection_->db, "PRAGMA integrity_check");
    while (find.executeStep()) {
      const std::string line = find.getColumn(0).getString();
      if (line != "ok") out.push_back(line);
    }
    SQLite::Statement links(*connection_->db, "PRAGMA foreign_key_check");
    while (links.executeStep()) {
      out.push_back("a row of " + links.getColumn(0).getString() + " names a missing row of " +
                    links.getColumn(2).getString());
    }
    return out;
  });
}

}  // namespace herald::store
