// The features of a word that the neural net embeds, as spaCy computes them (spacy/lang/lex_attrs.py).
//
//   LexemeRules rules(data.norms);           // once
//   LexemeCache cache;                       // one a worker
//   const Lexeme& word = cache.get(rules, "Colour", string_id("Colour"));
//   feature_id(Feature::kShape, word, 0, true);     // string_id("Xxxxx")
//
// LexemeRules is immutable and shared by threads; a LexemeCache belongs to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lang/text_data.h"

namespace herald::lang {

/// What depends on the word's text alone: string ids of its attributes.
struct Lexeme {
  std::uint64_t orth = 0;    ///< the text
  std::uint64_t lower = 0;   ///< Python's lower()
  std::uint64_t norm = 0;    ///< spelling variant, currency and quote marks made one; else lower
  std::uint64_t prefix = 0;  ///< first code point
  std::uint64_t suffix = 0;  ///< last three code points
  std::uint64_t shape = 0;   ///< "Xxxxx", "dd.d"; "LONG" from 100 code points on
  bool is_space = false;     ///< white space only
};

/// A column of the embedding, by the name the model's configuration gives it.
enum class Feature : std::uint8_t { kOrth, kLower, kNorm, kPrefix, kSuffix, kShape, kSpacy, kIsSpace };

/// "NORM" and so on; nothing for an attribute this engine does not compute.
std::optional<Feature> feature_of(std::string_view name);

/// The id to embed. `token_norm` is the norm a tokeniser special case gave the token, 0 when none did;
/// kSpacy and kIsSpace give 0 or 1.
std::uint64_t feature_id(Feature feature, const Lexeme& word, std::uint64_t token_norm, bool space_after);

/// The shape of a word, spacy's word_shape().
std::string word_shape(std::string_view text);

class LexemeRules {
 public:
  explicit LexemeRules(const LexemeNormData& data);

  /// All attributes of `text` (valid UTF-8, not empty), whose string id is `orth`.
  Lexeme make(std::string_view text, std::uint64_t orth) const;
  /// The norm as text.
  std::string norm(std::string_view text, std::uint64_t orth) const;

 private:
  LexemeNormData data_;
};

/// Lexemes by string id. Empties itself when it has grown past its bound.
class LexemeCache {
 public:
  /// The lexeme of `text`, made on first sight. The reference holds until the next call.
  const Lexeme& get(const LexemeRules& rules, std::string_view text, std::uint64_t orth);

 private:
  std::unordered_map<std::uint64_t, Lexeme> lexemes_;
};

}  // namespace herald::lang
