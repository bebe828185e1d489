#include "engine/relation.h"

#include <gtest/gtest.h>

namespace herald::engine {
namespace {

TEST(Relation, ReadsSpansInAllTheirForms) {
  const struct {
    const char* line;
    std::size_t sources, targets;
  } kTable[] = {
      {R"({"id":"1","text":"A hit B.","source":[0,1],"target":[6,7]})", 1, 1},
      {R"({"id":"1","text":"A hit B.","source":[[0,1],[6,7]],"target":[]})", 2, 0},
      {R"({"id":1,"text":"A hit B.","source":null})", 0, 0},
      {R"({"id":"1","text":"A hit B.","source":[3,3],"target":[[0,8]],"date":"2024-11-26"})", 0, 1},
  };
  for (const auto& row : kTable) {
    const auto read = relation_question(row.line, "x:1");
    ASSERT_TRUE(read) << row.line << " " << read.error().text();
    EXPECT_EQ(read->id, "1");
    EXPECT_EQ(read->pair.source.size(), row.sources) << row.line;
    EXPECT_EQ(read->pair.target.size(), row.targets) << row.line;
  }
}

TEST(Relation, RefusesBrokenLines) {
  for (const char* line : {"", "[]", "{}", R"({"text":"A","source":[0,2]})", R"({"text":"A","source":[-1,1]})",
                           R"({"text":"A","source":[0.5,1]})", R"({"text":"A","source":[0]})", R"({"text":"A","source":[[0,1],2]})",
                           R"({"text":"A","source":"A"})", R"({"text":"A","date":"soon"})", R"({"text":7})"}) {
    const auto read = relation_question(line, "x:9");
    ASSERT_FALSE(read) << line;
    EXPECT_TRUE(read.error().text().starts_with("x:9")) << read.error().text();
  }
}

TEST(Relation, WritesNullForWhatIsNotKnown) {
  RelationAnswer answer;
  answer.id = "7";
  answer.type = "NONE";
  answer.confidence = 0.5;
  EXPECT_EQ(to_json(answer), R"({"id":"7","type":"NONE","mode":null,"cameo":null,"quad":null,"confidence":0.5,"rule":null})");
}

}  // namespace
}  // namespace herald::engine
