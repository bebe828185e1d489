#include "lang/arc_eager.h"

#include <gtest/gtest.h>

#include <string>

namespace herald::lang {
namespace {

/// Which actions are valid, as letters: Shift, reDuce, Left, Right, Break.
std::string valid(const ArcEager& state) {
  std::string out;
  for (std::uint8_t a = 0; a < ArcEager::kActions; ++a) {
    if (state.is_valid(static_cast<ArcEager::Action>(a))) out += "SDLRB"[a];
  }
  return out;
}

/// Takes the actions spelt by letters; each must be valid.
void take(ArcEager& state, const std::string& actions) {
  for (const char c : actions) {
    const auto action = static_cast<ArcEager::Action>(std::string("SDLRB").find(c));
    ASSERT_TRUE(state.is_valid(action)) << c << " of " << actions;
    state.apply(action, 0);
  }
}

std::string features(const ArcEager& state) {
  std::string out;
  for (const std::int32_t f : state.features()) out += (out.empty() ? "" : " ") + std::to_string(f);
  return out;
}

TEST(ArcEager, ValidityFollowsStackBufferAndMarks) {
  const struct {
    std::size_t tokens;
    const char* actions;
    const char* expected;
  } kCases[] = {
      {3, "", "SB"},  // the first token is a sentence start, but an empty stack may always shift
      {1, "", "S"},   // no second token to break before
      {3, "S", "SDLRB"},  {3, "SR", "DLR"},  // one token left: it cannot be shifted, only attached
      {3, "SRR", "D"},                       // the buffer is empty
      {3, "SB", "SDLR"},                     // marked already: no second Break at the same place
      {3, "SBR", "D"},                       // the buffer starts with a marked token: only Reduce
      {3, "SBRDD", "S"},                     // until the stack is empty
      {3, "SSD", "DLRB"},                    // a headless token goes back and may not be shifted again
      {4, "SSDL", "SB"},                     // attaching to it makes it shiftable again
  };
  for (const auto& test : kCases) {
    ArcEager state;
    state.start(test.tokens);
    take(state, test.actions);
    EXPECT_EQ(valid(state), test.expected) << test.actions;
  }
}

TEST(ArcEager, FeaturesSeeTheLatestChildren) {
  ArcEager state;
  state.start(5);
  EXPECT_EQ(features(state), "0 1 -1 -1 -1 -1 -1 -1");
  take(state, "SSL");  // 1 <- 2
  EXPECT_EQ(features(state), "2 3 0 -1 -1 1 -1 -1");
  take(state, "L");  // 0 <- 2, the latest left child
  EXPECT_EQ(features(state), "2 3 -1 -1 -1 0 -1 -1");
  take(state, "SR");  // 2 -> 3
  EXPECT_EQ(features(state), "4 -1 3 2 -1 -1 -1 -1");
  take(state, "DR");  // 2 -> 4
  take(state, "D");
  EXPECT_EQ(features(state), "-1 -1 2 -1 -1 -1 0 4");
}

TEST(ArcEager, ANewHeadTakesTheChildFromTheOldOne) {
  ArcEager state;
  state.start(4);
  take(state, "SRL");  // 0 -> 1, then 1 <- 2 instead
  EXPECT_EQ(state.heads()[1], 2);
  EXPECT_EQ(features(state), "2 3 0 -1 -1 1 -1 -1") << "token 0 has no right child any more";
}

TEST(ArcEager, EndsOnEveryPath) {
  ArcEager state;
  state.start(0);
  EXPECT_TRUE(state.is_final());
  for (std::uint32_t seed = 1; seed < 200; ++seed) {
    state.start(9);
    std::uint32_t random = seed;
    std::size_t steps = 0;
    while (!state.is_final()) {
      const std::string choices = valid(state);
      ASSERT_FALSE(choices.empty());
      random = random * 1664525U + 1013904223U;
      take(state, std::string(1, choices[(random >> 16) % choices.size()]));
      ASSERT_LT(++steps, 200U);
    }
  }
}

}  // namespace
}  // namespace herald::lang
