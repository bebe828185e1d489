// The tokeniser's four patterns: what may be cut off the front and the back of a chunk, where it is cut
// inside, and what is a URL. Same answers as spaCy's regular expressions, in time linear in the chunk: the
// back is searched near the end only (when the pattern's matches are provably short), and a URL's user part
// is found without backtracking.
//
// Immutable and shared by threads; the scratch belongs to one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lang/regex.h"
#include "lang/text_data.h"

namespace herald::lang {

/// The most code points that a match of `alternatives` (joined by `|`, each ending in `$`) can have; nothing
/// when no bound is found. An alternative `\.\.+$` is left out of account. Reads the plain syntax of spaCy's
/// suffixes: literals, escapes, classes, groups, look-behinds, and `?` after an item.
std::optional<std::size_t> suffix_length_bound(std::string_view alternatives);

class AffixRules {
 public:
  /// An Error of kind kModel for a pattern that PCRE2 refuses.
  static base::Result<AffixRules> make(const TokenizerData& data);

  /// Bytes at the front / back of `chunk` to cut off, 0 for none.
  std::size_t prefix_size(std::string_view chunk, RegexScratch& scratch) const;
  std::size_t suffix_size(std::string_view chunk, RegexScratch& scratch) const;
  /// All infix matches in `chunk`, left to right, into `matches` (cleared first).
  void infixes(std::string_view chunk, RegexScratch& scratch, std::vector<Regex::Match>& matches) const;
  /// token_match: `chunk` is never cut.
  bool is_whole_token(std::string_view chunk, RegexScratch& scratch) const;
  /// `chunk` (without white space) is a URL or an address and kept whole.
  bool is_url(std::string_view chunk, RegexScratch& scratch) const;

 private:
  AffixRules() = default;

  std::optional<Regex> prefix_, suffix_, infix_, token_match_;
  std::optional<Regex> url_;  ///< the whole pattern, or its part from the host on when `url_scheme_` is set
  std::optional<Regex> url_scheme_;  ///< "http://" at the start
  std::optional<std::size_t> suffix_bound_;
};

}  // namespace herald::lang
