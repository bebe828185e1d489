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
  parsed.entities = {{0, 2, EntityLabel::kGPE}, {1, 2, EntityLabel::kORG}, {3, 5, EntityLabel::kGPE},
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

}  // namespace
}  // namespace herald::news
