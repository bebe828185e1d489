#include "news/report_from_json.h"

#include <gtest/gtest.h>

namespace herald::news {
namespace {

Report full_report() {
  Report report;
  report.id = "r1";
  report.article = "a1";
  report.sentence = 3;
  report.sentence_span = {40, 97};
  report.text = "Freedonia’s army shelled “Sylvanian” posts near Klopstokia, two officials said.";
  report.source = Participant{Actor{"FREMIL", "FRE", "army", "", true, "2024-10-01"}, {40, 58}};
  report.target = Participant{Actor{"SYLMIL", "SYL", "", "Border \"Guard\"", false, ""}, {67, 80}};
  report.action = {EventType::kAssault, "heavy-weapons", {"military", "territory"}, "194", {59, 66}, "shell T"};
  report.promised = Promised{EventType::kRetreat, "withdraw", Modality::kPlanned, base::Date::from_ymd(2024, 12, 1)};
  report.modality = Modality::kOngoing;
  report.date = EventDate{base::Date::from_ymd(2024, 11, 25), base::Date::from_ymd(2024, 11, 26), "day", "clause",
                          "Monday"};
  PlaceMention place;
  place.name = "Klopstokia";
  place.geonameid = 123456789;
  place.lat = -12.25;
  place.lon = 179.99999;
  place.country = "SYL";
  place.precision = "city";
  report.place = place;
  Attribution outlet;
  outlet.kind = "outlet";
  outlet.name = "The Daily Chronicle";
  Attribution officials;
  officials.kind = "anonymous";
  officials.name = "two officials";
  officials.actor = Actor{"SYLGOV", "SYL", "officials", "", false, ""};
  officials.count = 2;
  officials.direct = true;
  officials.cue = {{92, 96}};
  officials.source = {{81, 84}, {85, 91}};
  report.attribution = {outlet, officials};
  report.mentions = {5, 9};
  report.flags = {"quote", "list"};
  report.confidence = 0.875;
  report.fingerprint = "w1-d2-r3";
  return report;
}

base::Result<Report> read(const std::string& json) {
  const auto value = base::parse_json(json, "test:1");
  if (!value) return value.error();
  return report_from_json(*value, "test:1");
}

TEST(ReportFromJson, IsTheInverseOfToJson) {
  const std::string json = to_json(full_report());
  const auto back = read(json);
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(to_json(*back), json);
  EXPECT_EQ(back->source->actor.stale_since, "2024-10-01");
  EXPECT_TRUE(back->source->actor.stale);
  EXPECT_FALSE(back->target->actor.stale);
  EXPECT_EQ(back->attribution[1].source.size(), 2U);
  EXPECT_EQ(back->place->geonameid, 123456789);
  EXPECT_EQ(back->date->to, base::Date::from_ymd(2024, 11, 26));
}

TEST(ReportFromJson, KeepsTheEmptyReportAndTheTitleMark) {
  Report report;
  report.in_title = true;
  report.source = Participant{};
  const std::string json = to_json(report);
  const auto back = read(json);
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(to_json(*back), json);
  EXPECT_TRUE(back->in_title);
  EXPECT_FALSE(back->target);
  EXPECT_FALSE(back->date);
}

TEST(ReportFromJson, IgnoresUnknownKeysAndAllowsMissingOnes) {
  const auto back = read(R"({"report":"r","later":{"x":[1]}})");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->id, "r");
}

TEST(ReportFromJson, NamesWhatIsWrong) {
  const struct {
    const char* json;
    const char* part;
  } cases[] = {
      {R"([])", "JSON object"},
      {R"({"report":7})", "\"report\""},
      {R"({"sentence":-1})", "\"sentence\""},
      {R"({"sentence":1.5})", "\"sentence\""},
      {R"({"sentence":1e300})", "\"sentence\""},
      {R"({"span":[9,3]})", "\"span\""},
      {R"({"span":[1]})", "\"span\""},
      {R"({"source":"USA"})", "\"source\""},
      {R"({"action":{"type":"KISS"}})", "\"type\""},
      {R"({"modality":"maybe"})", "\"modality\""},
      {R"({"date":{"from":"2024-02-30"}})", "\"from\""},
      {R"({"place":{"geonameid":"x"}})", "\"geonameid\""},
      {R"({"attribution":[1]})", "\"attribution\""},
      {R"({"attribution":[{"direct":"yes"}]})", "\"direct\""},
      {R"({"flags":[1]})", "\"flags\""},
      {R"({"mentions":[-2]})", "\"mentions\""},
      {R"({"confidence":"high"})", "\"confidence\""},
  };
  for (const auto& c : cases) {
    const auto back = read(c.json);
    ASSERT_FALSE(back) << c.json;
    EXPECT_NE(back.error().message.find(c.part), std::string::npos) << back.error().text();
    EXPECT_EQ(back.error().place, "test:1");
  }
}

}  // namespace
}  // namespace herald::news
