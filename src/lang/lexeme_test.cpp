#include "lang/lexeme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "lang/string_id.h"

namespace herald::lang {
namespace {

TEST(StringId, SymbolsHaveTheirNumbersAllElseIsHashed) {
  struct Case {
    const char* text;
    std::uint64_t id;
  };
  const Case cases[] = {
      {"", 0},
      {"X", 101},
      {"mark", 423},
      {"agent", 401},
      {"_", 456},
      {"DATE", 391},
      {"ORG", 383},
      {"punct", 445},
      {"Freedonia", 16572533427567523909ull},
      {"x", 11123243248953317070ull},
      {"é", 16256712947286012828ull},
  };
  for (const Case& c : cases) EXPECT_EQ(string_id(c.text), c.id) << c.text;
}

TEST(Lexeme, Shapes) {
  struct Case {
    std::string text;
    const char* shape;
  };
  const Case cases[] = {
      {"Freedonia", "Xxxxx"},          {"UN", "XX"},        {"1,234.50", "d,ddd.dd"},
      {"COVID-19", "XXXX-dd"},         {"m²", "xd"},        {"ǅ", "x"},
      {"----------", "----"},          {"Ελλάδα", "Xxxxx"}, {"漢字", "xx"},
      {"😀😀😀😀😀", "😀😀😀😀"},      {"Ⅷ", "Ⅷ"},          {std::string(99, 'a'), "xxxx"},
      {std::string(100, 'a'), "LONG"},
  };
  for (const Case& c : cases) EXPECT_EQ(word_shape(c.text), c.shape) << c.text;
  EXPECT_EQ(word_shape(std::string(2, '\0')), std::string(2, '\0'));
}

TEST(Lexeme, Features) {
  LexemeNormData norms;
  norms.ids.push_back(string_id("colour"));
  norms.norms.add("color");
  const LexemeRules rules(norms);
  LexemeCache cache;
  struct Case {
    const char* text;
    const char* expect;  // lower|norm|prefix|suffix|shape
  };
  const Case cases[] = {
      {"Sylvanian", "sylvanian|sylvanian|S|ian|Xxxxx"},
      {"colour", "colour|color|c|our|xxxx"},
      {"—", "—|-|—|—|—"},
      {"€", "€|$|€|€|€"},
      {"“", "“|\"|“|“|“"},
      {"Éa", "éa|éa|É|Éa|Xx"},
      {"n't", "n't|n't|n|n't|x'x"},
      {"\n\n", "\n\n|\n\n|\n|\n\n|\n\n"},
  };
  for (const Case& c : cases) {
    const std::string expect = c.expect;
    const Lexeme& word = cache.get(rules, c.text, string_id(c.text));
    std::size_t at = 0;
    for (const std::uint64_t id : {word.lower, word.norm, word.prefix, word.suffix, word.shape}) {
      const std::size_t end = std::min(expect.find('|', at), expect.size());
      EXPECT_EQ(id, string_id(expect.substr(at, end - at))) << c.text << " at " << at;
      at = end + 1;
    }
    EXPECT_EQ(word.is_space, c.text[0] == '\n');
  }
}

TEST(Lexeme, FeatureIdsByName) {
  const Lexeme word = LexemeRules({}).make("Do", string_id("Do"));
  EXPECT_EQ(feature_id(*feature_of("NORM"), word, 0, true), string_id("do"));
  EXPECT_EQ(feature_id(*feature_of("NORM"), word, 77, true), 77u);
  EXPECT_EQ(feature_id(*feature_of("SPACY"), word, 0, true), 1u);
  EXPECT_EQ(feature_id(*feature_of("IS_SPACE"), word, 0, true), 0u);
  EXPECT_EQ(feature_id(*feature_of("ORTH"), word, 0, false), string_id("Do"));
  EXPECT_FALSE(feature_of("CLUSTER").has_value());
}

}  // namespace
}  // namespace herald::lang
