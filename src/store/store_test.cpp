#include "store/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "store/schema.h"

namespace herald::store {
namespace {

/// A folder of its own for every test, gone afterwards.
class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "herald-store-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    path_ = folder_ + "/news.db";
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Store create(const Options& options = {}) {
    auto store = Store::open(path_, Mode::kCreate, options);
    EXPECT_TRUE(store) << store.error().text();
    return std::move(*store);
  }
  /// Runs SQL on a connection of its own.
  void raw(const std::string& sql) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
    sqlite3_free(message);
    sqlite3_close(db);
  }

  std::string folder_, path_;
};

StoredArticle sample(const std::string& id, const std::string& text = "Freedonia shelled Sylvanian posts on Monday.") {
  StoredArticle stored;
  stored.article.id = id;
  stored.article.url = "https://news.example/" + id;
  stored.article.publisher = "The Daily Chronicle";
  stored.article.title = "Shells fall near Klopstokia";
  stored.article.text = text;
  stored.article.published = base::parse_timestamp("2024-11-26T01:30:00+09:00");
  stored.article.dateline = news::Dateline{"KLOPSTOKIA", "Nov 26", std::nullopt};
  stored.article.notices = {"Auto-generated from a \"syndicated\" feed.", "Second notice"};
  stored.article.not_coded = {{0, 4}, {7, 9}};
  stored.signature = 0xFEDCBA9876543210ULL;
  return stored;
}

news::Report report(const std::string& id, const std::string& article, const std::string& target = "SYL") {
  news::Report out;
  out.id = id;
  out.article = article;
  out.text = "Freedonia shelled Sylvanian posts on Monday.";
  out.source = news::Participant{{"FREMIL", "FRE", "", "", false, ""}, {0, 9}};
  out.target = news::Participant{{target, target, "", "", false, ""}, {18, 27}};
  out.action = {news::EventType::kAssault, "heavy-weapons", {}, "194", {10, 17}, "shell T"};
  out.date = news::EventDate{base::Date::from_ymd(2024, 11, 25), base::Date::from_ymd(2024, 11, 25), "day",
                             "expression", "Monday"};
  out.confidence = 0.9;
  out.fingerprint = "f1";
  return out;
}

std::string numbered(const char* prefix, int number) { return std::string(prefix).append(std::to_string(number)); }

LedgerEntry coded(const std::string& id) { return {"run-1", Stage::kCoded, id, "", 1}; }

TEST_F(StoreTest, GivesBackWhatWasStored) {
  Store store = create();
  StoredArticle article = sample("a1");
  article.article.text += std::string("\n\nA zero byte \0 inside.", 23);
  auto added = store.add_article(article, {report("r1", "a1"), report("r2", "a1", "KLO")}, coded("a1"));
  ASSERT_TRUE(added) << added.error().text();
  EXPECT_EQ(*added, Added::kNew);
  const auto back = store.article("a1");
  ASSERT_TRUE(back) << back.error().text();
  ASSERT_TRUE(back->has_value());
  const StoredArticle& got = **back;
  EXPECT_EQ(to_json(got.article), to_json(article.article));
  EXPECT_EQ(got.article.published->offset, 9 * 3600);
  EXPECT_EQ(got.article.reference_date()->text(), "2024-11-26");  // local day; the UTC day is the 25th
  EXPECT_EQ(got.article.not_coded, article.article.not_coded);
  EXPECT_EQ(got.signature, article.signature);
  EXPECT_EQ(Store::content_hash(got.article), Store::content_hash(article.article));
  const auto reports = store.reports();
  ASSERT_TRUE(reports) << reports.error().text();
  ASSERT_EQ(reports->size(), 2U);
  EXPECT_EQ(to_json((*reports)[0]), to_json(report("r1", "a1")));
  const auto days = store.covered_days();
  ASSERT_TRUE(days);
  EXPECT_EQ(days->at(0).text(), "2024-11-25");
  EXPECT_FALSE(store.article("nobody")->has_value());
  EXPECT_TRUE(store.verify()->empty());
}

TEST_F(StoreTest, TheSameFeedTwiceAddsNothing) {
  Store store = create();
  for (int turn = 0; turn < 2; ++turn) {
    const auto added = store.add_article(sample("a1"), {report("r1", "a1")}, coded("a1"));
    ASSERT_TRUE(added);
    EXPECT_EQ(*added, turn == 0 ? Added::kNew : Added::kSame);
  }
  EXPECT_EQ(store.stats()->articles, 1);
  EXPECT_EQ(store.stats()->reports, 1);
  EXPECT_EQ(store.ledger("run-1")->size(), 1U);
  EXPECT_TRUE(*store.known_article("a1", Store::content_hash(sample("a1").article)));
  EXPECT_FALSE(*store.known_article("a1", Store::content_hash(sample("a1", "Other text.").article)));
  EXPECT_FALSE(*store.known_article("a2", Store::content_hash(sample("a1").article)));
}

