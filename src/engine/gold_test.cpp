#include "engine/gold.h"

#include <gtest/gtest.h>

namespace herald::engine {
namespace {

TEST(Gold, MarksBecomeSpans) {
  const auto marked = without_marks("[T]Perú[/T] was criticised by [S]Chile[/S].", "x");
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked->text, "Perú was criticised by Chile.");
  EXPECT_EQ(marked->pair.source, (std::vector<news::Span>{{24, 29}}));
  EXPECT_EQ(marked->pair.target, (std::vector<news::Span>{{0, 5}})) << "bytes, not letters";
}

TEST(Gold, RelationRow) {
  const auto row = gold_row(R"({"id":"a","text":"[S]A[/S] met [T]B[/T].","type":"CONSULT","mode":null,"modality":"happened"})",
                            "g:1", "type");
  ASSERT_TRUE(row);
  EXPECT_FALSE(row->passage);
  EXPECT_EQ(row->type, "CONSULT");
  EXPECT_EQ(row->mode, "");
  EXPECT_EQ(row->question.text, "A met B.");
  const auto spans = gold_row(R"({"id":"a","text":"A met B.","source":[0,1],"target":[[6,7]],"type":"CONSULT"})", "g:1", "type");
  ASSERT_TRUE(spans);
  EXPECT_EQ(spans->question.pair.target.front().begin, 6U);
  EXPECT_FALSE(spans->mode.has_value()) << "not said";
}

TEST(Gold, PassageRow) {
  const auto row = gold_row(R"({"id":"p","text":"A hit B. It rained.","date":"2024-11-26",)"
                            R"("events":[{"source":"AAA","type":"ASSAULT","target":null,"sentence":0}]})",
                            "g:1", "type");
  ASSERT_TRUE(row);
  EXPECT_TRUE(row->passage);
  ASSERT_EQ(row->events.size(), 1U);
  EXPECT_EQ(row->events[0].target, "");
  EXPECT_EQ(row->events[0].sentence, 0U);
}

TEST(Gold, CodesAreComparedByCountry) {
  for (const auto& [code, place] : {std::pair{"USA", "USA"}, {"USAGOV", "USA"}, {"IGOUNO", "IGOUNO"}, {"REB", "REB"}, {"", ""}})
    EXPECT_EQ(place_of_code(code), place);
}

TEST(Gold, RowsWithoutEventsOnlyWhenAllowed) {
  const char* line = R"({"id":"z","text":"It rained."})";
  EXPECT_FALSE(gold_row(line, "g:1", "type"));
  const auto row = gold_row(line, "g:1", "type", true);
  ASSERT_TRUE(row);
  EXPECT_TRUE(row->passage && row->events.empty());
}

TEST(Gold, BrokenRowsSayWhy) {
  const struct {
    const char *line, *message;
  } kTable[] = {
      {"{", "g:3"},
      {R"({"id":"a","type":"AID"})", "has no \"text\""},
      {R"({"text":"x","type":"AID"})", "has no \"id\""},
      {R"({"id":"a","text":"x"})", "has neither \"type\" nor \"events\""},
      {R"({"id":"a","text":"x","type":"HELP"})", "no type: \"HELP\""},
      {R"({"id":"a","text":"[S]x","type":"AID"})", "do not pair"},
      {R"({"id":"a","text":"[S]x[/S] [S]y[/S]","type":"AID"})", "stands twice"},
      {R"({"id":"a","text":"x","source":[0,9],"type":"AID"})", "ends at byte 9"},
      {R"({"id":"a","text":"x","source":[1,0],"type":"AID"})", "whole numbers"},
      {R"({"id":"a","text":"x","source":"x","type":"AID"})", "list of spans"},
      {R"({"id":"a","text":"x","type":"AID","modality":"maybe"})", "none of ours"},
      {R"({"id":"a","text":"x","events":[{"type":"NONE"}]})", "is no type"},
      {R"({"id":"a","text":"x","type":"AID","date":"soon"})", "no date"},
  };
  for (const auto& row : kTable) {
    const auto read = gold_row(row.line, "g:3", "type");
    ASSERT_FALSE(read) << row.line;
    EXPECT_NE(read.error().text().find(row.message), std::string::npos) << read.error().text();
    EXPECT_TRUE(read.error().text().starts_with("g:3")) << read.error().text();
  }
}

}  // namespace
}  // namespace herald::engine
