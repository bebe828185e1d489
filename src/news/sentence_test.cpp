#include "news/sentence.h"

#include <gtest/gtest.h>

namespace herald::news {
namespace {

Token token(std::uint32_t begin, Pos pos, bool sentence_start = false) {
  Token out;
  out.span = {begin, begin + 1};
  out.pos = pos;
  out.sentence_start = sentence_start;
  return out;
}

/// Entities over white space keep to the words that are left.
TEST(SplitSentences, EntitiesWithWhiteSpace) {
  ParsedText parsed;
  parsed.tokens = {token(0, Pos::kPROPN, true), token(1, Pos::kSPACE), token(2, Pos::kVERB),
                   token(3, Pos::kPROPN, true), token(4, Pos::kSPACE)};
  parsed.entities = {{0, 2, EntityLabel::kGPE},
                     {1, 2, EntityLabel::kORG},
                     {3, 5, EntityLabel::kGPE},
                     {2, 4, EntityLabel::kORG}};
  const std::vector<Sentence> sentences = split_sentences(parsed, 10, false);
  ASSERT_EQ(sentences.size(), 2U);
  ASSERT_EQ(sentences[0].entities.size(), 1U) << "nothing of white space alone, nothing over a boundary";
  EXPECT_EQ(sentences[0].entities[0].first, 0U);
  EXPECT_EQ(sentences[0].entities[0].end, 1U);
  ASSERT_EQ(sentences[1].tokens.size(), 1U);
  ASSERT_EQ(sentences[1].entities.size(), 1U);
  EXPECT_EQ(sentences[1].entities[0].end, 1U);
  EXPECT_EQ(sentences[1].span, (Span{13, 14}));
}

Token word(std::uint32_t begin, std::uint32_t head, bool sentence_start = false, Pos pos = Pos::kNOUN) {
  Token out = token(begin, pos, sentence_start);
  out.head = head;
  return out;
}

std::string heads(const Sentence& sentence) {
  std::string out;
  for (const Token& t : sentence.tokens) out += (out.empty() ? "" : " ") + std::to_string(t.head);
  return out;
}

struct SplitRow {
  const char* about;
  std::vector<Token> tokens;
  std::vector<std::string> heads;  ///< of each sentence
};

TEST(SplitSentences, Heads) {
  const SplitRow rows[] = {
      {"nothing", {}, {}},
      {"only white space", {word(0, 0, true, Pos::kSPACE), word(1, 0, false, Pos::kSPACE)}, {}},
      {"two sentences count from 0",
       {word(0, 1, true), word(1, 1), word(2, 3, true), word(3, 3)},
       {"1 1", "1 1"}},
      {"no start at the front", {word(0, 0), word(1, 0)}, {"0 0"}},
      {"a head before the sentence is a root",
       {word(0, 0, true), word(1, 0, true), word(2, 1)},
       {"0", "0 0"}},
      {"a head behind the sentence is a root",
       {word(0, 2, true), word(1, 0), word(2, 2, true)},
       {"0 0", "0"}},
      {"a head past the end is a root", {word(0, 99, true), word(1, 0)}, {"0 0"}},
      {"children of white space move up",
       {word(0, 0, true), word(1, 0, false, Pos::kSPACE), word(2, 1)},
       {"0 0"}},
      {"through two of them",
       {word(0, 0, true), word(1, 0, false, Pos::kSPACE), word(2, 1, false, Pos::kSPACE), word(3, 2)},
       {"0 0"}},
      {"white space as root leaves its children roots",
       {word(0, 0, true, Pos::kSPACE), word(1, 0), word(2, 1)},
       {"0 0"}},
      {"white space in a circle ends",
       {word(0, 1, true, Pos::kSPACE), word(1, 0, false, Pos::kSPACE), word(2, 1)},
       {"0"}},
  };
  for (const SplitRow& row : rows) {
    ParsedText parsed;
    parsed.tokens = row.tokens;
    std::vector<std::string> got;
    for (const Sentence& sentence : split_sentences(parsed, 0, true)) {
      EXPECT_TRUE(sentence.in_title);
      got.push_back(heads(sentence));
    }
    EXPECT_EQ(got, row.heads) << row.about;
  }
}

TEST(Sentence, EdgesAndChildren) {
  Sentence s;
  s.tokens = {word(0, 1), word(1, 2), word(2, 2), word(3, 4), word(4, 2), word(5, 77)};
  s.tokens[1].dep = Dep::kNsubj;
  s.tokens[4].dep = Dep::kDobj;
  s.link();
  EXPECT_EQ(s.root, 2U);
  EXPECT_EQ(s.tokens[5].head, 5U) << "outside is a root";
  EXPECT_EQ(s.left_edge(2), 0U);
  EXPECT_EQ(s.right_edge(2), 4U);
  EXPECT_EQ(s.left_edge(4), 3U);
  EXPECT_EQ(s.right_edge(1), 1U);
  EXPECT_EQ(s.child(2, Dep::kDobj), 4);
  EXPECT_EQ(s.child(2, Dep::kAgent), -1);
  EXPECT_EQ(s.children[2], (std::vector<std::uint32_t>{1, 4}));
}

}  // namespace
}  // namespace herald::news
