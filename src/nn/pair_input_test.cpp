#include "nn/pair_input.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "../../tests/support/hand_made_judge.h"
#include "base/file.h"

namespace herald::nn {
namespace {

JudgeFile judge_with(const std::string& masking, std::size_t positions) {
  test::HandMadeJudge made;
  made.masking = masking;
  made.positions = positions;
  made.layers = 1;
  const std::string path = ::testing::TempDir() + "pair_input_test_" + std::to_string(::getpid()) + ".herald";
  EXPECT_TRUE(base::write_file_atomic(path, made.bytes()));
  auto judge = JudgeFile::open(path);
  EXPECT_TRUE(judge) << judge.error().text();
  return std::move(*judge);
}

/// The pieces by their spelling, each of the source with "/s" and of the target with "/t".
std::string spell(const JudgeFile& judge, std::string_view text, const std::vector<ByteSpan>& source,
                  const std::vector<ByteSpan>& target) {
  PairScratch scratch;
  PairInput input;
  input.ids.push_back(1);  // of a pair before it, which stays
  input.roles.push_back(Role::kNone);
  add_pair(judge, {text, source, target}, scratch, input);
  std::vector<std::string> lines(1);
  for (const char c : test::HandMadeJudge{}.vocabulary) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  EXPECT_EQ(input.ids.size(), input.roles.size());
  EXPECT_LE(input.ids.size() - 1, judge.positions);
  std::string out;
  for (std::size_t i = 1; i < input.ids.size(); ++i) {
    out += (i > 1 ? " " : "") + lines[input.ids[i]];
    if (input.roles[i] == Role::kSource) out += "/s";
    if (input.roles[i] == Role::kTarget) out += "/t";
  }
  return out;
}

TEST(PairInput, MarksSpans) {
  const JudgeFile judge = judge_with("none", 24);
  const struct {
    std::string text;
    std::vector<ByteSpan> source, target;
    const char* expect;
  } cases[] = {
      {"", {}, {}, "[CLS] [SEP]"},
      {"Kenya accused Chad.",
       {{0, 5}},
       {{14, 18}},
       "[CLS] @/s ken/s ##ya/s @/s accused #/t chad/t #/t . [SEP]"},
      {"Kenya accused Chad.",
       {{0, 6}},
       {{13, 18}},
       "[CLS] @/s ken/s ##ya/s @/s accused #/t chad/t #/t . [SEP]"},
      {"a b c", {{0, 1}, {4, 5}}, {{2, 3}}, "[CLS] @/s a/s @/s #/t b/t #/t @/s c/s @/s [SEP]"},
      {"a b c", {}, {{2, 3}}, "[CLS] a #/t b/t #/t c [SEP]"},
      // Of nested spans each keeps a part; one of the same words is the source's.
      {"the chad president",
       {{0, 18}},
       {{4, 8}},
       "[CLS] @/s the/s @/s #/t chad/t #/t @/s president/s @/s [SEP]"},
      {"the chad president", {{4, 8}}, {{4, 8}}, "[CLS] the @/s chad/s @/s president [SEP]"},
      {"a b c d", {{0, 3}}, {{2, 7}}, "[CLS] @/s a/s b/s @/s #/t c/t d/t #/t [SEP]"},
      // Neighbours, empty, beyond the end, turned round, in a character.
      {"a b", {{0, 2}, {2, 3}}, {}, "[CLS] @/s a/s @/s @/s b/s @/s [SEP]"},
      {"a b", {{1, 2}, {3, 3}}, {{2, 99}}, "[CLS] a #/t b/t #/t [SEP]"},
      {"a b", {{3, 0}, {90, 99}}, {}, "[CLS] a b [SEP]"},
      {"a \u00E9 b", {{3, 6}}, {}, "[CLS] a @/s e/s b/s @/s [SEP]"},
      {"a \xC3", {{2, 3}}, {}, "[CLS] a @/s @/s [SEP]"},
      {"a of. the", {{2, 4}}, {}, "[CLS] a @/s of/s @/s . the [SEP]"},
  };
  for (const auto& c : cases) EXPECT_EQ(spell(judge, c.text, c.source, c.target), c.expect) << c.text;
}

TEST(PairInput, MasksWithThePlaceholder) {
  const JudgeFile judge = judge_with("placeholder", 24);
  EXPECT_EQ(spell(judge, "the Kenya president accused Chad.", {{0, 19}}, {{28, 32}}),
            "[CLS] @/s actor/s @/s accused #/t actor/t #/t . [SEP]");
}

TEST(PairInput, CutsToAWindow) {
  const JudgeFile judge = judge_with("none", 10);  // 8 pieces between [CLS] and [SEP]
  const struct {
    std::string text;
    std::vector<ByteSpan> source, target;
    const char* expect;
  } cases[] = {
      {"a b c d e f a b c d", {}, {}, "[CLS] a b c d e f a b [SEP]"},
      {"a b c d e f", {{4, 5}}, {}, "[CLS] a b @/s c/s @/s d e f [SEP]"},
      {"a b c d e f a", {{4, 5}}, {}, "[CLS] a b @/s c/s @/s d e f [SEP]"},
      {"a b c d e f a b c", {{10, 11}}, {}, "[CLS] c d e @/s f/s @/s a b [SEP]"},
      {"a b c d e f a b c", {{16, 17}}, {}, "[CLS] d e f a b @/s c/s @/s [SEP]"},
      {"a b c d e f", {{2, 3}}, {{8, 9}}, "[CLS] @/s b/s @/s c d #/t e/t #/t [SEP]"},
      // Too long between the marks: its first and last half.
      {"a b c d e f a", {{2, 3}}, {{10, 11}}, "[CLS] @/s b/s @/s c e #/t f/t #/t [SEP]"},
  };
  for (const auto& c : cases) EXPECT_EQ(spell(judge, c.text, c.source, c.target), c.expect) << c.text;
}

}  // namespace
}  // namespace herald::nn
