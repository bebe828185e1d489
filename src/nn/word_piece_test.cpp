#include "nn/word_piece.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace herald::nn {
namespace {

const std::string kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\n##a\nthe\nemigre\nistanbul\n.\n,\n-\nu\ns\n$"
    "\n5\n\u6F22\n\u5B57\n"
    "naive\n[\n]\ncls\n\u03c3\n##\u03c3\n;\n\u1100\n##\u1161\nman\n##chester\n@\n##ffa\n`\n";

/// "id:begin-end" of every piece as "piece@begin-end", so that a failure reads well.
std::string spell(const WordPiece& pieces, std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < kVocabulary.size();) {
    const std::size_t stop = kVocabulary.find('\n', at);
    lines.push_back(kVocabulary.substr(at, stop - at));
    at = stop + 1;
  }
  WordPiece::Scratch scratch;
  std::vector<Piece> found;
  pieces.cut(text, begin, end, scratch, found);
  std::string out;
  for (const Piece& piece : found) {
    if (!out.empty()) out += ' ';
    out += lines[piece.id] + ":" + std::to_string(piece.begin) + "-" + std::to_string(piece.end);
  }
  return out;
}

TEST(WordPiece, CutsAsBert) {
  const auto pieces = WordPiece::open(kVocabulary, "test");
  ASSERT_TRUE(pieces) << pieces.error().text();
  EXPECT_EQ(pieces->size(), 34U);
  const struct {
    std::string text;
    const char* expect;
  } cases[] = {
      {"", ""},
      {" \t\r\n\u00A0\u2003\u2028", ""},
      {"Unaffable", "un:0-2 ##aff:2-5 ##able:5-9"},
      {"unaff", "un:0-2 ##aff:2-5"},
      {"affable", "[UNK]:0-7"},          // no piece begins a word with it
      {"unx the", "[UNK]:0-3 the:4-7"},  // a word is cut whole or not at all
      {"U.S., the-the", "u:0-1 .:1-2 s:2-3 .:3-4 ,:4-5 the:6-9 -:9-10 the:10-13"},
      {"$5", "$:0-1 5:1-2"},
      {"\u00C9migr\u00E9", "emigre:0-8"},
      {"E\u0301migre\u0301", "emigre:0-10"},
      {"\u0130stanbul", "istanbul:0-9"},
      {"na\u00EFve\u0301 the", "naive:0-8 the:9-12"},
      {"the\u6F22\u5B57the", "the:0-3 \u6F22:3-6 \u5B57:6-9 the:9-12"},
      {"\u0301", ""},  // an accent alone is nothing
      {"t\u200Bh\u00ADe", "the:0-8"},
      {std::string("t\0he", 4), "the:0-4"},
      {"t\xFFhe \xC3", "the:0-4"},
      {"[CLS]", "[:0-1 cls:1-4 ]:4-5"},
      {"\u03A3\u03A3", "\u03c3:0-2 ##\u03c3:2-4"},
      {"the\u037Ethe", "the:0-3 ;:3-5 the:5-8"},  // the Greek question mark decomposes to a semicolon
      {"\uAC00", "\u1100:0-3 ##\u1161:0-3"},      // two pieces of the same bytes
      {"the\u2014the", "the:0-3 [UNK]:3-6 the:6-9"},
      {"un" + std::string(98, 'a'), nullptr},
      {"un" + std::string(99, 'a'), "[UNK]:0-101"},
      {"un" + std::string(5000, 'a') + " the", "[UNK]:0-5002 the:5003-5006"},
  };
  for (const auto& c : cases) {
    const std::string got = spell(*pieces, c.text, 0, c.text.size());
    if (c.expect == nullptr) {
      EXPECT_EQ(got.substr(0, 20), "un:0-2 ##a:2-3 ##a:3");
    } else {
      EXPECT_EQ(got, c.expect) << c.text;
    }
  }
  EXPECT_EQ(spell(*pieces, "the unaffable the", 4, 9), "un:4-6 ##aff:6-9");
  EXPECT_EQ(spell(*pieces, "\u00C9", 1, 2), "");  // cut inside a character
  EXPECT_EQ(pieces->find("##able"), 6U);
  EXPECT_EQ(pieces->find("able"), std::nullopt);
  EXPECT_EQ(pieces->find(""), std::nullopt);
}

TEST(WordPiece, RefusesBadVocabularies) {
  const struct {
    const char* vocabulary;
    const char* expect;
  } cases[] = {
      {"", "place: line 1 of the vocabulary is empty or repeated"},
      {"a\n\n[UNK]", "place: line 2 of the vocabulary is empty or repeated"},
      {"a\n[UNK]\na\n", "place: line 3 of the vocabulary is empty or repeated"},
      {"a\nb\n", "place: the vocabulary has no [UNK]"},
  };
  for (const auto& c : cases) {
    const auto pieces = WordPiece::open(c.vocabulary, "place");
    ASSERT_FALSE(pieces);
    EXPECT_EQ(pieces.error().text(), c.expect);
  }
}

}  // namespace
}  // namespace herald::nn
