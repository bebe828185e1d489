// Everything that changes the store.
#include <SQLiteCpp/SQLiteCpp.h>

#include "base/hash.h"
#include "base/json.h"
#include "store/connection.h"

namespace herald::store {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonWriter;
using base::Result;

std::string json_list(const std::vector<std::string>& texts) {
  JsonWriter out;
  out.array();
  for (const std::string& text : texts) out.value(text);
  out.end();
  return out.take();
}

std::string json_spans(const std::vector<news::Span>& spans) {
  JsonWriter out;
  out.array();
  for (const news::Span& span : spans) out.value_span(span.begin, span.end);
  out.end();
  return out.take();
}

std::optional<std::string> json_dateline(const std::optional<news::Dateline>& dateline) {
  if (!dateline) return std::nullopt;
  JsonWriter out;
  out.object().key("place").value(dateline->place).key("date").value(dateline->date);
  out.key("agency").value(dateline->agency).end();
  return out.take();
}

void bind_time(SQLite::Statement& statement, int index, const std::optional<base::Timestamp>& time) {
  if (time) {
    statement.bind(index, time->text());
    statement.bind(index + 1, time->offset);
  } else {
    statement.bind(index);
    statement.bind(index + 1, 0);
  }
}

void bind_day(SQLite::Statement& statement, int index, const std::optional<base::Date>& day) {
  day ? statement.bind(index, day->text()) : statement.bind(index);
}

void write_article(SQLite::Database& db, const StoredArticle& stored, const std::string& content,
                   int revision) {
  const news::Article& article = stored.article;
  SQLite::Statement put(db,
                        std::string("INSERT OR IGNORE INTO articles(id, text, content) VALUES(?, '', '')"));
  put.bind(1, article.id);
  put.exec();
  // An update instead of a replacement: deleting the row would take the crosswalk of other articles' events
  // along.
  SQLite::Statement set(
      db,
      "UPDATE articles SET url=?2, publisher=?3, feed=?4, language=?5, title=?6, text=?7, "
      "published=?8, published_offset=?9, updated=?10, updated_offset=?11, dateline=?12, agency=?13, "
      "byline=?14, notices=?15, not_coded=?16, signature=?17, copy_of=?18, revision=?19, content=?20 "
      "WHERE id=?1");
  set.bind(1, article.id);
  bind_maybe(set, 2, article.url);
  bind_maybe(set, 3, article.publisher);
  bind_maybe(set, 4, article.feed);
  bind_maybe(set, 5, article.language);
  bind_maybe(set, 6, article.title);
  set.bind(7, article.text);
  bind_time(set, 8, article.published);
  bind_time(set, 10, article.updated);
  bind_maybe(set, 12, json_dateline(article.dateline));
  bind_maybe(set, 13, article.agency);
  bind_maybe(set, 14, article.byline);
  set.bind(15, json_list(article.notices));
  set.bind(16, json_spans(article.not_coded));
  set.bind(17, static_cast<std::int64_t>(stored.signature));
  bind_filled(set, 18, stored.copy_of);
  set.bind(19, revision);
  set.bind(20, content);
  set.exec();
}

void bind_participant(SQLite::Statement& put, int index, const std::optional<news::Participant>& who) {
  if (!who) return;
  bind_filled(put, index, who->actor.code);
  bind_filled(put, index + 1, who->actor.country);
}

void write_reports(SQLite::Database& db, const std::string& article,
                   const std::vector<news::Report>& reports) {
  SQLite::Statement put(
      db,
      "INSERT INTO reports(article, position, report, source_code, source_country, target_code, "
      "target_country, type, mode, cameo, modality, day_from, day_to, place, confidence, "
      "fingerprint, record) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  int position = 0;
  for (const news::Report& report : reports) {
    put.reset();
    put.clearBindings();
    put.bind(1, article);
    put.bind(2, position++);
    put.bind(3, report.id);
    bind_participant(put, 4, report.source);
    bind_participant(put, 6, report.target);
    put.bind(8, std::string(name(report.action.type)));
    bind_filled(put, 9, report.action.mode);
    bind_filled(put, 10, report.action.cameo);
    put.bind(11, std::string(name(report.modality)));
    bind_day(put, 12, report.date ? report.date->from : std::nullopt);
    bind_day(put, 13, report.date ? report.date->to : std::nullopt);
    if (report.place) bind_filled(put, 14, report.place->name);
    put.bind(15, report.confidence);
    put.bind(16, report.fingerprint);
    put.bind(17, to_json(report));
    put.exec();
  }
}

void run_for(SQLite::Database& db, const char* sql, const std::string& article) {
  SQLite::Statement statement(db, sql);
  statement.bind(1, article);
  statement.exec();
}

/// Takes an article's reports out of the store, out of the events they support, and those events that nothing
/// supports any more with them.
void drop_reports(SQLite::Database& db, const std::string& article) {
  run_for(db,
          "UPDATE events SET "
          "reports=(SELECT json_group_array(value) FROM json_each(events.reports) "
          "  WHERE value NOT IN (SELECT report FROM reports WHERE article=?1)), "
          "articles=(SELECT json_group_array(value) FROM json_each(events.articles) WHERE value<>?1) "
          "WHERE id IN (SELECT event FROM event_reports WHERE article=?1)",
          article);
  run_for(db,
          "DELETE FROM events WHERE id IN (SELECT event FROM event_reports WHERE article=?1) AND NOT EXISTS "
          "(SELECT 1 FROM event_reports r WHERE r.event=events.id AND r.article<>?1)",
          article);
  run_for(db, "DELETE FROM event_reports WHERE article=?1", article);
  run_for(db, "DELETE FROM reports WHERE article=?1", article);
}

void write_ledger(SQLite::Database& db, const LedgerEntry& entry) {
  SQLite::Statement put(db, "INSERT INTO ledger(run, stage, subject, reason, count) VALUES(?,?,?,?,?)");
  put.bind(1, entry.run);
  put.bind(2, std::string(name(entry.stage)));
  put.bind(3, entry.subject);
  put.bind(4, entry.reason);
  put.bind(5, entry.count);
  put.exec();
}

void write_event(SQLite::Statement& put, const news::Event& event) {
  put.reset();
  put.clearBindings();
  const std::string* texts[] = {&event.id, &event.source_code, &event.target_code, &event.source_country,
                                &event.target_country};
  int index = 1;
  for (const std::string* text : texts) put.bind(index++, *text);
  put.bind(6, std::string(name(event.type)));
  put.bind(7, event.mode);
  put.bind(8, event.cameo);
  put.bind(9, std::string(name(event.modality)));
  bind_day(put, 10, event.day);
  put.bind(11, json_list(event.reports));
  put.bind(12, json_list(event.articles));
  put.exec();
}

/// Adds, replaces or leaves one article, within the caller's transaction.
Added put_article(SQLite::Database& db, const StoredArticle& article,
                  const std::vector<news::Report>& reports, const LedgerEntry& entry) {
  const std::string& id = article.article.id;
  const std::string content = Store::content_hash(article.article);
  int revision = 0;
  {
    SQLite::Statement find(db, "SELECT content, revision FROM articles WHERE id=?");
    find.bind(1, id);
    if (find.executeStep()) {
      if (find.getColumn(0).getString() == content) return Added::kSame;
      revision = find.getColumn(1).getInt() + 1;
    }
  }
  if (revision > 0) drop_reports(db, id);
  write_article(db, article, content, revision);
  write_reports(db, id, reports);
  write_ledger(db, entry);
  return revision > 0 ? Added::kUpdated : Added::kNew;
}

Error without_id(const std::string& path) {
  return {ErrorKind::kStore, "an article without an id", path};
}

}  // namespace

std::string Store::content_hash(const news::Article& article) {
  JsonWriter out;
  out.array().value(article.title).value(article.text).value(article.language);
  if (article.published) {
    out.value(article.published->text()).value(article.published->offset);
  } else {
    out.null();
  }
  const std::optional<std::string> dateline = json_dateline(article.dateline);
  dateline ? out.raw(*dateline) : out.null();
  out.end();
  return base::sha256_hex(out.take());
}

Result<Added> Store::add_article(const StoredArticle& article, const std::vector<news::Report>& reports,
                                 const LedgerEntry& entry) {
  if (article.article.id.empty()) return without_id(connection_->path);
  return connection_->attempt("adding an article", [&]() -> Result<Added> {
    SQLite::Transaction transaction(*connection_->db, SQLite::TransactionBehavior::IMMEDIATE);
    const Added added = put_article(*connection_->db, article, reports, entry);
    transaction.commit();
    return added;
  });
}

Result<std::vector<Added>> Store::add_articles(const std::vector<NewArticle>& articles) {
  using List = std::vector<Added>;
  return connection_->attempt("adding articles", [&]() -> Result<List> {
    SQLite::Transaction transaction(*connection_->db, SQLite::TransactionBehavior::IMMEDIATE);
    List out;
    for (const NewArticle& each : articles) {
      if (each.article.article.id.empty()) return without_id(connection_->path);
      out.push_back(put_article(*connection_->db, each.article, each.reports, each.entry));
    }
    transaction.commit();
    return out;
  });
}

Result<void> Store::replace_reports(const std::string& article, const std::vector<news::Report>& reports) {
  return connection_->attempt("replacing reports", [&]() -> Result<void> {
    SQLite::Database& db = *connection_->db;
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement find(db, "SELECT 1 FROM articles WHERE id=?");
    find.bind(1, article);
    if (!find.executeStep()) {
      return Error{ErrorKind::kStore, "no article \"" + article + "\" is stored", connection_->path};
    }
    find.reset();
    drop_reports(db, article);
    write_reports(db, article, reports);
    transaction.commit();
    return {};
  });
}

Result<void> Store::replace_events(const std::vector<news::Event>& events,
                                   const std::vector<EventReport>& crosswalk) {
  return connection_->attempt("replacing events", [&]() -> Result<void> {
    SQLite::Database& db = *connection_->db;
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    db.exec("DELETE FROM event_reports; DELETE FROM events");
    SQLite::Statement put(
        db,
        "INSERT INTO events(id, source_code, target_code, source_country, target_country, type, "
        "mode, cameo, modality, day, reports, articles) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
    for (const news::Event& event : events) write_event(put, event);
    SQLite::Statement link(
        db, "INSERT OR REPLACE INTO event_reports(event, article, report, reason) VALUES(?,?,?,?)");
    for (const EventReport& line : crosswalk) {
      link.reset();
      link.bind(1, line.event);
      link.bind(2, line.article);
      link.bind(3, line.report);
      link.bind(4, line.reason);
      link.exec();
    }
    transaction.commit();
    return {};
  });
}

Result<void> Store::set_feed(const FeedState& state) {
  return connection_->attempt("noting a feed", [&]() -> Result<void> {
    SQLite::Statement put(*connection_->db,
                          "INSERT OR REPLACE INTO feeds(url, etag, last_modified, last_fetched, status) "
                          "VALUES(?,?,?,?,?)");
    put.bind(1, state.url);
    bind_maybe(put, 2, state.etag);
    bind_maybe(put, 3, state.last_modified);
    state.last_fetched ? put.bind(4, state.last_fetched->text()) : put.bind(4);
    put.bind(5, state.status);
    put.exec();
    return {};
  });
}

Result<void> Store::add_ledger(const std::vector<LedgerEntry>& entries) {
  return connection_->attempt("writing the ledger", [&]() -> Result<void> {
    SQLite::Transaction transaction(*connection_->db, SQLite::TransactionBehavior::IMMEDIATE);
    for (const LedgerEntry& entry : entries) write_ledger(*connection_->db, entry);
    transaction.commit();
    return {};
  });
}

}  // namespace herald::store
