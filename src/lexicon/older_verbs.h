// Verb dictionaries of TABARI, PETRARCH and PETRARCH2, read as they are.
//
//   Result<OlderVerbs> verbs = read_older_verbs("CAMEO.2.0.txt", text, cameo);
//   for (const OlderVerb& verb : verbs->verbs_of("helped")) … verbs->block(verb.block).patterns …
//
// What is read:
//
//   # comment   <!-- comment, over several lines -->
//   &TOOL                        a set of words, one a line, with or without '+'; a plural is made of a
//   member +SPADE                       unless it ends in '_'; members may be sets themselves
//   --- MEND [060] ---           a block: its verbs share its patterns; the code is that of a verb no pattern
//   fits MEND {MENDS MENDED}          a verb, regular forms are made; forms in braces are added PATCH [055]
//   with a code of its own +FIX_UP   OVER_+HAUL         several words, '+' before the verb; '_' joins words
//   that stand together
//   - GUILD * {OLD &TOOL} (WITH HELP) [061]       words before and after the verb, {noun phrase, head last},
//                                                 (preposition with its noun)
//   - * (FROM $) + [071:051]     '$' source, '+' target, '%' both, '^' anybody; code from source to target,
//   and back ~ a (a b MEND) SAY = a b 015    a verb over another: same doer (a), another (b), '.' anybody,
//   '_' nobody
//
// [---], [###] and [+++] are no event. Pure function of its arguments; immutable afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "lexicon/cameo.h"

namespace herald::lexicon {

/// Words in lower case that stand for one another; `phrases` are those of several words.
struct OlderWords {
  std::unordered_set<std::string> single;
  std::vector<std::vector<std::string>> phrases;
};

/// One thing a pattern asks for.
struct OlderPart {
  enum class Kind : std::uint8_t { kWords, kPhrase, kPrep, kSource, kTarget, kBoth, kAnybody };
  Kind kind = Kind::kWords;
  std::int32_t set = -1;           ///< of kWords: a set, see OlderVerbs::set; else `words`
  std::vector<std::string> words;  ///< of kWords: the words, side by side
  std::vector<OlderPart> parts;    ///< of kPhrase, and of kPrep, where the first is the preposition
};

struct VerbCode {
  std::string forward, back;  ///< from source to target and from target to source; empty for no event
  bool known = false;         ///< a code was written, even if it says "no event"
};

struct OlderPattern {
  std::vector<OlderPart> before, after;
  VerbCode code;
  std::uint32_t line = 0;
  int size = 0;  ///< words asked for: more is more precise
};

struct OlderBlock {
  std::string name;
  VerbCode code;
  std::uint32_t line = 0;
  std::vector<OlderPattern> patterns;
};

/// A verb as it is found in text.
struct OlderVerb {
  std::uint32_t block = 0;
  std::uint32_t line = 0;
  VerbCode code;                           ///< its own, else the block's counts
  std::vector<std::string> before, after;  ///< further words of a verb of several
};

/// "over (doer whom inner) = code": a verb over a deed.
struct OlderTransformation {
  std::string over, inner;      ///< verbs as written, in lower case; "q" for any inner one
  char doer = '.', whom = '.';  ///< 'a' who says it, 'b' another, '.' anybody, '_' nobody
  std::string code;             ///< "q": the inner one
  std::uint32_t line = 0;
};

/// What was left out of the dictionary or read by a guess: the kind and its lines.
struct OlderRemark {
  std::string what;
  std::vector<std::uint32_t> lines;
};

class OlderVerbs {
 public:
  /// The verbs a form in lower case may be, those of several words first.
  std::span<const OlderVerb> verbs_of(const std::string& form) const;
  const OlderBlock& block(std::uint32_t index) const { return blocks_[index]; }
  const OlderWords& set(std::int32_t index) const { return sets_[static_cast<std::size_t>(index)]; }
  const std::vector<OlderTransformation>& transformations() const { return transformations_; }
  const std::vector<OlderRemark>& remarks() const { return remarks_; }
  const Cameo& cameo() const { return cameo_; }
  /// File name without its folder, for rules: "CAMEO.2.0.txt".
  const std::string& name() const { return name_; }
  const std::string& fingerprint() const { return fingerprint_; }
  /// True where words stand in sequence without marks for prepositions, as in TABARI and the first PETRARCH.
  bool plain_sequence() const { return plain_sequence_; }
  std::size_t block_count() const { return blocks_.size(); }
  std::size_t verb_count() const { return verb_lines_; }
  std::size_t pattern_count() const;

 private:
  friend class OlderVerbReader;
  std::string name_, fingerprint_;
  Cameo cameo_;
  std::vector<OlderWords> sets_;
  std::vector<OlderBlock> blocks_;
  std::unordered_map<std::string, std::vector<OlderVerb>> by_form_;
  std::vector<OlderTransformation> transformations_;
  std::vector<OlderRemark> remarks_;
  std::size_t verb_lines_ = 0;
  bool plain_sequence_ = false;
};

/// An error with `path` and line is: a code that CAMEO does not have, a bracket of a code that is not closed,
/// a set that is not defined or contains itself, a pattern before the first block, a text without verbs. A
/// line of an unknown kind is left out whole and remarked. A file whose head says that it is a validation
/// suite has made-up codes on purpose: they are kept as they are, without a PLOVER type, and remarked.
base::Result<OlderVerbs> read_older_verbs(const std::string& path, std::string_view text, Cameo cameo);

/// The same from a file.
base::Result<OlderVerbs> load_older_verbs(const std::string& path, const std::string& codebook_folder);

}  // namespace herald::lexicon