TEST_F(StoreTest, ABatchIsStoredAsAWhole) {
  Store store = create();
  const auto added = store.add_articles({{sample("a1"), {report("r1", "a1")}, coded("a1")},
                                         {sample("a1"), {report("r1", "a1")}, coded("a1")},
                                         {sample("a1", "Changed."), {}, coded("a1")}});
  ASSERT_TRUE(added) << added.error().text();
  EXPECT_EQ(*added, (std::vector<Added>{Added::kNew, Added::kSame, Added::kUpdated}));
  EXPECT_FALSE(store.add_articles({{sample("a2"), {}, coded("a2")}, {sample(""), {}, coded("")}}));
  EXPECT_EQ(store.stats()->articles, 1);
}

news::Event event_of(const std::string& id, std::vector<std::string> reports, std::vector<std::string> articles) {
  news::Event event;
  event.id = id;
  event.source_code = "FREMIL";
  event.source_country = "FRE";
  event.target_code = event.target_country = "SYL";
  event.type = news::EventType::kAssault;
  event.mode = "heavy-weapons";
  event.cameo = "194";
  event.day = base::Date::from_ymd(2024, 11, 25);
  event.reports = std::move(reports);
  event.articles = std::move(articles);
  return event;
}

TEST_F(StoreTest, ChangedTextReplacesReportsAndWhatHangsOnThem) {
  Store store = create();
  ASSERT_TRUE(store.add_article(sample("a1"), {report("r1", "a1")}, coded("a1")));
  ASSERT_TRUE(store.add_article(sample("a2"), {report("r2", "a2")}, coded("a2")));
  ASSERT_TRUE(store.replace_events({event_of("e1", {"r1", "r2"}, {"a1", "a2"}), event_of("e2", {"r1"}, {"a1"})},
                                   {{"e1", "a1", "r1", "first"}, {"e1", "a2", "r2", "same day"},
                                    {"e2", "a1", "r1", "first"}}));
  const auto added = store.add_article(sample("a1", "Freedonia denied shelling anybody."), {report("r3", "a1")},
                                       coded("a1"));
  ASSERT_TRUE(added) << added.error().text();
  EXPECT_EQ(*added, Added::kUpdated);
  EXPECT_EQ((*store.article("a1"))->revision, 1);
  EXPECT_EQ((*store.article("a1"))->article.text, "Freedonia denied shelling anybody.");
  ReportQuery query;
  query.article = "a1";
  ASSERT_EQ(store.reports(query)->size(), 1U);
  EXPECT_EQ(store.reports(query)->front().id, "r3");
  const auto events = store.events();
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 1U);  // nothing supports e2 any more
  EXPECT_EQ(events->front().reports, std::vector<std::string>{"r2"});
  EXPECT_EQ(events->front().articles, std::vector<std::string>{"a2"});
  EXPECT_EQ(store.crosswalk("")->size(), 1U);
  EXPECT_TRUE(store.verify()->empty());
}

TEST_F(StoreTest, EventsAreReplacedAsAWhole) {
  Store store = create();
  ASSERT_TRUE(store.add_article(sample("a1"), {report("r1", "a1")}, coded("a1")));
  ASSERT_TRUE(store.replace_events({event_of("e1", {"r1"}, {"a1"})}, {{"e1", "a1", "r1", "first"}}));
  const auto wrong = store.replace_events({event_of("e9", {"r1"}, {"a1"})}, {{"e8", "a1", "r1", "no such event"}});
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().text().find("nothing was changed"), std::string::npos) << wrong.error().text();
  ASSERT_EQ(store.events()->size(), 1U);
  EXPECT_EQ(store.events()->front().id, "e1");
  EXPECT_EQ(store.crosswalk("e1")->front().reason, "first");
}

TEST_F(StoreTest, AsksByPairTypeAndDay) {
  Store store = create();
  ASSERT_TRUE(store.add_article(sample("a1"), {report("r1", "a1"), report("r2", "a1", "KLO")}, coded("a1")));
  ReportQuery query;
  query.target_country = "KLO";
  query.type = news::EventType::kAssault;
  query.from = query.to = base::Date::from_ymd(2024, 11, 25);
  query.min_confidence = 0.5;
  ASSERT_EQ(store.reports(query)->size(), 1U);
  EXPECT_EQ(store.reports(query)->front().id, "r2");
  query.from = base::Date::from_ymd(2024, 11, 26);
  query.to.reset();
  EXPECT_TRUE(store.reports(query)->empty());
  ReportQuery second;
  second.limit = 1;
  second.offset = 1;
  EXPECT_EQ(store.reports(second)->front().id, "r2");
}

