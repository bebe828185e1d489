#include "series/series.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace herald::series {
namespace {

using base::Date;
using news::EventType;
using news::Modality;

Weights real_weights() {
  const auto weights = Weights::load(HERALD_SOURCE_DIR "/data/codebook/weights.tsv");
  EXPECT_TRUE(weights) << weights.error().text();
  return *weights;
}

news::Event event(const std::string& source, EventType type, const std::string& mode, const std::string& target,
                  const std::string& day, Modality modality = Modality::kHappened) {
  news::Event out;
  out.id = source + target + day + std::string(name(type)) + mode;
  out.source_country = source;
  out.target_country = target;
  out.type = type;
  out.mode = mode;
  out.modality = modality;
  if (!day.empty()) out.day = base::parse_date(day);
  return out;
}

TEST(Weights, TheTableIsPloversWithTheSlipPutRight) {
  const Weights weights = real_weights();
  const struct {
    EventType type;
    const char* mode;
    double score;
  } cases[] = {
      {EventType::kAccuse, "", -3},         {EventType::kAccuse, "disapprove", -2}, {EventType::kProtest, "vandalize", -5},
      {EventType::kProtest, "riot", -7},    {EventType::kRequest, "", 0},           {EventType::kRequest, "assist", 0.5},
      {EventType::kAid, "", 10},            {EventType::kAssault, "unheard-of", -9}, {EventType::kAssault, "aerial", -9.5},
      {EventType::kCoerce, "martial-law", -7.5},
  };
  for (const auto& c : cases) EXPECT_EQ(weights.score(c.type, c.mode), c.score) << name(c.type) << " " << c.mode;
  EXPECT_FALSE(weights.score(EventType::kNone, ""));
  EXPECT_TRUE(weights.fingerprint().starts_with("weights-"));
}

TEST(Weights, ErrorsNameTheLine) {
  const std::string head = "# ours\ntype\tmode\tscore\tsource\n";
  const struct {
    const char* text;
    const char* message;
  } cases[] = {
      {"AGREE\t-\t2.5\tx\n", "w.tsv:3: "},  // completed below: only the missing types remain
      {"AGREE\t-\t2.5\n", "w.tsv:3: 3 fields"},
      {"AGREED\t-\t2.5\tx\n", "(AGREE?)"},
      {"NONE\t-\t2.5\tx\n", "no PLOVER type"},
      {"AGREE\t-\t25\tx\n", "from -10 to 10"},
      {"AGREE\t-\t2,5\tx\n", "from -10 to 10"},
      {"AGREE\t-\tnan\tx\n", "from -10 to 10"},
      {"AGREE\t\t2\tx\n", "write - for none"},
      {"AGREE\t-\t2\tx\nAGREE\t-\t2\tx\n", "w.tsv:4: this type and mode"},
  };
  for (std::size_t i = 1; i < std::size(cases); ++i) {
    const auto weights = Weights::parse(head + cases[i].text, "w.tsv");
    ASSERT_FALSE(weights) << cases[i].text;
    EXPECT_NE(weights.error().text().find(cases[i].message), std::string::npos) << weights.error().text();
  }
  const auto missing = Weights::parse(head + cases[0].text, "w.tsv");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().text().find("CONSULT has no score"), std::string::npos);
  EXPECT_FALSE(Weights::parse("AGREE\t-\t1\tx\n", "w.tsv"));
  EXPECT_FALSE(Weights::load("/no/such/weights.tsv"));
}

TEST(Measure, SplitsByTheSignOfTheWeight) {
  const auto got = measure({event("FRE", EventType::kAssault, "aerial", "SYL", "2024-11-03"),
                            event("FRE", EventType::kAccuse, "", "SYL", "2024-11-20"),
                            event("FRE", EventType::kAid, "", "SYL", "2024-11-20", Modality::kOngoing),
                            event("FRE", EventType::kRequest, "", "SYL", "2024-11-21"),
                            event("SYL", EventType::kConsult, "phone", "FRE", "2024-12-01")},
                           real_weights(), {.step = Step::kMonth, .min_events = 2}, {});
  ASSERT_EQ(got.series.size(), 2U);
  const Series& first = got.series[0];
  EXPECT_EQ(first.source + first.target, "FRESYL");
  ASSERT_EQ(first.points.size(), 2U);
  EXPECT_EQ(first.points[0].values->conflict, -12.5);
  EXPECT_EQ(first.points[0].values->cooperation, 10);
  EXPECT_EQ(first.points[0].values->quads, (std::array<int, 4>{0, 1, 2, 1}));
  EXPECT_EQ(first.points[1].values->events, 0);  // read, and nothing happened
  EXPECT_FALSE(first.too_little);
  EXPECT_TRUE(got.series[1].too_little);
  EXPECT_EQ(got.series[1].total.cooperation, 1.5);
}

