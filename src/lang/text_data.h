// What a spaCy package says about text, as plain data: tokeniser rules, norms, the attribute ruler's
// patterns and the lemma tables. read_text_package() (text_package.h) fills it from the official files;
// write() and read() store it in our own model file.
//
//   std::string bytes;
//   data.write(bytes);
//   std::string_view rest = bytes;
//   Result<TextData> again = TextData::read(rest);   // `rest` is what follows the record
//
// write() appends. read() takes the record off the front of `bytes`; on a truncated or senseless record it
// returns an Error of kind kModel and leaves `bytes` alone. Plain values: immutable once loaded, shared by
// threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "news/labels.h"

namespace herald::lang {

/// Strings back to back in one buffer: loads in two copies whatever their number.
struct StringTable {
  std::string bytes;
  std::vector<std::uint32_t> ends;  ///< ends[i] = end of string i in `bytes`, ascending

  std::size_t size() const { return ends.size(); }
  std::string_view at(std::size_t i) const;
  void add(std::string_view text);
};

/// One piece of a tokeniser special case; `norm` is empty when the piece keeps the norm of its text.
struct SpecialPiece {
  std::string text;
  std::string norm;
};

/// A text that is always cut into these pieces; the pieces' texts put together are the text.
struct SpecialCase {
  std::string text;
  std::vector<SpecialPiece> pieces;
};

/// The `tokenizer` file. Patterns are in PCRE2's spelling (`\x{2019}` for Python's `\u2019`, no `(?u)`);
/// an empty pattern is an absent one.
struct TokenizerData {
  std::string prefix;
  std::string suffix;
  std::string infix;
  std::string token_match;
  std::string url_match;
  bool faster_heuristics = true;
  std::vector<SpecialCase> specials;  ///< ascending by text (bytes)

  void write(std::string& out) const;
  static base::Result<TokenizerData> read(std::string_view& bytes);
};

/// The table `lexeme_norm`: norms by string id of the word.
struct LexemeNormData {
  std::vector<std::uint64_t> ids;  ///< ascending
  StringTable norms;               ///< aligned with `ids`

  void write(std::string& out) const;
  static base::Result<LexemeNormData> read(std::string_view& bytes);
};

/// One condition of a token pattern.
struct RulerTest {
  enum class Attribute : std::uint8_t { kTag, kLower, kDep, kIsSpace, kCount };
  enum class Kind : std::uint8_t { kIn, kNotIn, kRegex, kCount };

  Attribute attribute = Attribute::kTag;
  Kind kind = Kind::kIn;
  std::vector<std::string> values;  ///< spellings; one pattern (searched) for kRegex; "0" or "1" for kIsSpace
};

/// All tests must hold of the token.
using RulerTokenPattern = std::vector<RulerTest>;

/// One rule: where any of the patterns matches a run of tokens, the token at `index` of the run gets the
/// attributes.
struct RulerRule {
  std::vector<std::vector<RulerTokenPattern>> patterns;
  std::uint32_t index = 0;
  std::optional<std::string> tag;
  std::optional<std::string> dep;
  std::optional<std::string> pos;
  std::optional<std::string> morph;  ///< "Number=Sing|Person=3"; empty for none
  std::optional<std::string> lemma;
};

struct RulerData {
  std::vector<RulerRule> rules;  ///< later rules override earlier ones, attribute by attribute

  void write(std::string& out) const;
  static base::Result<RulerData> read(std::string_view& bytes);
};

struct LemmaSuffixRule {
  std::string old_suffix;
  std::string new_suffix;
};

/// Lemma tables of one part of speech. Words are held by MurmurHash64A with seed 1 of their UTF-8.
struct LemmaTable {
  news::Pos pos = news::Pos::kNone;
  std::vector<LemmaSuffixRule> rules;        ///< tried in this order
  std::vector<std::uint64_t> index;          ///< known base forms, ascending
  std::vector<std::uint64_t> exception_ids;  ///< ascending; a word with several lemmas stands several times
  StringTable exception_lemmas;  ///< aligned with `exception_ids`, in the order of the file per word
};

struct LemmaData {
  std::vector<LemmaTable> tables;  ///< at most one per part of speech

  void write(std::string& out) const;
  static base::Result<LemmaData> read(std::string_view& bytes);
};

/// All of it, one record after the other.
struct TextData {
  TokenizerData tokenizer;
  LexemeNormData norms;
  RulerData ruler;
  LemmaData lemmas;

  void write(std::string& out) const;
  static base::Result<TextData> read(std::string_view& bytes);
};

}  // namespace herald::lang