TEST_F(StoreTest, FeedsLedgerAndReplacedReports) {
  Store store = create();
  EXPECT_FALSE(store.feed("https://news.example/rss")->has_value());
  ASSERT_TRUE(store.set_feed({"https://news.example/rss", "\"abc\"", std::nullopt,
                              base::parse_timestamp("2024-11-26T10:00:00Z"), "200"}));
  EXPECT_EQ((*store.feed("https://news.example/rss"))->etag, "\"abc\"");
  EXPECT_EQ(store.feeds()->size(), 1U);
  ASSERT_TRUE(store.add_ledger({{"run-1", Stage::kFailed, "feed.xml:3", "not a date", 1},
                                {"run-1", Stage::kSkipped, "a7", "not English", 2},
                                {"run-1", Stage::kSkipped, "a8", "not English", 1},
                                {"run-2", Stage::kRead, "a9", "", 1}}));
  const auto totals = store.ledger_totals("run-1");
  ASSERT_TRUE(totals);
  ASSERT_EQ(totals->size(), 2U);
  EXPECT_EQ(totals->at(0).stage, Stage::kSkipped);
  EXPECT_EQ(totals->at(0).count, 3);
  EXPECT_EQ(store.ledger("")->size(), 4U);
  EXPECT_FALSE(store.replace_reports("nobody", {}));
  ASSERT_TRUE(store.add_article(sample("a1"), {report("r1", "a1")}, coded("a1")));
  ASSERT_TRUE(store.replace_reports("a1", {report("r8", "a1"), report("r9", "a1")}));
  EXPECT_EQ(store.stats()->reports, 2);
  EXPECT_FALSE(store.add_article(StoredArticle{}, {}, coded("")));
}

TEST_F(StoreTest, RefusesWhatIsNotOurs) {
  const auto message = [&](Mode mode) {
    const auto store = Store::open(path_, mode);
    EXPECT_FALSE(store);
    return store ? std::string() : store.error().text();
  };
  EXPECT_NE(message(Mode::kRead).find("no such database"), std::string::npos);
  ASSERT_TRUE(base::write_file_atomic(path_, std::string(8192, 'x')));
  EXPECT_NE(message(Mode::kCreate).find("not a SQLite database"), std::string::npos);
  EXPECT_NE(message(Mode::kCreate).find(path_), std::string::npos);
  std::filesystem::remove(path_);
  raw("CREATE TABLE shopping(item TEXT)");
  EXPECT_NE(message(Mode::kCreate).find("another program"), std::string::npos);
  std::filesystem::remove(path_);
  { Store ours = create(); }
  raw("PRAGMA user_version = 99");
  EXPECT_NE(message(Mode::kWrite).find("newer herald"), std::string::npos);
  const auto folder = Store::open(folder_, Mode::kCreate);
  ASSERT_FALSE(folder);
  EXPECT_NE(folder.error().text().find("folder"), std::string::npos);
  const auto nowhere = Store::open(folder_ + "/no/such/news.db", Mode::kCreate);
  ASSERT_FALSE(nowhere);
  EXPECT_NE(nowhere.error().text().find("cannot be opened"), std::string::npos) << nowhere.error().text();
}

TEST_F(StoreTest, StepsAreNumberedWithoutHoles) {
  int expected = 1;
  for (const SchemaStep& step : schema_steps()) EXPECT_EQ(step.version, expected++);
  { Store store = create(); }
  Store again = create();  // no step is taken twice
  EXPECT_EQ(again.stats()->articles, 0);
}

TEST_F(StoreTest, AReaderChangesNothing) {
  { EXPECT_TRUE(create().add_article(sample("a1"), {}, coded("a1"))); }
  auto reader = Store::open(path_, Mode::kRead);
  ASSERT_TRUE(reader) << reader.error().text();
  EXPECT_EQ(reader->stats()->articles, 1);
  const auto added = reader->add_article(sample("a2"), {}, coded("a2"));
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().text().find("may not be written"), std::string::npos) << added.error().text();
}

TEST_F(StoreTest, ALockedDatabaseSaysSo) {
  Options options;
  options.busy_timeout_ms = 50;
  Store store = create(options);
  ASSERT_TRUE(store.add_article(sample("a1"), {}, coded("a1")));
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto added = store.add_article(sample("a2"), {}, coded("a2"));
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().text().find("locked by another process"), std::string::npos) << added.error().text();
  EXPECT_EQ(added.error().place, path_);
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_TRUE(store.add_article(sample("a2"), {}, coded("a2")));
}

