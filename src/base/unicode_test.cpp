#include "base/unicode.h"

#include <gtest/gtest.h>

#include <string>

namespace herald::base {
namespace {

TEST(Unicode, LowerIsPythonsLower) {
  struct Case {
    const char* text;
    const char* expect;
  };
  const Case cases[] = {
      {"", ""},
      {"Freedonia", "freedonia"},
      {"ÉMIGRÉ", "émigré"},
      {"\u0130stanbul", "i\u0307stanbul"},
      {"ΣΟΦΟΣ", "σοφος"},
      {"ΣΟΦΟΣ Σ", "σοφος σ"},
      {"ΑΣ.Β", "ασ.β"},          // the full stop is case-ignorable, the letter after it cased
      {"Α\u0301Σ", "α\u0301ς"},  // an accent between letter and sigma changes nothing
      {"ǅ", "ǆ"},
      {"STRASSE ẞ", "strasse ß"},
      {"\U00010400", "\U00010428"},
      {"漢字", "漢字"},
      {"A\xFF\x42", "a\xFF\x62"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(lower(c.text), c.expect) << c.text;
  }
}

TEST(Unicode, KindsArePythons) {
  struct Case {
    char32_t c;
    const char* expect;  // a alpha, u upper, d digit, s space
  };
  const Case cases[] = {
      {U'A', "au"}, {U'z', "a"},    {U'7', "d"},  {U'_', ""},    {U' ', "s"},     {0x1C, "s"},
      {0x85, "s"},  {0xA0, "s"},    {0x200B, ""}, {0x180E, ""},  {0x3000, "s"},   {U'²', "d"},
      {U'½', ""},   {U'Ⅷ', "u"},    {U'ǅ', "a"},  {U'É', "au"},  {0x1F130, "u"},  {U'٣', "d"},
      {U'漢', "a"}, {0x10FFFF, ""}, {U'ª', "a"},  {0x2028, "s"}, {0x1D400, "au"}, {0x345, ""},
  };
  for (const Case& c : cases) {
    std::string got;
    if (is_alpha(c.c)) got += 'a';
    if (is_upper(c.c)) got += 'u';
    if (is_digit(c.c)) got += 'd';
    if (is_space(c.c)) got += 's';
    EXPECT_EQ(got, c.expect) << std::hex << static_cast<unsigned>(c.c);
  }
}

}  // namespace
}  // namespace herald::base
