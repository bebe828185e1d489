#include "engine/scores.h"

#include <gtest/gtest.h>

namespace herald::engine {
namespace {

TEST(Scores, CountsPerClass) {
  const Labels gold{"AID", "AID", "AID", "ACCUSE", "ACCUSE", "REJECT"};
  const Labels said{"AID", "AID", "ACCUSE", "ACCUSE", "NONE", "AID"};
  const Scores scores = score_classes(gold, said);
  EXPECT_EQ(scores.rows, 6U);
  EXPECT_EQ(scores.right, 3U);
  ASSERT_EQ(scores.classes.size(), 4U);
  EXPECT_EQ(scores.gold_classes, 3U) << "NONE was only answered";
  EXPECT_EQ(scores.classes[0].name, "ACCUSE");
  EXPECT_DOUBLE_EQ(scores.classes[0].f1(), 0.5);
  EXPECT_DOUBLE_EQ(scores.classes[1].precision(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(scores.classes[1].recall(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(scores.classes[2].f1(), 0.0);
  EXPECT_NEAR(scores.macro_f1(), (0.5 + 2.0 / 3 + 0) / 3, 1e-12);
  EXPECT_NEAR(scores.weighted_f1(), (0.5 * 2 + 2.0 / 3 * 3) / 6, 1e-12);
  EXPECT_EQ(scores.confusion[1][0], 1U) << "one AID taken for ACCUSE";
  EXPECT_EQ(scores.confusion[0][3], 1U) << "one ACCUSE taken for NONE";
}

TEST(Scores, NothingIsNoDivisionByZero) {
  const Scores scores = score_classes({}, {});
  EXPECT_EQ(scores.accuracy(), 0);
  EXPECT_EQ(scores.macro_f1(), 0);
  EXPECT_EQ(bootstrap_macro_f1({}, {}, 100, 0).high, 0);
  EXPECT_EQ(wilson(0, 0).high, 1);
}

TEST(Scores, BootstrapHoldsTheValueAndRepeats) {
  Labels gold, said;
  for (int i = 0; i < 200; ++i) {
    gold.push_back(i % 2 ? "A" : "B");
    said.push_back(i % 5 ? gold.back() : "A");
  }
  const double value = score_classes(gold, said).macro_f1();
  const Interval once = bootstrap_macro_f1(gold, said, 500, 7), again = bootstrap_macro_f1(gold, said, 500, 7);
  EXPECT_LT(once.low, value);
  EXPECT_GT(once.high, value);
  EXPECT_EQ(once.low, again.low);
  EXPECT_EQ(once.high, again.high);
  EXPECT_NE(once.low, bootstrap_macro_f1(gold, said, 500, 8).low);
}

TEST(Scores, Wilson) {
  // 81 of 263: 0.2553 to 0.3662, the example of Newcombe (1998).
  EXPECT_NEAR(wilson(81, 263).low, 0.2553, 5e-4);
  EXPECT_NEAR(wilson(81, 263).high, 0.3662, 5e-4);
  EXPECT_EQ(wilson(0, 10).low, 0);
}

TEST(Scores, Kappa) {
  // 45 yes-yes, 15 yes-no, 25 no-yes, 15 no-no: 0.1304.
  Labels one, other;
  const auto add = [&](int count, const char* a, const char* b) {
    for (int i = 0; i < count; ++i) one.push_back(a), other.push_back(b);
  };
  add(45, "y", "y"), add(15, "y", "n"), add(25, "n", "y"), add(15, "n", "n");
  EXPECT_NEAR(cohens_kappa(one, other), 0.1304, 1e-4);
  EXPECT_EQ(cohens_kappa({"y", "y"}, {"y", "y"}), 1);
  EXPECT_EQ(cohens_kappa({}, {}), 0);
}

}  // namespace
}  // namespace herald::engine
