// The public header, used as a program would. Coding needs the model ($HERALD_DATA/model.herald), the store does not.
#include "herald/herald.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <thread>
#include <type_traits>

#include "base/file.h"
#include "engine/public_values.h"
#include "store/store.h"

namespace herald {
namespace {

static_assert(!std::is_copy_constructible_v<Engine> && std::is_nothrow_move_constructible_v<Engine>);
static_assert(!std::is_copy_constructible_v<Store> && std::is_nothrow_move_constructible_v<Store>);

constexpr const char* kSentence = "The French president condemned the German government on Monday.";

std::string spell(const Report& r) {
  return (r.source ? r.source->code : "-") + " " + std::string(name(r.action.type)) + " " +
         (r.target ? r.target->code : "-") + " " + std::string(name(r.modality)) + " " +
         (r.date && r.date->from ? iso(*r.date->from) : "-");
}

TEST(PublicWords, GoThereAndBack) {
  EXPECT_EQ(version_number(), HERALD_VERSION_NUMBER);
  EXPECT_EQ(name(EventType::kNone), "NONE");
  EXPECT_EQ(name(EventType::kAgree), "AGREE");
  EXPECT_EQ(name(EventType::kAssault), "ASSAULT");
  EXPECT_EQ(name(Modality::kCounterfactual), "counterfactual");
  for (int i = 1; i <= static_cast<int>(EventType::kAssault); ++i) {
    const auto type = static_cast<EventType>(i);
    EXPECT_EQ(event_type(name(type)), type);
    EXPECT_EQ(engine::public_type(engine::inner_type(type)), type);
  }
  for (int i = 0; i <= static_cast<int>(Modality::kCounterfactual); ++i) {
    EXPECT_EQ(modality(name(static_cast<Modality>(i))), static_cast<Modality>(i));
  }
  EXPECT_FALSE(event_type("agree to differ"));
  EXPECT_FALSE(modality(""));
  EXPECT_EQ(iso(*day("2024-02-29")), "2024-02-29");
  EXPECT_EQ(iso(*day("1969-12-31")), "1969-12-31");
  EXPECT_FALSE(day("2023-02-29"));
}

TEST(PublicEngineOpen, TellsWhatIsMissing) {
  const auto engine = Engine::open({.path = "/nowhere"});
  ASSERT_FALSE(engine);
  EXPECT_EQ(engine.error().kind, ErrorKind::kConfig);
  EXPECT_EQ(engine.error().place, "/nowhere");
}

class PublicEngine : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("HERALD_DATA");
    if (!folder || !base::file_exists(std::string(folder) + "/model.herald")) GTEST_SKIP() << "no model.herald in $HERALD_DATA";
    auto opened = Engine::open();  // HERALD_DATA is the first place to look at
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_EQ(opened->data_folder(), folder);
    engine_.emplace(std::move(*opened));
  }
  std::optional<Engine> engine_;
};

TEST_F(PublicEngine, CodesATextIntoPlainStructs) {
  const auto coded = engine_->code({.text = kSentence, .date = "2024-11-26", .id = "x1"});
  ASSERT_TRUE(coded) << coded.error().text();
  ASSERT_EQ(coded->reports.size(), 1u);
  const Report& report = coded->reports.front();
  EXPECT_EQ(spell(report), "FRAGOV ACCUSE DEUGOV happened 2024-11-25");
  EXPECT_EQ(coded->article, "x1");
  EXPECT_EQ(report.article, "x1");
  EXPECT_EQ(report.text, kSentence);
  EXPECT_EQ(report.source->country, "FRA");
  EXPECT_EQ(report.source->role, "president");
  EXPECT_EQ(report.source->span, (Span{0, 20}));
  EXPECT_EQ(report.fingerprint, engine_->fingerprint());
  EXPECT_GT(report.confidence, 0);
  EXPECT_TRUE(report.json.starts_with("{\"report\":\"" + report.id + "\",\"article\":\"x1\"")) << report.json;
  const auto annotated = engine_->annotate({.text = kSentence, .date = "2024-11-26", .id = "x1"});
  ASSERT_TRUE(annotated);
  EXPECT_NE(annotated->find("\"reports\":[" + report.json + "]"), std::string::npos) << *annotated;
  const auto explained = engine_->explain({.text = kSentence});
  ASSERT_TRUE(explained);
  EXPECT_TRUE(explained->starts_with(kSentence)) << *explained;
}

