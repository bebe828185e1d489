#include "news/article.h"

#include <gtest/gtest.h>

namespace herald::news {
namespace {

base::Result<Article> read(std::string_view json) {
  const auto value = base::parse_json(json, "in.jsonl:3");
  if (!value) return value.error();
  return article_from_json(*value, "in.jsonl:3");
}

TEST(ArticleFromJson, TakesWhatIsThere) {
  const auto article = read(R"({"id":"a1","url":"https://x.test/a","publisher":"P","feed":"F","language":"en","title":"T",
    "text":"One.\n\nTwo.","published":"2024-11-26T23:00:00-05:00","updated":"2024-11-27","dateline":{"place":"PARIS","date":"Nov 26","agency":"AFP"},
    "agency":"AFP","byline":"By A","notices":["n1",7,"n2"],"unknown":{"x":1}})");
  ASSERT_TRUE(article) << article.error().text();
  EXPECT_EQ(article->id, "a1");
  EXPECT_EQ(article->title, "T");
  EXPECT_EQ(article->text, "One.\n\nTwo.");
  EXPECT_EQ(article->published->text(), "2024-11-27T04:00:00Z");
  EXPECT_EQ(article->reference_date()->text(), "2024-11-26") << "the local day";
  EXPECT_EQ(article->updated->text(), "2024-11-27");
  EXPECT_EQ(article->dateline->place, "PARIS");
  EXPECT_EQ(article->dateline->agency, "AFP");
  EXPECT_EQ(article->notices, (std::vector<std::string>{"n1", "n2"}));
}

TEST(ArticleFromJson, LittleIsEnough) {
  const auto title = read(R"({"title":"T"})");
  ASSERT_TRUE(title);
  EXPECT_EQ(title->text, "");
  EXPECT_EQ(title->id, "");
  EXPECT_FALSE(title->reference_date().has_value());
  const auto nulls = read(R"({"text":"x","title":null,"id":null,"published":null,"date":"  ","dateline":"PARIS"})");
  ASSERT_TRUE(nulls);
  EXPECT_FALSE(nulls->published.has_value());
  EXPECT_FALSE(nulls->dateline.has_value());
}

TEST(ArticleFromJson, Dates) {
  EXPECT_EQ(read(R"({"text":"x","date":"2024-11-26"})")->reference_date()->text(), "2024-11-26");
  EXPECT_EQ(read(R"({"text":"x","date":"2024-11-26","published":"Wed, 27 Nov 2024 01:00:00 GMT"})")->reference_date()->text(),
            "2024-11-27")
      << "published over date";
}

TEST(ArticleFromJson, Errors) {
  const std::pair<const char*, const char*> rows[] = {
      {"[]", "an article is a JSON object"},
      {"\"x\"", "an article is a JSON object"},
      {"{}", "an article needs \"text\" or \"title\""},
      {R"({"text":null})", "an article needs \"text\" or \"title\""},
      {R"({"text":7})", "\"text\" is not a string"},
      {R"({"text":"x","id":7})", "\"id\" is not a string"},
      {R"({"text":"x","title":["T"]})", "\"title\" is not a string"},
      {R"({"text":"x","url":false})", "\"url\" is not a string"},
      {R"({"text":"x","byline":{}})", "\"byline\" is not a string"},
      {R"({"text":"x","date":20241126})", "\"date\" is not a string"},
      {R"({"text":"x","published":"yesterday"})", "\"published\" is no date or time: yesterday"},
      {R"({"text":"x","date":"2024-02-30"})", "\"date\" is no date or time: 2024-02-30"},
      {R"({"text":"x","updated":"2024-13-01"})", "\"updated\" is no date or time: 2024-13-01"},
  };
  for (const auto& [json, message] : rows) {
    const auto article = read(json);
    ASSERT_FALSE(article) << json;
    EXPECT_EQ(article.error().text(), std::string("in.jsonl:3: ") + message) << json;
    EXPECT_EQ(article.error().kind, base::ErrorKind::kFormat);
  }
}

TEST(ArticleToJson, ComesBack) {
  const auto first = read(R"({"id":"a1","title":"T \"q\"","text":"é","published":"2024-11-26T10:00:00Z",
    "dateline":{"place":"PARIS","date":null,"agency":"AFP"},"notices":["n"]})");
  ASSERT_TRUE(first);
  const std::string json = to_json(*first);
  const auto again = read(json);
  ASSERT_TRUE(again) << json;
  EXPECT_EQ(to_json(*again), json);
  EXPECT_EQ(json,
            R"({"id":"a1","url":null,"publisher":null,"feed":null,"language":null,"title":"T \"q\"","text":"é",)"
            R"("published":"2024-11-26T10:00:00Z","updated":null,"dateline":{"place":"PARIS","date":null,"agency":"AFP"},)"
            R"("agency":null,"byline":null,"notices":["n"]})");
}

}  // namespace
}  // namespace herald::news