TEST(Measure, WhatDoesNotCountIsCounted) {
  const auto got = measure({event("FRE", EventType::kAid, "", "SYL", "2024-11-03", Modality::kPlanned),
                            event("FRE", EventType::kAid, "", "SYL", "2024-11-03", Modality::kDenied),
                            event("", EventType::kAid, "", "SYL", "2024-11-03"),
                            event("FRE", EventType::kProtest, "", "FRE", "2024-11-03"),
                            event("FRE", EventType::kAid, "", "SYL", ""),
                            event("FRE", EventType::kAid, "", "SYL", "2020-01-01"),
                            event("FRE", EventType::kAid, "", "SYL", "2024-11-03")},
                           real_weights(), {.from = Date::from_ymd(2024, 1, 1)}, {});
  EXPECT_EQ(got.counted, 1);
  EXPECT_EQ(got.left_out.not_happened, 2);
  EXPECT_EQ(got.left_out.no_state, 1);
  EXPECT_EQ(got.left_out.within_state, 1);
  EXPECT_EQ(got.left_out.no_day, 1);
  EXPECT_EQ(got.left_out.other, 1);
}

TEST(Measure, NothingReadIsAGapNotAZero) {
  const std::vector<Date> covered{Date::from_ymd(2024, 1, 5), Date::from_ymd(2024, 4, 30)};
  const auto got = measure({event("FRE", EventType::kAid, "", "SYL", "2024-03-01")}, real_weights(), {}, covered);
  ASSERT_EQ(got.series.size(), 1U);
  const auto& points = got.series[0].points;
  ASSERT_EQ(points.size(), 4U);
  EXPECT_EQ(points[0].from.text(), "2024-01-05");
  EXPECT_EQ(points[0].to.text(), "2024-01-31");
  EXPECT_TRUE(points[0].values);
  EXPECT_FALSE(points[1].values);
  EXPECT_TRUE(points[2].values);  // told later, but known
  EXPECT_EQ(points[2].covered_days, 0);
  EXPECT_EQ(points[3].values->events, 0);
  EXPECT_TRUE(std::isnan(cooperation_of(got.series[0])[1]));
  const std::string json = to_json(got.series[0], got.step);
  EXPECT_NE(json.find(R"({"from":"2024-02-01","to":"2024-02-29","covered_days":0,"events":null,"conflict":null)"),
            std::string::npos)
      << json;
  const std::string tsv = to_tsv(got);
  EXPECT_NE(tsv.find("FRE\tSYL\t2024-02-01\t2024-02-29\t\t\t\t\t\t\t\t0\n"), std::string::npos) << tsv;
  EXPECT_NE(tsv.find("FRE\tSYL\t2024-03-01\t2024-03-31\t1\t0.0\t10.0\t0\t1\t0\t0\t0\n"), std::string::npos) << tsv;
  EXPECT_NE(tsv.find("# too little data: FRE SYL (1 events)"), std::string::npos);
}

TEST(Measure, DaysMonthsAndYears) {
  const std::vector<news::Event> events{event("FRE", EventType::kAid, "", "SYL", "2023-12-31"),
                                        event("FRE", EventType::kAid, "", "SYL", "2024-02-29")};
  EXPECT_EQ(measure(events, real_weights(), {.step = Step::kDay}, {}).series[0].points.size(), 61U);
  EXPECT_EQ(measure(events, real_weights(), {.step = Step::kMonth}, {}).series[0].points.size(), 3U);
  EXPECT_EQ(measure(events, real_weights(), {.step = Step::kYear}, {}).series[0].points.size(), 2U);
  EXPECT_TRUE(measure({}, real_weights(), {}, {}).series.empty());
  EXPECT_EQ(measure(events, real_weights(), {.source = "SYL"}, {}).counted, 0);
}

TEST(Spark, OneBlockAValue) {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(spark({0, 7, gap, 3.5}), "▁█ ▅");
  EXPECT_EQ(spark({0, 0}), "▁▁");
  EXPECT_EQ(spark({}), "");
  EXPECT_EQ(spark({gap}), " ");
}

TEST(Bar, InEighths) {
  EXPECT_EQ(bar(5, 10, 8), "████");
  EXPECT_EQ(bar(10, 10, 2), "██");
  EXPECT_EQ(bar(20, 10, 2), "██");
  EXPECT_EQ(bar(0.0001, 10, 2), "▏");
  EXPECT_EQ(bar(0, 10, 8), "");
  EXPECT_EQ(bar(3, 0, 8), "");
  EXPECT_EQ(bar(std::numeric_limits<double>::quiet_NaN(), 10, 8), "");
}

}  // namespace
}  // namespace herald::series
