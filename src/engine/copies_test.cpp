#include "engine/copies.h"

#include <gtest/gtest.h>

namespace herald::engine {
namespace {

/// The signature of words number `from` to `from + count`, all different.
ingest::Signature words(int from, int count) {
  news::Article article;
  for (int i = from; i < from + count; ++i) article.text += "word" + std::to_string(i) + " ";
  return ingest::sign(article);
}

struct Row {
  const char* about;
  ingest::Signature signature;
  const char* original;
};

TEST(CopyFinder, FindsReprints) {
  CopyFinder finder;
  finder.add("a", words(0, 100));
  finder.add("b", words(1000, 104));
  finder.add("c", words(1000, 104));
  finder.add("short", words(5000, 23));
  const Row rows[] = {
      {"the same text", words(0, 100), "a"},
      {"two originals alike: the earlier", words(1000, 104), "b"},
      {"trimmed to a half", words(0, 54), "a"},
      {"a fifth more on top", words(0, 120), "a"},
      {"wholly inside a much longer one", words(900, 400), "b"},
      {"half of the words of each", words(50, 100), ""},
      {"another text", words(3000, 100), ""},
      {"too short to tell, though the same", words(5000, 23), ""},
      {"no words", words(0, 0), ""},
  };
  for (const Row& row : rows) EXPECT_EQ(finder.original_of(row.signature), row.original) << row.about;
}

TEST(CopyFinder, TwentyShinglesAreEnough) {
  CopyFinder finder;
  finder.add("a", words(0, 24));
  ASSERT_EQ(words(0, 24).shingles, 20U);
  EXPECT_EQ(finder.original_of(words(0, 24)), "a");
}

TEST(CopyFinder, KnowsNothingAtFirst) { EXPECT_EQ(CopyFinder{}.original_of(words(0, 100)), ""); }

}  // namespace
}  // namespace herald::engine
