#include "lang/tokenizer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "lang/string_id.h"

namespace herald::lang {
namespace {

/// A small tokeniser of our own with every kind of rule.
TokenizerData small_data() {
  TokenizerData data;
  data.prefix = R"(^\(|^"|^\$|^'|^\.\.+|^\*)";
  data.suffix = R"(\)$|"$|,$|\?$|'$|'s$|\.\.+$|\*$|(?<=[0-9])(?:km|€)$|(?<=[a-z0-9\)])\.$)";
  data.infix = R"(\.\.+|(?<=[a-z])-(?=[a-z])|(?<=[a-z])\.(?=[A-Z])|(?<=[0-9])[*](?=[0-9]))";
  data.url_match =
      R"(^(?:(?:[\w\+\-\.]{2,})://)?(?:\S+(?::\S*)?@)?(?:(?:[a-z0-9][a-z0-9_-]{0,62})?[a-z0-9]\.)+(?:[a-z]{2,63})(?::\d{2,5})?(?:[/?#]\S*)?$)";
  data.specials = {
      {"'*'", {{"'*'", ""}}},
      {"a.m.", {{"a.m.", ""}}},
      {"can't", {{"ca", "can"}, {"n't", "not"}}},
      {"don't", {{"do", ""}, {"n't", "not"}}},
      {"gonna", {{"gon", "going"}, {"na", "to"}}},
      {"x *", {{"x *", ""}}},
  };
  return data;
}

/// Tokens with a blank between; "_" after a token that a space follows, "=norm" after one with a norm of its
/// own.
std::string spelled(const Tokenizer& tokenizer, std::string_view text) {
  TokenizerWorkspace workspace;
  std::vector<RawToken> tokens;
  tokenizer.run(text, tokens, workspace);
  const std::vector<std::pair<std::uint64_t, const char*>> norms = {{string_id("not"), "not"},
                                                                    {string_id("can"), "can"},
                                                                    {string_id("going"), "going"},
                                                                    {string_id("to"), "to"}};
  std::string out;
  for (const RawToken& token : tokens) {
    if (!out.empty()) out += ' ';
    const std::string_view bytes = news::text_of(text, token.span);
    out += bytes;
    EXPECT_EQ(token.orth, string_id(bytes));
    for (const auto& [id, norm] : norms) {
      if (token.norm == id) out += std::string("=") + norm;
    }
    if (token.space_after) out += '_';
  }
  return out;
}

TEST(Tokenizer, Tables) {
  const auto tokenizer = Tokenizer::make(small_data());
  ASSERT_TRUE(tokenizer) << tokenizer.error().text();
  struct Case {
    const char* text;
    const char* expect;
  };
  const Case cases[] = {
      {"", ""},
      {" ", " "},
      {"Freedonia", "Freedonia"},
      {"a b", "a_ b"},
      {"a  b", "a_   b"},
      {"a \n b", "a_ \n  b"},
      {"\na", "\n a"},
      {"a ", "a_"},
      {"a\u00a0b", "a \u00a0 b"},
      {"I don't.", "I_ do n't=not ."},
      {"(can't)", "( ca=can n't=not )"},
      {"\"gonna\"?", "\" gon=going na=to \" ?"},
      {"n't", "n't"},
      {"((x))", "( ( x ) )"},
      {"at 9 a.m., ", "at_ 9_ a.m. ,_"},
      {"well-known...or", "well - known ... or"},
      {"end.Start", "end . Start"},
      {"Sylvania's", "Sylvania 's"},
      {"12km, 3€,", "12 km ,_ 3 € ,"},
      {"(12km)", "( 12 km )"},
      {"....", "...."},
      {"x....", "x ...."},
      {"see http://herald.example.org/a-b?c.", "see_ http://herald.example.org/a-b?c ."},
      {"press@palace.fr", "press@palace.fr"},
      {"a:b@c.de:80/x", "a:b@c.de:80/x"},
      {"@c.de", "@c.de"},
      {"'*'", "'*'"},  // whole chunk
      {"a '*' b", "a_ '*'_ b"},
      {"('*')", "( '*' )"},  // found again after the affixes are off
      {"x *", "x *"},        // second pass: a special case with a space
      {"x  *", "x_   *"},
      {"3*4", "3 * 4"},
      {"日本 x", "日本_ x"},
  };
  for (const Case& c : cases) EXPECT_EQ(spelled(*tokenizer, c.text), c.expect) << c.text;
}