TEST_F(PublicEngine, TakesAnyTextAndRefusesADateThatIsNone) {
  for (const std::string& text : {std::string(), std::string("\xff\xfe\x00\n\n", 5), std::string(2000, '(')}) {
    const auto coded = engine_->code({.text = text});
    ASSERT_TRUE(coded);
    EXPECT_TRUE(coded->reports.empty());
  }
  const auto undated = engine_->code({.text = kSentence, .date = "Monday last"});
  ASSERT_FALSE(undated);
  EXPECT_EQ(undated.error().kind, ErrorKind::kUsage);
  const auto titled = engine_->code({.date = "2024-11-26", .title = kSentence});
  ASSERT_TRUE(titled);
  ASSERT_EQ(titled->reports.size(), 1u);
  EXPECT_TRUE(titled->reports.front().in_title);
  const auto german = engine_->code({.text = kSentence, .language = "de"});
  ASSERT_TRUE(german);
  EXPECT_FALSE(german->coded);
  EXPECT_EQ(german->language, "de");
  EXPECT_TRUE(german->reports.empty());
}

TEST_F(PublicEngine, GivesTheSameOnManyThreads) {
  const auto alone = engine_->annotate({.text = kSentence, .date = "2024-11-26"});
  ASSERT_TRUE(alone);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int& count : wrong) {
    threads.emplace_back([&, count = &count] {
      for (int i = 0; i < 10; ++i) {
        const auto one = engine_->annotate({.text = kSentence, .date = "2024-11-26"});
        *count += !one || *one != *alone;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

/// A store with three dated reports of two articles and two events, in a folder of its own.
class PublicStore : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "herald-public-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    auto store = store::Store::open(folder_ + "/news.db", store::Mode::kCreate);
    ASSERT_TRUE(store) << store.error().text();
    add(*store, "a1", "2024-11-20", {report("r1", "FRE", "SYL", news::EventType::kAssault, "2024-11-20"),
                                     report("r2", "SYL", "FRE", news::EventType::kAccuse, "2024-11-20")});
    add(*store, "a2", "2025-01-02", {report("r3", "FRE", "SYL", news::EventType::kAssault, "2024-11-20")});
    ASSERT_TRUE(store->replace_events({event("e1", "FRE", "SYL", news::EventType::kAssault, {"r1", "r3"}, {"a1", "a2"}),
                                       event("e2", "SYL", "FRE", news::EventType::kAccuse, {"r2"}, {"a1"})}, {}));
    base::Result<void> made = base::make_folders(folder_ + "/data/codebook");
    ASSERT_TRUE(made);
    made = base::write_file_atomic(folder_ + "/data/codebook/weights.tsv", weights());
    ASSERT_TRUE(made) << made.error().text();
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  static std::string weights() {
    std::string table = "type\tmode\tscore\tsource\n";
    for (int i = 1; i < static_cast<int>(news::EventType::kCount); ++i) {
      const auto type = static_cast<news::EventType>(i);
      const char* score = type == news::EventType::kAssault ? "-9" : type == news::EventType::kAccuse ? "-3" : "1";
      table += std::string(news::name(type)) + "\t-\t" + score + "\ttest\n";
    }
    return table;
  }
  static news::Report report(const std::string& id, const std::string& source, const std::string& target,
                             news::EventType type, const std::string& date) {
    news::Report report;
    report.id = id;
    report.text = source + " against " + target;
    report.source = news::Participant{{source + "GOV", source, "", "", false, ""}, {0, 3}};
    report.target = news::Participant{{target + "GOV", target, "", "", true, "2024-01-01"}, {12, 15}};
    report.action = {type, "", {"military"}, "190", {4, 11}, "test:1"};
    report.date = news::EventDate{base::parse_date(date), base::parse_date(date), "day", "expression", date};
    news::Attribution step;
    step.kind = "official";
    step.name = "an official";
    step.count = 1;
    report.attribution = {step};
    report.confidence = 0.5;
    return report;
  }
  static news::Event event(const std::string& id, const std::string& source, const std::string& target, news::EventType type,
                           std::vector<std::string> reports, std::vector<std::string> articles) {
    return {id, source + "GOV", target + "GOV", source, target, type, "", "190", news::Modality::kHappened,
            base::parse_date("2024-11-20"), std::move(reports), std::move(articles)};
  }
  static void add(store::Store& store, const std::string& id, const std::string& date, std::vector<news::Report> reports) {
    store::StoredArticle stored;
    stored.article.id = id;
    stored.article.text = "Text of " + id;
    stored.article.published = base::parse_timestamp(date);
    for (news::Report& r : reports) r.article = id;
    const auto added = store.add_article(stored, reports, {"run", store::Stage::kCoded, id, "", 1});
    ASSERT_TRUE(added) << added.error().text();
  }

  std::string folder_;
};

TEST_F(PublicStore, AnswersQueries) {
  const auto store = Store::open(folder_ + "/news.db");
  ASSERT_TRUE(store) << store.error().text();
  const auto ids = [&](const Query& query) {
    std::string out;
    const auto reports = store->reports(query);
    const auto events = store->events(query);
    EXPECT_TRUE(reports && events);
    for (const Report& r : *reports) out += r.id + " ";
    for (const Event& e : *events) out += e.id + " ";
    return out;
  };
  EXPECT_EQ(ids({}), "r1 r2 r3 e1 e2 ");
  EXPECT_EQ(ids({.source_country = "FRE"}), "r1 r3 e1 ");
  EXPECT_EQ(ids({.target_country = "FRE", .type = EventType::kAccuse}), "r2 e2 ");
  EXPECT_EQ(ids({.modality = Modality::kPlanned}), "");
  EXPECT_EQ(ids({.from = day("2024-11-21")}), "");
  EXPECT_EQ(ids({.from = day("2024-11-20"), .to = day("2024-11-20"), .article = "a2"}), "r3 e1 ");
  EXPECT_EQ(ids({.limit = 1, .offset = 1}), "r2 e2 ");
  int seen = 0;
  EXPECT_TRUE(store->each_report({}, [&](Report&&) { return ++seen < 2; }));
  EXPECT_EQ(seen, 2);
}

TEST_F(PublicStore, GivesReportsAsTheyWere) {
  const auto store = Store::open(folder_ + "/news.db");
  ASSERT_TRUE(store) << store.error().text();
  const auto reports = store->reports({.article = "a1", .limit = 1});
  ASSERT_TRUE(reports);
  ASSERT_EQ(reports->size(), 1u);
  const Report& r = reports->front();
  EXPECT_EQ(spell(r), "FREGOV ASSAULT SYLGOV happened 2024-11-20");
  EXPECT_EQ(r.target->stale_since, "2024-01-01");
  EXPECT_EQ(r.source->stale_since, "");
  EXPECT_EQ(r.action.contexts, std::vector<std::string>{"military"});
  EXPECT_EQ(r.date->precision, "day");
  ASSERT_EQ(r.attribution.size(), 1u);
  EXPECT_EQ(r.attribution.front().count, 1);
  EXPECT_FALSE(r.promised || r.place);
  EXPECT_TRUE(r.json.starts_with("{\"report\":\"r1\"")) << r.json;
}

TEST_F(PublicStore, MeasuresAPair) {
  const auto store = Store::open(folder_ + "/news.db");
  ASSERT_TRUE(store) << store.error().text();
  const DataFolder data{.path = folder_ + "/data"};
  const auto pair = store->series("FRE", "SYL", {.min_events = 1}, data);
  ASSERT_TRUE(pair) << pair.error().text();
  const auto& [there, back] = *pair;
  EXPECT_EQ(there.source + there.target + back.source + back.target, "FRESYLSYLFRE");
  EXPECT_EQ(there.total.conflict, -9);
  EXPECT_EQ(back.total.conflict, -3);
  EXPECT_FALSE(there.too_little);
  ASSERT_EQ(there.points.size(), 3u);  // November to January; nothing was read in December
  EXPECT_EQ(there.points[0].values->quads, (std::array<int, 4>{0, 0, 0, 1}));
  EXPECT_EQ(iso(there.points[1].from) + " " + iso(there.points[1].to), "2024-12-01 2024-12-31");
  EXPECT_FALSE(there.points[1].values);
  EXPECT_EQ(there.points[2].values->events, 0);
  const auto nothing = store->series("FRE", "KLO", {}, data);
  ASSERT_TRUE(nothing);
  EXPECT_TRUE((*nothing)[0].points.empty() && (*nothing)[0].too_little);
  EXPECT_FALSE(store->series("FRE", "SYL", {}, {.path = folder_}));
}

TEST_F(PublicStore, TellsWhatIsNoStore) {
  const auto none = Store::open(folder_ + "/none.db");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::kStore);
  EXPECT_NE(none.error().text().find("none.db"), std::string::npos);
  EXPECT_FALSE(Store::open(folder_ + "/data/codebook/weights.tsv"));
}

}  // namespace
}  // namespace herald
