#include "base/text.h"

#include <gtest/gtest.h>

namespace herald::base {
namespace {

struct Decoded {
  std::string_view bytes;
  char32_t value;
  std::uint32_t size;
};

// Well-formed sequences after table 3-7 of the Unicode standard, and the nearest ones outside.
const Decoded kDecoded[] = {
    {"A", U'A', 1},
    {"\x7F", 0x7F, 1},
    {"\xC2\x80", 0x80, 2},
    {"\xDF\xBF", 0x7FF, 2},
    {"\xE0\xA0\x80", 0x800, 3},
    {"\xED\x9F\xBF", 0xD7FF, 3},
    {"\xEE\x80\x80", 0xE000, 3},
    {"\xEF\xBF\xBF", 0xFFFF, 3},
    {"\xF0\x90\x80\x80", 0x10000, 4},
    {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
    {"\x80", 0xFFFD, 1},              // continuation alone
    {"\xC0\xAF", 0xFFFD, 1},          // overlong
    {"\xC1\xBF", 0xFFFD, 1},
    {"\xE0\x9F\xBF", 0xFFFD, 1},
    {"\xED\xA0\x80", 0xFFFD, 1},      // surrogate
    {"\xF0\x8F\xBF\xBF", 0xFFFD, 1},
    {"\xF4\x90\x80\x80", 0xFFFD, 1},  // beyond U+10FFFF
    {"\xF5\x80\x80\x80", 0xFFFD, 1},
    {"\xFF", 0xFFFD, 1},
    {"\xE2\x82", 0xFFFD, 1},          // cut off
    {"", 0, 0},
};

TEST(DecodeUtf8, ReadsOneCodePoint) {
  for (const Decoded& row : kDecoded) {
    const CodePoint got = decode_utf8(row.bytes, 0);
    EXPECT_EQ(static_cast<std::uint32_t>(got.value), static_cast<std::uint32_t>(row.value)) << row.bytes;
    EXPECT_EQ(got.size, row.size) << row.bytes;
    const bool valid = row.value != 0xFFFD;
    EXPECT_EQ(is_valid_utf8(row.bytes), valid) << row.bytes;
    if (!valid || row.size == 0) continue;
    std::string again;
    append_utf8(again, row.value);
    EXPECT_EQ(again, row.bytes);
  }
}

TEST(DecodeUtf8, StartsAnywhereAndStopsAtTheEnd) {
  EXPECT_EQ(decode_utf8("a\xC3\xA9", 1).value, U'é');
  EXPECT_EQ(decode_utf8("a\xC3\xA9", 2).value, char32_t{0xFFFD});
  EXPECT_EQ(decode_utf8("a\xC3\xA9", 3).size, 0U);
  EXPECT_EQ(decode_utf8("a", 99).size, 0U);
}

struct Repair {
  std::string_view input, output;
  std::size_t replaced;
};

// The examples of the Unicode standard's section "U+FFFD substitution of maximal subparts", and edges.
const Repair kRepairs[] = {
    {"", "", 0},
    {"naïve — ok", "naïve — ok", 0},
    {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA", 8},
    {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA", 8},
    {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB", 7},
    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFDA", 4},
    {"a\xE2\x82", "a\uFFFD", 1},
    {"\xE2\x82\xAC\xE2", "€\uFFFD", 1},
};

TEST(RepairUtf8, ReplacesMaximalRuns) {
  for (const Repair& row : kRepairs) {
    std::size_t replaced = 10;
    EXPECT_EQ(repair_utf8(row.input, replaced), row.output);
    EXPECT_EQ(replaced, 10 + row.replaced) << row.output;
    EXPECT_TRUE(is_valid_utf8(row.output));
    EXPECT_EQ(is_valid_utf8(row.input), row.replaced == 0) << row.output;
  }
}

TEST(CountCodePoints, CountsNotBytes) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("abc"), 3U);
  EXPECT_EQ(count_code_points("é€\U0001F600"), 3U);
}

TEST(Trim, TakesAsciiAndNoBreakSpace) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", ""},          {" \t\r\n\f\v", ""},       {"a", "a"},
      {"  a b  ", "a b"}, {"\u00A0 a\u00A0", "a"},   {"\u00A0\u00A0", ""},
      {"à", "à"},         {"\u2003a", "\u2003a"},  // an em space stays
  };
  for (const auto& [input, output] : rows) EXPECT_EQ(trim(input), output) << input;
}

std::string bars(const std::vector<std::string_view>& fields) {
  std::string out;
  for (const std::string_view field : fields) out.append("|").append(field);
  return out;
}

TEST(Split, KeepsEmptyFields) {
  EXPECT_EQ(bars(split("", ',')), "|");
  EXPECT_EQ(bars(split("a", ',')), "|a");
  EXPECT_EQ(bars(split(",a,,b,", ',')), "||a||b|");
  EXPECT_EQ(split(",,,", ',').size(), 4U);
}

TEST(AsciiCase, LeavesOtherBytesAlone) {
  EXPECT_EQ(ascii_lower("AZ[@`{ÉÀ9"), "az[@`{ÉÀ9");
  EXPECT_TRUE(ascii_iequals("Content-TYPE", "content-type"));
  EXPECT_FALSE(ascii_iequals("É", "é"));
  EXPECT_FALSE(ascii_iequals("ab", "abc"));
}

TEST(Join, PutsTheSeparatorBetween) {
  EXPECT_EQ(join({}, ", "), "");
  EXPECT_EQ(join({"a"}, ", "), "a");
  EXPECT_EQ(join({"a", "", "c"}, ", "), "a, , c");
}

TEST(CollapseSpaces, OneSpaceAndTrimmed) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", ""}, {"  ", ""}, {" a  b\n\tc ", "a b c"}, {"a\u00A0\u00A0b", "a b"}, {"\u00A0a", "a"}, {"à b", "à b"}};
  for (const auto& [input, output] : rows) EXPECT_EQ(collapse_spaces(input), output) << input;
}

TEST(NearestWord, WithinAThird) {
  const std::vector<std::string> known{"threads", "data", "store", "fetch.timeout", "fetch.max_bytes"};
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"thread", "threads"},        {"treads", "threads"},   {"tsore", ""},
      {"stor", "store"},            {"datta", "data"},       {"fetch.time_out", "fetch.timeout"},
      {"fetch.maxbytes", "fetch.max_bytes"}, {"colour", ""}, {"", ""},
  };
  for (const auto& [word, nearest] : rows) EXPECT_EQ(nearest_word(word, known), nearest) << word;
  EXPECT_EQ(nearest_word("cat", {"bat", "hat"}), "bat") << "the first of equals";
  EXPECT_EQ(nearest_word("abc", {}), "");
}

}  // namespace
}  // namespace herald::base