TEST(Tokenizer, ACachedChunkIsCutAsTheFirstTime) {
  const auto tokenizer = Tokenizer::make(small_data());
  ASSERT_TRUE(tokenizer);
  TokenizerWorkspace workspace;
  std::vector<RawToken> tokens;
  tokenizer->run("(don't) (don't) (don't) ", tokens, workspace);
  ASSERT_EQ(tokens.size(), 12u);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(tokens[i].orth, tokens[i + 4].orth);
    EXPECT_EQ(tokens[i].norm, tokens[i + 4].norm);
    EXPECT_EQ(tokens[i].space_after, tokens[i + 4].space_after);
    EXPECT_EQ(tokens[i].span.begin + 8, tokens[i + 4].span.begin);
  }
}

TEST(Tokenizer, TokensCoverTheTextButSingleSpaces) {
  const auto tokenizer = Tokenizer::make(small_data());
  ASSERT_TRUE(tokenizer);
  TokenizerWorkspace workspace;
  std::vector<RawToken> tokens;
  std::vector<std::string> texts = {"", "\x1c\x1d", "\u0085 \u2028", std::string(3, '\0'),
                                    "😀👍🏽 \u200b!\u200d"};
  for (const char* unit :
       {"(", ")", ".", "a.", "@", "a@", ":@", "'", "a-", "*'", "1*", " ", "\n", "é", "😀", "..a"}) {
    std::string text;
    while (text.size() < 20'000) text += unit;
    texts.push_back(text);
  }
  for (const std::string& text : texts) {
    tokenizer->run(text, tokens, workspace);
    std::size_t at = 0;
    for (const RawToken& token : tokens) {
      ASSERT_EQ(token.span.begin, at);
      ASSERT_LT(token.span.begin, token.span.end);
      at = token.span.end + (token.space_after ? 1 : 0);
    }
    EXPECT_EQ(at, text.size());
  }
}

TEST(Tokenizer, BadDataIsAnError) {
  TokenizerData data = small_data();
  data.infix = "(";
  EXPECT_FALSE(Tokenizer::make(data));
  data = small_data();
  data.prefix = "\xFF";
  EXPECT_FALSE(Tokenizer::make(data));
  data = small_data();
  data.specials[0].pieces[0].text = "'";
  EXPECT_FALSE(Tokenizer::make(data));
}

TEST(AffixRules, LengthOfSuffixes) {
  struct Case {
    const char* pattern;
    int bound;  // -1 for none
  };
  const Case cases[] = {
      {R"(,$)", 1},
      {R"('s$|\.\.+$|’S$)", 2},
      {R"((?<=[0-9])(?:km|km²|€)$)", 3},
      {R"([\x{1F600}-\x{1F64F}\]]$)", 1},
      {R"(ab?$)", 2},
      {R"((?:a|(?:bc|d)e)f$)", 4},
      {R"(a+$)", -1},
      {R"(a)", -1},
      {R"(a$b)", -1},
      {R"(\w$)", -1},
      {R"((?=a)b$)", -1},
      {R"(a*?$)", -1},
      {R"((?:a$)", -1},
      {R"([a$)", -1},
      {R"(\.\.+$x)", -1},
      {R"(.$)", -1},
      {R"(a{2}$)", -1},
  };
  for (const Case& c : cases) {
    const auto bound = suffix_length_bound(c.pattern);
    EXPECT_EQ(bound ? static_cast<int>(*bound) : -1, c.bound) << c.pattern;
  }
}

/// The linear search for a URL's user part answers as the whole pattern does.
TEST(AffixRules, UrlsAsByTheWholePattern) {
  const TokenizerData data = small_data();
  const auto rules = AffixRules::make(data);
  ASSERT_TRUE(rules);
  const auto whole = Regex::compile(data.url_match, Regex::Where::kAtOffset);
  ASSERT_TRUE(whole);
  RegexScratch scratch;
  const std::vector<std::string> units = {"a.bc", "@", ":", "://", "/", "aa", "a", ".", "?x", ":80", "é"};
  std::size_t urls = 0;
  for (std::size_t code = 0; code < units.size() * units.size() * units.size() * units.size(); ++code) {
    std::string text;
    for (std::size_t rest = code, i = 0; i < 4; ++i, rest /= units.size()) text += units[rest % units.size()];
    const bool expect = whole->search(text, 0, scratch).has_value();
    urls += expect;
    EXPECT_EQ(rules->is_url(text, scratch), expect) << text;
  }
  EXPECT_GT(urls, 500u);
}

}  // namespace
}  // namespace herald::lang
