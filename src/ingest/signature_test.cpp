#include "ingest/signature.h"

#include <gtest/gtest.h>

#include "ingest/dispatch.h"

namespace herald::ingest {
namespace {

news::Article article(std::string text) {
  news::Article made;
  made.text = std::move(text);
  mark_furniture(made);
  return made;
}

/// `count` words from number `from` on, all different.
std::string words(int from, int count) {
  std::string text;
  for (int i = from; i < from + count; ++i) text += "word" + std::to_string(i) + " ";
  return text;
}

TEST(Signature, FurnitureAndWritingDoNotCount) {
  const Signature a =
      sign(article("ROME, Nov 3 (Reuters) - The two ministers met in Rome on Monday. (Editing by B. Proof)"));
  const Signature b = sign(article("the two  ministers met, in ROME, on Monday"));
  EXPECT_EQ(a, b);
  EXPECT_EQ(similarity(a, b), 1.0);
}

TEST(Signature, SmallTextsAreComparedExactly) {
  const Signature a = sign(article(words(0, 14))),
                  b = sign(article(words(5, 14)));  // 10 shingles each, 5 shared
  EXPECT_EQ(a.shingles, 10u);
  EXPECT_NEAR(similarity(a, b), 5.0 / 15.0, 1e-12);
  EXPECT_NEAR(containment(a, b), 0.5, 1e-12);
}

TEST(Signature, LargeTextsAreEstimated) {
  const Signature whole = sign(article(words(0, 2004))), half = sign(article(words(0, 1004)));
  EXPECT_NEAR(similarity(whole, half), 0.5, 0.12);
  EXPECT_GT(containment(whole, half), 0.8);
  EXPECT_LT(similarity(whole, sign(article(words(9000, 2000)))), 0.02);
}

TEST(Signature, NothingIsLikeNothing) {
  const Signature none = sign(article("")), some = sign(article("one"));
  EXPECT_EQ(similarity(none, none), 0.0);
  EXPECT_EQ(containment(none, some), 0.0);
  EXPECT_EQ(similarity(some, some), 1.0);
}

TEST(Signature, IsStoredAsText) {
  for (const Signature& signature :
       {sign(article("")), sign(article(words(0, 9))), sign(article(words(0, 900)))}) {
    EXPECT_EQ(signature_from_text(to_text(signature)), signature);
  }
  for (const char* bad : {"", "x", "2:1", "1:zz", "2:5:4", "1:1:", "fffffffff"}) {
    EXPECT_FALSE(signature_from_text(bad)) << bad;
  }
}

}  // namespace
}  // namespace herald::ingest
