// Base forms of English words by suffix rules and tables, exactly as spaCy 3.8.7's rule lemmatiser
// (spacy/pipeline/lemmatizer.py, spacy/lang/en/lemmatizer.py) chooses them.
//
//   Lemmatizer lemmatizer(data.lemmas);
//   LemmaCache cache;                                          // one a worker
//   lemmatizer.lemma("met", orth, news::Pos::kVERB, "Tense=Past|VerbForm=Fin", cache);   // "meet"
//
// A Lemmatizer is immutable and shared by threads; a LemmaCache belongs to one thread and one Lemmatizer.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lang/text_data.h"
#include "news/labels.h"

namespace herald::lang {

/// The features say that the word already is a base form (a singular noun, an infinitive, a positive
/// adjective), so that its lemma is the word in lower case. `morph` reads "Number=Sing|Person=3".
bool is_base_form(news::Pos pos, std::string_view morph);

/// Lemmas found by tables, by word and part of speech. Empties itself when it has grown past its bound.
class LemmaCache {
 private:
  friend class Lemmatizer;
  std::array<std::unordered_map<std::uint64_t, std::string>, static_cast<std::size_t>(news::Pos::kCount)>
      by_pos_;
};

class Lemmatizer {
 public:
  explicit Lemmatizer(LemmaData data);
  Lemmatizer(Lemmatizer&&) = default;  // moving keeps the tables in place; a copy would point into its source
  Lemmatizer& operator=(Lemmatizer&&) = default;

  /// The lemma of a token that no rule of the attribute ruler gave one. `text` is valid UTF-8 and `orth` its
  /// string id.
  std::string lemma(std::string_view text, std::uint64_t orth, news::Pos pos, std::string_view morph,
                    LemmaCache& cache) const;

 private:
  std::string from_tables(const LemmaTable& table, std::string_view text) const;

  LemmaData data_;
  std::array<const LemmaTable*, static_cast<std::size_t>(news::Pos::kCount)> by_pos_{};  ///< into data_
};

}  // namespace herald::lang
