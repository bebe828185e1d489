#include "lang/attribute_ruler.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "base/unicode.h"
#include "lang/string_id.h"

namespace herald::lang {
namespace {

using Attribute = RulerTest::Attribute;
using Kind = RulerTest::Kind;

RulerTest tag(const char* name) {
  return {Attribute::kTag, Kind::kIn, {name}};
}
RulerTest word(const char* text) {
  return {Attribute::kLower, Kind::kIn, {text}};
}

RulerData small_data() {
  RulerData data;
  const auto add = [&](std::vector<std::vector<RulerTokenPattern>> patterns) -> RulerRule& {
    data.rules.push_back({});
    data.rules.back().patterns = std::move(patterns);
    return data.rules.back();
  };
  {
    RulerRule& rule = add({{{tag("VBZ")}}});
    rule.pos = "VERB";
    rule.morph = "Number=Sing|VerbForm=Fin";
  }
  add({{{tag("DT")}}}).pos = "DET";
  {
    RulerRule& rule = add({{{tag("VBZ"), word("is")}}});
    rule.pos = "AUX";
    rule.lemma = "be";
  }
  add({{{tag("VBZ"), word("gets")}}, {{tag("VBD"), word("got")}}}).lemma = "get";
  add({{{{Attribute::kDep, Kind::kNotIn, {"det", ""}}, {Attribute::kTag, Kind::kIn, {"DT", "WDT"}}}}}).pos =
      "PRON";
  {
    RulerRule& rule = add({{{word("let")}, {word("'s")}}});
    rule.index = 1;
    rule.lemma = "us";
  }
  add({{{{Attribute::kLower, Kind::kRegex, {"^y'?$"}}}, {word("all")}}}).lemma = "you";
  {
    RulerRule& rule = add({{{{Attribute::kIsSpace, Kind::kIn, {"1"}}}}});
    rule.tag = "_SP";
    rule.dep = "dep";
    rule.pos = "SPACE";
    rule.morph = "";
  }
  return data;
}

struct Word {
  const char* text;
  const char* tag;
  const char* dep;
};

/// "text/TAG/dep/POS/morph/lemma" of every token.
std::string spelled(const AttributeRuler& ruler, const std::vector<Word>& words) {
  std::vector<RuledToken> tokens;
  for (const Word& w : words) {
    RuledToken token;
    token.text = w.text;
    token.orth = string_id(w.text);
    token.lower = string_id(base::lower(w.text));
    token.is_space = w.text[0] == '\n';
    token.tag = news::tag_of(w.tag).value_or(news::Tag::kNone);
    token.dep = news::dep_of(w.dep).value_or(news::Dep::kNone);
    tokens.push_back(token);
  }
  RulerWorkspace workspace;
  ruler.apply(tokens, workspace);
  std::string out;
  for (const RuledToken& token : tokens) {
    if (!out.empty()) out += ' ';
    out.append(token.is_space ? "\\n" : token.text)
        .append("/")
        .append(name(token.tag))
        .append("/")
        .append(name(token.dep));
    out.append("/").append(name(token.pos)).append("/").append(ruler.morph(token.morph)).append("/");
    out.append(token.lemma.value_or("-"));
  }
  return out;
}

TEST(AttributeRuler, LaterRulesOverrideAttributeByAttribute) {
  const auto ruler = AttributeRuler::make(small_data());
  ASSERT_TRUE(ruler) << ruler.error().text();
  struct Case {
    std::vector<Word> words;
    const char* expect;
  };
  const Case cases[] = {
      {{}, ""},
      {{{"Says", "VBZ", "ROOT"}}, "Says/VBZ/ROOT/VERB/Number=Sing|VerbForm=Fin/-"},
      {{{"IS", "VBZ", "ROOT"}}, "IS/VBZ/ROOT/AUX/Number=Sing|VerbForm=Fin/be"},
      {{{"got", "VBD", "ROOT"}, {"gets", "VBZ", "conj"}},
       "got/VBD/ROOT///get gets/VBZ/conj/VERB/Number=Sing|VerbForm=Fin/get"},
      {{{"That", "DT", "nsubj"}, {"this", "DT", "det"}}, "That/DT/nsubj/PRON//- this/DT/det/DET//-"},
      {{{"that", "DT", ""}}, "that/DT//DET//-"},
      {{{"Let", "VB", ""}, {"'s", "PRP", ""}}, "Let/VB////- 's/PRP////us"},
      {{{"let", "VB", ""}}, "let/VB////-"},
      {{{"Y'", "PRP", ""}, {"all", "DT", "det"}}, "Y'/PRP////you all/DT/det/DET//-"},
      {{{"ye", "PRP", ""}, {"all", "DT", "det"}}, "ye/PRP////- all/DT/det/DET//-"},
      {{{"\n", "DT", "nsubj"}}, "\\n/_SP/dep/SPACE//-"},
  };
  for (const Case& c : cases) EXPECT_EQ(spelled(*ruler, c.words), c.expect);
}

TEST(AttributeRuler, BadRulesAreErrors) {
  RulerData data;
  data.rules.resize(1);
  data.rules[0].patterns = {{{tag("VBZ")}}};
  data.rules[0].pos = "NOPE";
  EXPECT_FALSE(AttributeRuler::make(data));
  data.rules[0].pos = "VERB";
  data.rules[0].index = 1;
  EXPECT_FALSE(AttributeRuler::make(data));
  data.rules[0].index = 0;
  data.rules[0].patterns[0][0].push_back({Attribute::kLower, Kind::kRegex, {"("}});
  EXPECT_FALSE(AttributeRuler::make(data));
}

}  // namespace
}  // namespace herald::lang
