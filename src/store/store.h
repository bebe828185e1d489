// The memory of Herald: articles, what was coded in them, what that amounts to, and what was lost on the way,
// in one SQLite file.
//
//   auto store = Store::open("news.db", Mode::kCreate);
//   if (!store) return store.error();
//   auto added = store->add_article({article, signature, ""}, reports, {run, Stage::kCoded, article.id, "",
//   1}); auto found = store->reports({.source_country = "USA", .target_country = "CHN"});
//
// Every change is one transaction: it is there as a whole or not at all, and what an operation has reported
// as done survives a killed process and (by a sync per transaction) a power cut. A locked, full, read-only,
// damaged or foreign database is an Error of kind kStore that names the path and what to do.
//
// A Store is one connection: use it from one thread at a time. Several processes may open the same file; a
// writer waits for another up to the busy timeout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "news/article.h"
#include "news/report.h"

namespace herald::store {

enum class Mode {
  kRead,   ///< the file must exist; nothing is changed, not even an old schema
  kWrite,  ///< the file must exist; an old schema is brought up to date
  kCreate  ///< as kWrite, and made when it is not there
};

struct Options {
  int busy_timeout_ms = 5000;  ///< how long to wait for another process's lock
  std::int64_t max_bytes = 0;  ///< the file grows no further than this; 0 for no bound but the disk
};

/// What a feed said when it was last asked.
struct FeedState {
  std::string url;
  std::optional<std::string> etag, last_modified;
  std::optional<base::Timestamp> last_fetched;
  std::string status;  ///< "200", "304", or the error
};

enum class Stage : std::uint8_t { kRead, kFetched, kParsed, kCoded, kSkipped, kFailed };
/// "read", "fetched", …
std::string_view name(Stage stage);
std::optional<Stage> stage_of(std::string_view text);

/// One line of the ledger: what became of a thing, or of `count` things of a kind.
struct LedgerEntry {
  std::string run;
  Stage stage = Stage::kRead;
  std::string subject;  ///< article id, or the place (path, URL, line) when there is none yet
  std::string reason;   ///< why, for the lost ones; empty otherwise
  std::int64_t count = 1;
};

/// The ledger of a run added up per stage and reason.
struct LedgerTotal {
  Stage stage = Stage::kRead;
  std::string reason;
  std::int64_t count = 0;
};

/// An article with what was found about it as a whole.
struct StoredArticle {
  news::Article article;
  std::uint64_t signature = 0;  ///< near-duplicate signature of the text; 0 for none
  std::string copy_of;          ///< id of the article this one reprints; empty for an original
  int revision = 0;             ///< how often its text was changed after it was first stored
};

/// What is worth knowing of an article without its text.
struct ArticleInfo {
  std::string id;
  std::optional<std::string> title, publisher, url;
  std::optional<base::Timestamp> published;
  std::uint64_t signature = 0;
  std::string copy_of;
  int revision = 0;
};

/// What add_articles takes: an article, its reports and its ledger line.
struct NewArticle {
  StoredArticle article;
  std::vector<news::Report> reports;
  LedgerEntry entry;
};

enum class Added { kNew, kSame, kUpdated };

/// Which reports; every condition that is set must hold.
struct ReportQuery {
  std::optional<std::string> article{};
  std::optional<std::string> source_country{}, target_country{};  ///< ISO alpha-3
  std::optional<news::EventType> type{};
  std::optional<news::Modality> modality{};
  std::optional<base::Date> from{},
      to{};  ///< the report's first day lies in [from, to]; undated ones then do not match
  std::optional<double> min_confidence{};
  std::size_t limit = 0;  ///< 0 for all
  std::size_t offset = 0;
};

struct ArticleQuery {
  std::optional<std::string> publisher{}, feed{};
  std::optional<base::Date> from{}, to{};  ///< UTC day of publication lies in [from, to]
  std::size_t limit = 0;
  std::size_t offset = 0;
};

/// One line of the crosswalk: this report belongs to that event, and why.
struct EventReport {
  std::string event, article, report, reason;
};

struct Stats {
  std::int64_t feeds = 0, articles = 0, copies = 0, reports = 0, events = 0;
  std::optional<std::string> first_published, last_published;  ///< RFC 3339 or day, as stored
  std::int64_t bytes = 0;  ///< size of the database without its write-ahead log
};

class Store {
 public:
  /// Opens (and in kCreate makes) the database, checks that it is ours and brings its tables up to date.
  /// Errors: no such file, not a database, another program's database, a newer schema than ours, locked,
  /// read-only.
  static base::Result<Store> open(const std::string& path, Mode mode, const Options& options = {});

