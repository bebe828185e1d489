#include "news/report.h"

#include <gtest/gtest.h>

#include "../../tests/support/notation.h"
#include "base/json.h"

namespace herald::news {
namespace {

Report report_of(const char* source, EventType type, const char* target) {
  Report report;
  if (*source) report.source = Participant{Actor{source, "", "", "", false, ""}, {}};
  if (*target) report.target = Participant{Actor{target, "", "", "", false, ""}, {}};
  report.action.type = type;
  return report;
}

EventDate date_of(const char* precision) { return {base::Date::from_ymd(2024, 12, 5), {}, precision, "", ""}; }

TEST(SpellReport, OneLine) {
  Report plain = report_of("FREGOV", EventType::kConsult, "SYLGOV");
  EXPECT_EQ(spell(plain), "FREGOV  CONSULT  SYLGOV  happened");
  plain.action.mode = "visit";
  plain.modality = Modality::kPlanned;
  plain.date = date_of("month");
  PlaceMention place;
  place.name = "Klopstokia";
  plain.place = place;
  Attribution outer, inner;
  outer.kind = "official";
  inner.kind = "named";
  plain.attribution = {outer, inner};
  EXPECT_EQ(spell(plain), "FREGOV  CONSULT/visit  SYLGOV  planned  2024-12  place=Klopstokia  by=official");
}

TEST(SpellReport, Parts) {
  EXPECT_EQ(spell(report_of("", EventType::kProtest, "")), "-  PROTEST  -  happened");
  EXPECT_EQ(spell(report_of("FRE", EventType::kNone, "")), "FRE  NONE  -  happened");
  Report nameless = report_of("FRE", EventType::kAid, "SYL");
  nameless.target->actor.code.clear();
  EXPECT_EQ(spell(nameless), "FRE  AID  -  happened");
  Report threat = report_of("FRE", EventType::kThreaten, "SYL");
  threat.promised = Promised{EventType::kAssault, "aerial", Modality::kPlanned, {}};
  EXPECT_EQ(spell(threat), "FRE  THREATEN  SYL  happened  promised=ASSAULT/aerial");
  threat.promised->mode.clear();
  EXPECT_EQ(spell(threat), "FRE  THREATEN  SYL  happened  promised=ASSAULT");
}

TEST(SpellReport, DatesByPrecision) {
  const std::pair<const char*, const char*> rows[] = {
      {"day", "  2024-12-05"}, {"month", "  2024-12"}, {"year", "  2024"}, {"week", ""}, {"open", ""}};
  for (const auto& [precision, printed] : rows) {
    Report report = report_of("FRE", EventType::kAid, "SYL");
    report.date = date_of(precision);
    EXPECT_EQ(spell(report), std::string("FRE  AID  SYL  happened") + printed) << precision;
  }
  Report undated = report_of("FRE", EventType::kAid, "SYL");
  undated.date = EventDate{{}, {}, "day", "", ""};
  EXPECT_EQ(spell(undated), "FRE  AID  SYL  happened");
}

std::string keys_of(const base::JsonValue& value) {
  std::string out;
  for (const auto& [key, member] : value.members) out += (out.empty() ? "" : " ") + key;
  return out;
}

base::JsonValue parsed(const std::string& json) {
  auto value = base::parse_json(json, "test");
  if (!value) ADD_FAILURE() << value.error().text() << "\n" << json;
  return value ? *value : base::JsonValue{};
}

TEST(ReportToJson, KeysInOrder) {
  Report report = report_of("FREGOV", EventType::kThreaten, "SYL");
  report.promised = Promised{EventType::kAssault, "", Modality::kPlanned, {}};
  report.date = date_of("day");
  report.place = PlaceMention{};
  report.attribution = {Attribution{}};
  const auto value = parsed(to_json(report));
  EXPECT_EQ(keys_of(value),
            "report article sentence span text source action target promised modality date place attribution mentions flags "
            "confidence fingerprint");
  EXPECT_EQ(keys_of(*value.find("source")), "code country role name span stale");
  EXPECT_EQ(keys_of(*value.find("action")), "type mode context cameo span rule");
  EXPECT_EQ(keys_of(*value.find("promised")), "type mode modality date");
  EXPECT_EQ(keys_of(*value.find("date")), "from to precision basis text");
  EXPECT_EQ(keys_of(*value.find("place")), "name geonameid lat lon country precision");
  EXPECT_EQ(keys_of(value.find("attribution")->items[0]), "kind name actor count direct cue span text");
  EXPECT_EQ(value.find("source")->find("stale"), nullptr);
}

TEST(ReportToJson, TitlesSayWhere) {
  Report report = report_of("FREGOV", EventType::kThreaten, "");
  report.in_title = true;
  report.source->actor.stale = true;
  report.source->actor.stale_since = "2026-01-31";
  const auto value = parsed(to_json(report));
  EXPECT_EQ(value.text("in"), "title");
  EXPECT_EQ(value.find("source")->text("in"), "title");
  EXPECT_EQ(value.find("source")->text("stale"), "2026-01-31");
  EXPECT_EQ(value.find("target"), nullptr);
}

TEST(AnnotatedToJson, KeysAndTitles) {
  AnnotatedArticle annotated;
  annotated.article.title = "";
  annotated.sentences.push_back(
      tests::sentence("Paris/NNP/nsubj>1/GPE spoke=speak/VBD/ROOT>1 ././punct>1", *annotated.article.title));
  annotated.sentences.back().in_title = true;
  annotated.sentences.push_back(tests::sentence("Rome/NNP/nsubj>1/GPE left=leave/VBD/ROOT>1", annotated.article.text));
  Mention mention;
  mention.actor.code = "FRAGOV";
  annotated.mentions = {mention};
  const auto value = parsed(to_json(annotated, {report_of("A", EventType::kAid, "B")}));
  EXPECT_EQ(keys_of(value), "article title text sentences entities actors times places attributions reports");
  EXPECT_EQ(value.find("sentences")->items.size(), 1U) << "of the text only";
  EXPECT_EQ(value.find("entities")->items[0].text("in"), "title");
  EXPECT_EQ(value.find("entities")->items[1].find("in"), nullptr);
  EXPECT_EQ(keys_of(value.find("actors")->items[0]), "span in code country role name stale chain");
  EXPECT_EQ(value.find("reports")->items.size(), 1U);
}

TEST(EventTsv, TwelveFields) {
  Event event;
  event.id = "e1";
  event.source_code = "FREGOV";
  event.source_country = "FRE";
  event.type = EventType::kAid;
  event.cameo = "071";
  event.day = base::Date::from_ymd(2024, 11, 26);
  event.reports = {"r1", "r2"};
  event.articles = {"a1"};
  EXPECT_EQ(to_tsv(event), "e1\t2024-11-26\tFREGOV\tFRE\t\t\tAID\t\t071\thappened\t2\t1");
  event.day.reset();
  EXPECT_EQ(to_tsv(event).substr(0, 4), "e1\t\t");
  EXPECT_EQ(to_json(event),
            R"({"event":"e1","day":null,"source":"FREGOV","source_country":"FRE","target":null,"target_country":null,)"
            R"("type":"AID","mode":null,"cameo":"071","modality":"happened","reports":["r1","r2"],"articles":["a1"]})");
}

TEST(Names, ComeBack) {
  for (int i = 0; i < static_cast<int>(Modality::kCount); ++i) {
    EXPECT_EQ(modality_of(name(static_cast<Modality>(i))), static_cast<Modality>(i));
  }
  for (int i = 0; i < static_cast<int>(EventType::kCount); ++i) {
    const EventType type = static_cast<EventType>(i);
    EXPECT_EQ(event_type_of(name(type)), type);
    EXPECT_EQ(name(quad_of(type)) == "none", type == EventType::kNone) << name(type);
  }
  EXPECT_FALSE(modality_of("Happened").has_value());
  EXPECT_FALSE(event_type_of("agree").has_value());
  EXPECT_EQ(name(quad_of(EventType::kRetreat)), "material_cooperation");
  EXPECT_EQ(name(quad_of(EventType::kConcede)), "verbal_cooperation");
  EXPECT_EQ(name(quad_of(EventType::kThreaten)), "verbal_conflict");
  EXPECT_EQ(name(quad_of(EventType::kProtest)), "material_conflict");
}

}  // namespace
}  // namespace herald::news
