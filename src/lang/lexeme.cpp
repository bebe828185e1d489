#include "lang/lexeme.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "base/text.h"
#include "base/unicode.h"
#include "lang/string_id.h"

namespace herald::lang {
namespace {

struct BaseNorm {
  std::string_view word;
  std::string_view norm;
};

constexpr BaseNorm kBaseNorms[] = {
#include "lang/base_norms.inc"
};

constexpr std::size_t kLongWord = 100;        // code points, spacy.lang.lex_attrs.word_shape
constexpr std::size_t kCacheBound = 1 << 18;  // words; some 25 MB

/// The end of `text` that holds its last `count` code points.
std::string_view last_code_points(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    const bool continues = (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u;
    if (!continues) --count;
  }
  return text.substr(at);
}

bool is_all_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (!base::is_space(point.value)) return false;
    at += point.size;
  }
  return !text.empty();
}

}  // namespace

std::optional<Feature> feature_of(std::string_view name) {
  constexpr std::string_view kNames[] = {"ORTH",   "LOWER", "NORM",  "PREFIX",
                                         "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"};
  const auto found = std::find(std::begin(kNames), std::end(kNames), name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<Feature>(found - std::begin(kNames));
}

std::uint64_t feature_id(Feature feature, const Lexeme& word, std::uint64_t token_norm, bool space_after) {
  switch (feature) {
    case Feature::kOrth:
      return word.orth;
    case Feature::kLower:
      return word.lower;
    case Feature::kNorm:
      return token_norm != 0 ? token_norm : word.norm;
    case Feature::kPrefix:
      return word.prefix;
    case Feature::kSuffix:
      return word.suffix;
    case Feature::kShape:
      return word.shape;
    case Feature::kSpacy:
      return space_after ? 1 : 0;
    case Feature::kIsSpace:
      return word.is_space ? 1 : 0;
  }
  return 0;
}

std::string word_shape(std::string_view text) {
  if (text.size() >= kLongWord && base::count_code_points(text) >= kLongWord) return "LONG";
  std::string shape;
  char32_t last = 0;
  int repeats = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    at += point.size;
    char32_t symbol = point.value;
    if (base::is_alpha(symbol)) {
      symbol = base::is_upper(symbol) ? U'X' : U'x';
    } else if (base::is_digit(symbol)) {
      symbol = U'd';
    }
    repeats = !shape.empty() && symbol == last ? repeats + 1 : 0;
    last = symbol;
    if (repeats < 4) base::append_utf8(shape, symbol);
  }
  return shape;
}

LexemeRules::LexemeRules(const LexemeNormData& data) : data_(data) {}

std::string LexemeRules::norm(std::string_view text, std::uint64_t orth) const {
  const auto found = std::lower_bound(data_.ids.begin(), data_.ids.end(), orth);
  if (found != data_.ids.end() && *found == orth) {
    return std::string(data_.norms.at(static_cast<std::size_t>(found - data_.ids.begin())));
  }
  const auto base =
      std::lower_bound(std::begin(kBaseNorms), std::end(kBaseNorms), text,
                       [](const BaseNorm& entry, std::string_view word) { return entry.word < word; });
  if (base != std::end(kBaseNorms) && base->word == text) return std::string(base->norm);
  return base::lower(text);
}

Lexeme LexemeRules::make(std::string_view text, std::uint64_t orth) const {
  Lexeme word;
  word.orth = orth;
  word.lower = string_id(base::lower(text));
  word.norm = string_id(norm(text, orth));
  word.prefix = string_id(text.substr(0, base::decode_utf8(text, 0).size));
  word.suffix = string_id(last_code_points(text, 3));
  word.shape = string_id(word_shape(text));
  word.is_space = is_all_space(text);
  return word;
}

const Lexeme& LexemeCache::get(const LexemeRules& rules, std::string_view text, std::uint64_t orth) {
  const auto known = lexemes_.find(orth);
  if (known != lexemes_.end()) return known->second;
  if (lexemes_.size() >= kCacheBound) lexemes_.clear();
  return lexemes_.emplace(orth, rules.make(text, orth)).first->second;
}

}  // namespace herald::lang