/// Adds articles until one fails; the number that was stored.
int fill(Store& store, std::string& message) {
  for (int i = 0; i < 10000; ++i) {
    const std::string id = numbered("a", i);
    const auto added = store.add_article(sample(id, std::string(5000, 't') + id), {report(id, id)}, coded(id));
    if (!added) {
      message = added.error().text();
      return i;
    }
  }
  return -1;
}

TEST_F(StoreTest, AFullDatabaseKeepsWhatWasCommitted) {
  int stored = 0;
  {
    Options options;
    options.max_bytes = 400000;
    Store store = create(options);
    std::string message;
    stored = fill(store, message);
    ASSERT_GT(stored, 5);
    EXPECT_NE(message.find("no room left"), std::string::npos) << message;
    EXPECT_EQ(store.stats()->articles, stored);
    EXPECT_TRUE(store.verify()->empty());
  }
  Store store = create();  // with room again
  EXPECT_EQ(store.stats()->articles, stored);
  EXPECT_TRUE(store.add_article(sample("after"), {}, coded("after")));
}

TEST_F(StoreTest, AFullDiskKeepsWhatWasCommitted) {
  { Store store = create(); }
  int results[2];
  ASSERT_EQ(::pipe(results), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit bound{600000, 600000};
    ::setrlimit(RLIMIT_FSIZE, &bound);
    auto store = Store::open(path_, Mode::kWrite);
    std::string message;
    const int stored = store ? fill(*store, message) : -2;
    const bool clear = message.find("run again") != std::string::npos;
    const ssize_t sent = ::write(results[1], &stored, sizeof stored);
    ::_exit(sent == sizeof stored && clear ? 0 : 1);
  }
  ::close(results[1]);
  int stored = -3;
  EXPECT_EQ(::read(results[0], &stored, sizeof stored), static_cast<ssize_t>(sizeof stored));
  ::close(results[0]);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  ASSERT_GT(stored, 5);
  Store store = create();
  EXPECT_EQ(store.stats()->articles, stored);
  EXPECT_TRUE(store.verify()->empty());
}

/// The child of the next test: adds articles for ever and tells of each one that was committed.
[[noreturn]] void write_until_killed(const std::string& path, int first, int to) {
  auto store = Store::open(path, Mode::kWrite);
  if (!store) ::_exit(1);
  for (int i = first;; ++i) {
    const std::string id = numbered("a", i);
    const auto added = store->add_article(sample(id, std::string(3000, 'k') + id), {report(id, id)}, coded(id));
    if (!added || ::write(to, &i, sizeof i) != sizeof i) ::_exit(1);
  }
}

TEST_F(StoreTest, AKillLosesNothingThatWasCommitted) {
  { Store store = create(); }
  int next = 0;
  for (int turn = 0; turn < 4; ++turn) {
    int told[2];
    ASSERT_EQ(::pipe(told), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_until_killed(path_, next, told[1]);
    ::close(told[1]);
    int last = next - 1;
    for (int i = 0; i < 20 + 7 * turn; ++i) ASSERT_EQ(::read(told[0], &last, sizeof last), sizeof last);
    ::usleep(static_cast<useconds_t>(1300 * turn));  // anywhere within a transaction
    ::kill(child, SIGKILL);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    while (::read(told[0], &last, sizeof last) == sizeof last) {
    }
    ::close(told[0]);
    Store store = create();
    ASSERT_TRUE(store.verify()->empty());
    const auto stats = store.stats();
    EXPECT_GE(stats->articles, last + 1);
    EXPECT_LE(stats->articles, last + 2);  // the one that was committed but not told of
    EXPECT_EQ(stats->reports, stats->articles);
    EXPECT_EQ(static_cast<std::int64_t>(store.ledger("run-1")->size()), stats->articles);
    next = static_cast<int>(stats->articles);
  }
}

TEST_F(StoreTest, DamageIsAnErrorNotACrash) {
  {
    Store store = create();
    std::string message;
    for (int i = 0; i < 40; ++i) {
      const std::string id = numbered("a", i);
      ASSERT_TRUE(store.add_article(sample(id, std::string(3000, 'd')), {report(id, id)}, coded(id)));
    }
  }
  auto bytes = base::read_file(path_);
  ASSERT_TRUE(bytes);
  for (std::size_t i = 8192; i < bytes->size(); ++i) (*bytes)[i] = static_cast<char>(i * 31);
  ASSERT_TRUE(base::write_file_atomic(path_, *bytes));
  auto store = Store::open(path_, Mode::kWrite);
  if (!store) return;  // refused at the door is fine too
  const auto found = store->article("a3");
  const auto verified = store->verify();
  EXPECT_TRUE(!found || !verified || !verified->empty());
  if (!found) {
    EXPECT_NE(found.error().text().find("damaged"), std::string::npos) << found.error().text();
  }
}

}  // namespace
}  // namespace herald::store
