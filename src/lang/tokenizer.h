// Text into tokens, exactly as spaCy's tokeniser cuts it (spacy/tokenizer.pyx of 3.8): chunks between white
// space, special cases, prefixes and suffixes, URLs, infixes, and a second pass for special cases that
// contain affixes.
//
//   auto tokenizer = Tokenizer::make(data.tokenizer);
//   TokenizerWorkspace workspace;                        // one a worker
//   std::vector<RawToken> tokens;
//   tokenizer->run("They don't.", tokens, workspace);    // They | do | n't | .
//
// A Tokenizer is immutable and shared by threads; a TokenizerWorkspace belongs to one thread and one
// Tokenizer.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lang/affix_rules.h"
#include "lang/text_data.h"
#include "news/sentence.h"

namespace herald::lang {

struct RawToken {
  news::Span span;
  std::uint64_t orth = 0;    ///< string id of the token's text
  std::uint64_t norm = 0;    ///< string id of the norm a special case gives it, 0 when none does
  bool space_after = false;  ///< one U+0020 follows and is no token
};

/// A token inside a chunk, placed by its size alone.
struct ChunkPiece {
  std::uint32_t size = 0;
  std::uint64_t orth = 0;
  std::uint64_t norm = 0;
};

/// Pieces of chunks seen before. Empties itself when full.
class ChunkCache {
 public:
  /// The pieces of `chunk`; `count` is 0 when it is not known.
  const ChunkPiece* find(std::string_view chunk, std::uint64_t hash, std::size_t& count) const;
  void keep(std::string_view chunk, std::uint64_t hash, const std::vector<ChunkPiece>& pieces);

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t text = 0, text_size = 0, piece = 0, pieces = 0;
  };
  void clear();
  std::vector<std::uint32_t> slots_;  ///< index into entries_ plus 1; 0 is free
  std::vector<Entry> entries_;
  std::string texts_;
  std::vector<ChunkPiece> pieces_;
};

struct TokenizerWorkspace {
  RegexScratch regex;
  ChunkCache cache;
  std::vector<ChunkPiece> pieces;
  std::vector<std::uint32_t> suffixes;
  std::vector<Regex::Match> infixes;
  std::vector<RawToken> tokens;
};

class Tokenizer {
 public:
  /// Compiles the patterns (a few milliseconds). An Error of kind kModel for a bad pattern or special case.
  static base::Result<Tokenizer> make(const TokenizerData& data);

  /// Tokens of `text` (valid UTF-8, below 4 GiB) in order; they cover all of it but single spaces. `tokens`
  /// is cleared first. Total: any text gives an answer, in time linear in its size.
  void run(std::string_view text, std::vector<RawToken>& tokens, TokenizerWorkspace& workspace) const;

 private:
  struct Special {
    std::string text;
    std::vector<ChunkPiece> pieces;
  };
  /// A run of tokens to look for in the second pass, by string ids.
  struct Phrase {
    std::vector<std::uint64_t> orths;
  };
  struct Range {
    std::size_t first = 0, end = 0;
  };

  explicit Tokenizer(AffixRules rules) : rules_(std::move(rules)) {}
  base::Result<void> add_specials(const std::vector<SpecialCase>& cases);
  void add_phrases(bool only_with_affixes);
  const Special* special(std::string_view text) const;
  void cut_at_space(std::string_view text, bool use_specials, std::vector<RawToken>& tokens,
                    TokenizerWorkspace& workspace) const;
  void add_chunk(std::string_view text, news::Span chunk, bool use_specials, std::vector<RawToken>& tokens,
                 TokenizerWorkspace& workspace) const;
  void cut_chunk(std::string_view chunk, bool use_specials, TokenizerWorkspace& workspace) const;
  std::string_view cut_affixes(std::string_view chunk, bool use_specials,
                               TokenizerWorkspace& workspace) const;
  void cut_middle(std::string_view middle, bool use_specials, TokenizerWorkspace& workspace) const;
  std::vector<Range> phrase_matches(const std::vector<RawToken>& tokens) const;
  void apply_phrases(std::string_view text, std::vector<RawToken>& tokens,
                     TokenizerWorkspace& workspace) const;

  AffixRules rules_;
  std::vector<Special> specials_;
  std::unordered_map<std::string_view, std::size_t> special_index_;  ///< views into specials_
  std::size_t longest_special_ = 0;
  std::unordered_map<std::uint64_t, std::vector<Phrase>> phrases_;  ///< by the first token
  std::bitset<8192> phrase_starts_;                                 ///< low bits of the keys of phrases_
};

}  // namespace herald::lang
