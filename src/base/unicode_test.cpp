#include "base/unicode.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
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

TEST(Unicode, CategoriesArePythons) {
  struct Case {
    char32_t c;
    const char* expect;  // p punctuation, c other, m nonspacing mark
  };
  const Case cases[] = {
      {'a', ""},     {'!', "p"},    {'$', ""},      {'_', "p"},      {0x0A, "c"},
      {0x7F, "c"},   {0xA0, ""},    {0xA7, "p"},    {0xAD, "c"},     {0x301, "m"},
      {0x903, ""},   {0x200B, "c"}, {0x2014, "p"},  {0x2028, ""},    {0x20AC, ""},
      {0x378, "c"},  {0xD800, "c"}, {0xE000, "c"},  {0xFE0F, "m"},   {0xFFFD, ""},
      {0x3001, "p"}, {0x1F600, ""}, {0xE0100, "m"}, {0x10FFFF, "c"}, {0x110000, ""},
  };
  for (const Case& c : cases) {
    std::string kind;
    if (is_punctuation(c.c)) kind += 'p';
    if (is_other(c.c)) kind += 'c';
    if (is_nonspacing_mark(c.c)) kind += 'm';
    EXPECT_EQ(kind, c.expect) << std::hex << static_cast<std::uint32_t>(c.c);
  }
}

TEST(Unicode, DecomposesAsNfd) {
  struct Case {
    char32_t c;
    std::u32string expect;
  };
  const Case cases[] = {
      {'a', U"a"},
      {0xE9, U"e\u0301"},
      {0x1E09, U"c\u0327\u0301"},
      {0x1F82, U"\u03B1\u0313\u0300\u0345"},
      {0x37E, U";"},
      {0xAC00, U"\u1100\u1161"},
      {0xD7A3, U"\u1112\u1175\u11C2"},
      {0xFB01, U"\uFB01"},  // compatibility only
      {0xF900, U"\u8C48"},
      {0x2FA1D, U"\U0002A600"},
      {0x110000, std::u32string(1, 0x110000)},
  };
  for (const Case& c : cases) {
    std::array<char32_t, 4> parts{};
    const std::size_t count = decompose(c.c, parts);
    EXPECT_EQ(std::u32string(parts.data(), count), c.expect) << std::hex << static_cast<std::uint32_t>(c.c);
  }
  EXPECT_EQ(lower_one(U'É'), U'é');
  EXPECT_EQ(lower_one(U'Σ'), U'σ');
  EXPECT_EQ(lower_one(0x130), char32_t{0x130});
}

}  // namespace
}  // namespace herald::base
