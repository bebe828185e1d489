#include "engine/audit.h"

#include <gtest/gtest.h>

#include <set>

namespace herald::engine {
namespace {

news::Report report(int n, news::EventType type) {
  news::Report r;
  r.id = "r-" + std::to_string(n);
  r.text = "A struck B.";
  r.sentence_span = {10, 21};
  r.action.type = type;
  r.action.mode = type == news::EventType::kAssault ? "aerial" : "";
  r.action.span = {12, 18};
  r.source = news::Participant{{"AAAMIL", "AAA", "", "", false, ""}, {10, 11}};
  r.date = news::EventDate{base::parse_date("2024-11-22"), base::parse_date("2024-11-22"), "day", "tense", ""};
  return r;
}

std::vector<news::Report> reports() {
  std::vector<news::Report> all;
  for (int i = 0; i < 40; ++i) all.push_back(report(i, i % 4 ? news::EventType::kAssault : news::EventType::kAid));
  return all;
}

TEST(Audit, DrawsByTypeAndRepeats) {
  const auto drawn = draw_sample(reports(), {5, 3});
  ASSERT_EQ(drawn.size(), 10U);
  std::set<std::string> ids;
  int aid = 0;
  for (const news::Report& r : drawn) ids.insert(r.id), aid += r.action.type == news::EventType::kAid;
  EXPECT_EQ(ids.size(), 10U) << "nothing twice";
  EXPECT_EQ(aid, 5);
  auto backwards = reports();
  std::reverse(backwards.begin(), backwards.end());
  EXPECT_EQ(key_of(draw_sample(backwards, {5, 3})), key_of(drawn)) << "the order of the input does not matter";
  EXPECT_NE(key_of(draw_sample(reports(), {5, 4})), key_of(drawn));
}

TEST(Audit, BlindSheetTellsNothing) {
  const std::string sheet = sheet_of({report(1, news::EventType::kAssault)}, Sheet::kBlind);
  EXPECT_NE(sheet.find("r-1\tA **struck** B.\t\t\t\t\t\t\n"), std::string::npos) << sheet;
  EXPECT_EQ(sheet.find("ASSAULT"), std::string::npos);
  EXPECT_EQ(sheet.find("AAAMIL"), std::string::npos);
  EXPECT_EQ(key_of({report(1, news::EventType::kAssault)}),
            "id\tsource\taction\ttarget\tmodality\tdate\nr-1\tAAAMIL\tASSAULT/aerial\t-\thappened\t2024-11-22\n");
}

TEST(Audit, ReadsWhatWasFilledIn) {
  const std::string head = "id\ttext\tsource\taction\ttarget\tmodality\tdate\tcoder\n";
  const auto blind = read_sheet("# Code it\n" + head + "r-1\tx\tAAA\tASSAULT\t-\n\nr-2\tx\t\t\t\t\t\t\n", "s.tsv");
  ASSERT_TRUE(blind) << "short lines are what spreadsheets write";
  EXPECT_EQ(blind->size(), 1U) << "nobody judged r-2";
  const auto shown = read_sheet("# Correct it\n" + head + "r-1\tx\tAAA\tAID\t-\thappened\t-\tme\nr-2\tx\tAAA\tAID\t-\thappened\t-\t\n", "s.tsv");
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->size(), 1U) << "r-2 has no coder";
  for (const char* bad : {"", "x\ty\n", "id\ttext\n", "id\tsource\taction\ttarget\tmodality\tdate\nr\ta\tb\tc\td\te\tf\n",
                          "id\tsource\taction\ttarget\tmodality\tdate\nr\ta\nr\ta\n"}) {
    const auto read = read_sheet(bad, "s.tsv");
    ASSERT_FALSE(read) << bad;
    EXPECT_TRUE(read.error().text().starts_with("s.tsv")) << read.error().text();
  }
}

TEST(Audit, CellsThatSayTheSame) {
  const struct {
    std::size_t part;
    const char *machine, *coder;
    bool same;
  } kTable[] = {
      {0, "USAGOV", "USA", true},       {0, "USAGOV", "usagov", true},   {0, "USAGOV", "USAMIL", false},
      {0, "USAGOV", "-", false},        {2, "-", "-", true},             {1, "ASSAULT/aerial", "ASSAULT", true},
      {1, "ASSAULT/aerial", "assault/drone", false}, {1, "AID", "AGREE", false}, {3, "happened", "planned", false},
      {4, "2024-11-22", "2024-11", true},            {4, "2024-11-22", "2024-11-23", false},
      {4, "2024-11-01/2024-11-30", "2024-11-22", true}, {4, "2024-11-01/2024-11-30", "2024-11", true},
  };
  for (const auto& row : kTable)
    EXPECT_EQ(same_cell(row.part, row.machine, row.coder), row.same) << row.machine << " " << row.coder;
}

TEST(Audit, ScoresPartsAndCoders) {
  const Coding key{{"a", {"USA", "AID", "-", "happened", "-"}}, {"b", {"USA", "ACCUSE", "PRK", "happened", "-"}}};
  const Coding one{{"a", {"USA", "AID", "-", "happened", ""}}, {"b", {"USA", "REJECT", "PRK", "happened", ""}}};
  const Coding two{{"a", {"USA", "AGREE", "-", "happened", ""}}, {"b", {"USA", "REJECT", "PRK", "happened", ""}}, {"z", {"", "AID", "", "", ""}}};
  const AuditScores scores = score_audit(key, {one, two});
  EXPECT_EQ(scores.rows, 4U) << "z is in no key";
  EXPECT_EQ(scores.rows_right, 1U);
  EXPECT_EQ(scores.parts[1].judged, 4U);
  EXPECT_EQ(scores.parts[1].right, 1U);
  EXPECT_EQ(scores.parts[4].judged, 0U);
  EXPECT_EQ(scores.agreement[1].rows, 2U);
  EXPECT_EQ(scores.agreement[1].agreed, 1U);
  EXPECT_NEAR(scores.agreement[1].kappa, 1.0 / 3, 1e-9);
  EXPECT_NE(text_of(scores, true).find("kappa"), std::string::npos);
  EXPECT_EQ(text_of(scores, false).find("kappa"), std::string::npos);
}

}  // namespace
}  // namespace herald::engine