  Store(Store&& other) noexcept;
  Store& operator=(Store&& other) noexcept;
  ~Store();

  /// SHA-256 over all of an article that coding depends on (title, text, time and language), to compare with
  /// what is stored.
  static std::string content_hash(const news::Article& article);

  /// Adds an article with its reports and its ledger line in one transaction. An id that is stored with the
  /// same content: nothing is written, kSame. With other content: the article is replaced, its revision
  /// counted up, its reports replaced, its crosswalk lines dropped together with events that no report is
  /// left of: kUpdated.
  base::Result<Added> add_article(const StoredArticle& article, const std::vector<news::Report>& reports,
                                  const LedgerEntry& entry);

  /// The same for many, in one transaction and with one sync to the disk: all are stored or none. What became
  /// of each comes back in their order. A sync takes milliseconds, so a bulk load is many times faster in
  /// batches.
  base::Result<std::vector<Added>> add_articles(const std::vector<NewArticle>& articles);

  /// Replaces the reports of a stored article, for coding anew with other rules. An unknown id is an error.
  base::Result<void> replace_reports(const std::string& article, const std::vector<news::Report>& reports);

  /// Whether an article of that id and content_hash is stored, so that it need not be coded again.
  base::Result<bool> known_article(const std::string& id, const std::string& content_hash) const;

  /// The article, or nothing when there is none of that id.
  base::Result<std::optional<StoredArticle>> article(const std::string& id) const;

  /// Articles without text, by time of publication (undated first), then id.
  base::Result<std::vector<ArticleInfo>> articles(const ArticleQuery& query = {}) const;

  /// The UTC days on which any stored article was published, ascending: what a series takes as covered.
  base::Result<std::vector<base::Date>> covered_days() const;

  /// Reports by their article's time of publication (undated first), article id and place within the article.
  base::Result<std::vector<news::Report>> reports(const ReportQuery& query = {}) const;

  /// Same order, one at a time; `visit` returns false to stop.
  base::Result<void> each_report(const ReportQuery& query,
                                 const std::function<bool(news::Report&&)>& visit) const;

  /// Replaces all events and the whole crosswalk in one transaction. A crosswalk line that names an event or
  /// an article that is not there is an error, and nothing changes.
  base::Result<void> replace_events(const std::vector<news::Event>& events,
                                    const std::vector<EventReport>& crosswalk);

  /// All events by day (undated first), then id.
  base::Result<std::vector<news::Event>> events() const;

  /// The crosswalk of one event, or all of it for an empty id, by event, article and report.
  base::Result<std::vector<EventReport>> crosswalk(const std::string& event) const;

  /// What is known of a feed; nothing when it was never asked.
  base::Result<std::optional<FeedState>> feed(const std::string& url) const;
  base::Result<void> set_feed(const FeedState& state);
  base::Result<std::vector<FeedState>> feeds() const;

  /// Writes lines to the ledger in one transaction.
  base::Result<void> add_ledger(const std::vector<LedgerEntry>& entries);
  /// The lines of a run in the order they were written; all runs for an empty id.
  base::Result<std::vector<LedgerEntry>> ledger(const std::string& run) const;
  /// The same, added up per stage and reason, in the order of the stages.
  base::Result<std::vector<LedgerTotal>> ledger_totals(const std::string& run) const;

  base::Result<Stats> stats() const;

  /// SQLite's own check of the whole file: empty when all is well, else one line per damage.
  base::Result<std::vector<std::string>> verify() const;

  const std::string& path() const;

 private:
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace herald::store
