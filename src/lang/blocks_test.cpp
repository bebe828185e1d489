#include "lang/blocks.h"

#include <gtest/gtest.h>

namespace herald::lang {
namespace {

std::string spell(std::string_view text, const std::vector<news::Span>& left_out = {}) {
  std::string out;
  for (const news::Span& span : text_blocks(text, left_out)) {
    if (!out.empty()) out += " | ";
    out += news::text_of(text, span);
  }
  return out;
}

TEST(Blocks, Paragraphs) {
  struct Row {
    const char* text;
    const char* blocks;
  };
  const Row rows[] = {
      {"", ""},
      {"  \n \n", ""},
      {"One line", "One line"},
      {"One.\n\nTwo.", "One. | Two."},
      {"One.\n \t\nTwo.", "One. | Two."},
      {"Talks end\nFreedonia and Sylvania met.", "Talks end | Freedonia and Sylvania met."},
      {"The ministers of the two neighbouring countries met on Monday and\nTuesday in Klopstokia.",
       "The ministers of the two neighbouring countries met on Monday and\nTuesday in Klopstokia."},
      {"He said so.\nShe did not.", "He said so. | She did not."},
      {"first\nsecond", "first\nsecond"},
  };
  for (const Row& row : rows) EXPECT_EQ(spell(row.text), row.blocks) << row.text;
}

TEST(Blocks, LeavesOutMarkedSpans) {
  EXPECT_EQ(spell("KLOPSTOKIA (PAN) - Talks ended.\n\nCopyright.", {{0, 19}, {33, 43}}), "Talks ended.");
}

TEST(Blocks, SurvivesSpansOutsideTheText) { EXPECT_EQ(spell("Talks.", {{4, 2}, {90, 99}}), "Talks."); }

}  // namespace
}  // namespace herald::lang
