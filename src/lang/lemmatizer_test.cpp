#include "lang/lemmatizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "lang/string_id.h"

namespace herald::lang {
namespace {

LemmaData small_data() {
  LemmaTable verbs;
  verbs.pos = news::Pos::kVERB;
  verbs.rules = {{"s", ""},   {"ies", "y"}, {"es", "e"},  {"es", ""},
                 {"ed", "e"}, {"ed", ""},   {"ing", "e"}, {"ing", ""}};
  for (const char* word : {"hope", "hop", "deny", "say"}) verbs.index.push_back(base::murmur64(word, 1));
  std::sort(verbs.index.begin(), verbs.index.end());
  verbs.exception_ids = {base::murmur64("met", 1)};
  verbs.exception_lemmas.add("meet");
  LemmaTable marks;
  marks.pos = news::Pos::kPUNCT;
  marks.rules = {{"“", "\""}};
  return {{verbs, marks}};
}

TEST(Lemmatizer, Tables) {
  const Lemmatizer lemmatizer(small_data());
  LemmaCache cache;
  struct Case {
    const char* text;
    news::Pos pos;
    const char* morph;
    const char* lemma;
  };
  using news::Pos;
  const Case cases[] = {
      {"Met", Pos::kVERB, "Tense=Past|VerbForm=Fin", "meet"},
      {"hoping", Pos::kVERB, "VerbForm=Part", "hope"},  // both are known: the first rule wins
      {"denies", Pos::kVERB, "Number=Sing|Tense=Pres|VerbForm=Fin", "deny"},
      {"sylvaned", Pos::kVERB, "", "sylvane"},  // neither is known: the first rule's form
      {"x-ed", Pos::kVERB, "", "x-e"},          // not alphabetic counts as known
      {"SAY", Pos::kVERB, "VerbForm=Inf", "say"},
      {"Denies", Pos::kVERB, "Tense=Pres|VerbForm=Fin", "denies"},  // present without number is a base form
      {"XYZ", Pos::kVERB, "", "XYZ"},                               // no rule: as written
      {"s", Pos::kVERB, "", "s"},
      {"“", Pos::kPUNCT, "", "\""},
      {"Freedonia", Pos::kPROPN, "Number=Sing", "Freedonia"},
      {"Talks", Pos::kNOUN, "Number=Plur", "talks"},  // no table for nouns here
      {"Talk", Pos::kNOUN, "Number=Sing", "talk"},
      {"Big", Pos::kADJ, "Degree=Pos", "big"},
      {"A", Pos::kNone, "", "a"},
      {"\n", Pos::kSPACE, "", "\n"},
  };
  for (int round = 0; round < 2; ++round) {
    for (const Case& c : cases) {
      EXPECT_EQ(lemmatizer.lemma(c.text, string_id(c.text), c.pos, c.morph, cache), c.lemma) << c.text;
    }
  }
}

TEST(Lemmatizer, BaseForms) {
  using news::Pos;
  EXPECT_TRUE(is_base_form(Pos::kNOUN, "Number=Sing"));
  EXPECT_FALSE(is_base_form(Pos::kPROPN, "Number=Sing"));
  EXPECT_FALSE(is_base_form(Pos::kNOUN, "Number=Singular"));
  EXPECT_TRUE(is_base_form(Pos::kAUX, "VerbForm=Inf"));
  EXPECT_TRUE(is_base_form(Pos::kVERB, "Tense=Pres|VerbForm=Fin"));
  EXPECT_FALSE(is_base_form(Pos::kAUX, "Tense=Pres|VerbForm=Fin"));
  EXPECT_FALSE(is_base_form(Pos::kVERB, "Number=Sing|Tense=Pres|VerbForm=Fin"));
  EXPECT_TRUE(is_base_form(Pos::kADV, "Degree=Pos"));
  EXPECT_FALSE(is_base_form(Pos::kADJ, "Degree=Cmp"));
  EXPECT_FALSE(is_base_form(Pos::kADJ, ""));
}

}  // namespace
}  // namespace herald::lang
