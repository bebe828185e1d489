#include "lang/text_data.h"

#include <gtest/gtest.h>

#include <string>

#include "lang/text_package.h"

namespace herald::lang {
namespace {

TextData sample() {
  TextData data;
  data.tokenizer.prefix = "^\\(";
  data.tokenizer.specials = {{"don't", {{"do", ""}, {"n't", "not"}}}};
  data.norms.ids = {3, 9};
  data.norms.norms.add("color");
  data.norms.norms.add("");
  RulerRule rule;
  rule.patterns = {{{{RulerTest::Attribute::kLower, RulerTest::Kind::kRegex, {"^y"}}}, {}}};
  rule.index = 1;
  rule.pos = "VERB";
  rule.morph = "";
  data.ruler.rules = {rule};
  LemmaTable table;
  table.pos = news::Pos::kVERB;
  table.rules = {{"ed", "e"}};
  table.index = {1, 2, 3};
  table.exception_ids = {5, 5};
  table.exception_lemmas.add("meet");
  table.exception_lemmas.add("mete");
  data.lemmas.tables = {table};
  return data;
}

TEST(TextData, ComesBackAsWritten) {
  std::string bytes;
  sample().write(bytes);
  std::string_view rest = bytes;
  const auto again = TextData::read(rest);
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_TRUE(rest.empty());
  std::string second;
  again->write(second);
  EXPECT_EQ(second, bytes);
  EXPECT_EQ(again->tokenizer.specials[0].pieces[1].norm, "not");
  EXPECT_EQ(again->norms.norms.at(0), "color");
  EXPECT_EQ(again->norms.norms.at(1), "");
  EXPECT_EQ(again->ruler.rules[0].morph, std::optional<std::string>(""));
  EXPECT_FALSE(again->ruler.rules[0].lemma.has_value());
  EXPECT_EQ(again->lemmas.tables[0].exception_lemmas.at(1), "mete");
}

TEST(TextData, ADamagedRecordIsAnErrorOrHarmless) {
  std::string bytes;
  sample().write(bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    std::string_view rest = std::string_view(bytes).substr(0, size);
    EXPECT_FALSE(TextData::read(rest)) << size;
    EXPECT_EQ(rest.size(), size);
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char value : {'\xFF', '\x01', '\x7F'}) {
      std::string damaged = bytes;
      damaged[at] = value;
      std::string_view rest = damaged;
      if (const auto read = TextData::read(rest)) {
        std::string again;
        read->write(again);
        EXPECT_LE(again.size(), damaged.size());
      }
    }
  }
}

TEST(TextPackage, AFolderWithoutFilesIsAnErrorWithThePlace) {
  const auto data = read_text_package("/nonexistent/package");
  ASSERT_FALSE(data);
  EXPECT_NE(data.error().text().find("/nonexistent/package/tokenizer"), std::string::npos);
}

}  // namespace
}  // namespace herald::lang
