// Parts of speech, morphology and some lemmas from tags, words and dependencies, by the model's list of rules
// (spacy/pipeline/attributeruler.py).
//
//   auto ruler = AttributeRuler::make(data.ruler);
//   RulerWorkspace workspace;                         // one a worker
//   std::vector<RuledToken> tokens;                   // text, lower, is_space, tag, dep filled in
//   ruler->apply(tokens, workspace);                  // pos, morph, lemma filled in; tag and dep of white
//   space too
//
// An AttributeRuler is immutable and shared by threads; a RulerWorkspace belongs to one thread and one ruler.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lang/regex.h"
#include "lang/text_data.h"
#include "news/labels.h"

namespace herald::lang {

/// A token on its way through the ruler and the lemmatiser.
struct RuledToken {
  std::string_view text;
  std::uint64_t orth = 0;   ///< string id of `text`
  std::uint64_t lower = 0;  ///< string id of base::lower(text)
  bool is_space = false;
  news::Tag tag = news::Tag::kNone;       ///< in: the tagger's; out: white space gets kSpace
  news::Dep dep = news::Dep::kNone;       ///< in: the parser's; out: white space gets kDep
  news::Pos pos = news::Pos::kNone;       ///< out
  std::uint32_t morph = 0;                ///< out: index for AttributeRuler::morph(); 0 is no features
  std::optional<std::string_view> lemma;  ///< out: a lemma set by a rule; a view into the ruler
};

/// Candidate rules by word. Empties itself when it has grown past its bound.
struct RulerWorkspace {
  RegexScratch regex;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_lower;
  std::vector<std::array<std::int32_t, 5>> winners;
};

class AttributeRuler {
 public:
  /// An Error of kind kModel for a bad pattern, an unknown label to set, or an index outside its pattern.
  static base::Result<AttributeRuler> make(const RulerData& data);

  /// Matches all rules on the tokens as they are, then sets what the last matching rule says, attribute by
  /// attribute.
  void apply(std::vector<RuledToken>& tokens, RulerWorkspace& workspace) const;

  /// The features "Number=Sing|Person=3" of a RuledToken::morph; empty for 0.
  std::string_view morph(std::uint32_t index) const { return morphs_[index]; }

 private:
  using Mask = std::uint64_t;

  /// One token of a pattern, labels as bit sets, words as ids.
  struct TokenTest {
    Mask tags = ~Mask{0};
    Mask deps = ~Mask{0};
    bool has_words = false;            ///< `words` and `regexes` restrict the word
    std::vector<std::uint64_t> words;  ///< ascending; any of them
    std::vector<std::uint64_t> not_words;
    std::vector<std::uint32_t> regexes;  ///< all must be found
    std::int8_t is_space = -1;           ///< 0 or 1 when tested
  };
  struct Pattern {
    std::uint32_t rule = 0;
    std::vector<TokenTest> tokens;
  };
  struct Rule {
    std::uint32_t index = 0;
    std::optional<news::Tag> tag;
    std::optional<news::Dep> dep;
    std::optional<news::Pos> pos;
    std::optional<std::uint32_t> morph;
    std::optional<std::uint32_t> lemma;
  };

  AttributeRuler() = default;
  base::Result<void> add_rule(const RulerRule& given);
  base::Result<void> add_test(const RulerTest& given, TokenTest& test);
  void index_pattern(std::uint32_t pattern);
  bool word_fits(const TokenTest& test, const RuledToken& token, RegexScratch& regex) const;
  bool fits(const TokenTest& test, const RuledToken& token, RegexScratch& regex) const;
  const std::vector<std::uint32_t>& candidates(const RuledToken& token, RulerWorkspace& workspace) const;
  void match(std::uint32_t pattern, const std::vector<RuledToken>& tokens, std::size_t at,
             RulerWorkspace& workspace) const;

  std::vector<Rule> rules_;
  std::vector<Pattern> patterns_;
  std::vector<Regex> regexes_;
  std::vector<std::string> morphs_{std::string()};
  std::vector<std::string> lemmas_;
  std::vector<std::uint32_t> word_patterns_;           ///< patterns whose first token names words
  std::array<std::vector<std::uint32_t>, 64> by_tag_;  ///< all others, under every tag they admit
};

}  // namespace herald::lang
