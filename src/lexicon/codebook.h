// The codebook: what counts as which event. Reads data/codebook/ (its README.md is the grammar of a line).
//
//   Result<Codebook> book = load_codebook("data/codebook");
//   for (const Pattern& p : book->patterns(Trigger::kVerb, "attack")) …
//
// Immutable after loading; share freely between threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "news/report.h"

namespace herald::lexicon {

enum class Trigger : std::uint8_t { kVerb, kNoun, kAdj, kCount };

/// Words that stand over a deed; see operators.txt.
enum class Operator : std::uint8_t {
  kNone,
  kCommit,
  kPlan,
  kRefuse,
  kFail,
  kRequest,
  kThreaten,
  kAccuse,
  kDeny,
  kAllow,
  kBegin,
  kEnd,
  kCause,
  kTry,
  kManage,
  kSupportDeed,
  kCondemnDeed,
  kCount
};
/// "commit", "support_deed"; empty for kNone.
std::string_view name(Operator op);

/// A set of lemmas, sorted; entries of several words are joined by '_'.
using WordSet = std::vector<std::string>;

enum class Slot : std::uint8_t {
  kObject,    ///< the direct object (or dative)
  kNoObject,  ///< there must be none
  kParticle,  ///< a particle or adverb of the verb, one of `words`
  kPrep,      ///< one of the prepositions `preps`, with a filler
  kClause     ///< the inner deed straight under the trigger
};

enum class Filler : std::uint8_t { kTarget, kSource, kBoth, kWords, kAny, kDeed };

/// One part of a pattern line.
struct Part {
  Slot slot = Slot::kObject;
  Filler filler = Filler::kTarget;
  bool optional = false;
  WordSet preps;
  WordSet words;
};

/// One pattern line, compiled.
struct Pattern {
  Trigger trigger = Trigger::kVerb;
  std::string lemma;
  std::vector<Part> parts;
  Operator op = Operator::kNone;
  news::EventType type = news::EventType::kNone;  ///< of an operator: what remains without an inner deed
  std::string mode, cameo;
  std::string rule;   ///< "assault.txt:12 verb open fire on T"
  int fixed = 0;      ///< number of parts that must be there: more is more specific
  bool hint = false;  ///< from hints.txt: tells what is meant, but not surely enough for a report
  bool has(Filler filler) const;
  const Part* part(Slot slot) const;
};

/// What an operator over an inner deed amounts to.
struct Composition {
  bool keeps_inner = false;  ///< the inner deed stays what it is, only its modality changes
  news::EventType type = news::EventType::kNone;
  std::string mode, cameo;
  std::optional<news::Modality> modality;  ///< of the result; nothing: as the operator itself stands
};

class Codebook {
 public:
  /// Patterns of a trigger lemma (lower case), most specific first; empty when there is none.
  std::span<const Pattern> patterns(Trigger trigger, const std::string& lemma) const;

  /// Operator over a deed of that type; nothing when the pair means no event.
  std::optional<Composition> compose(Operator op, news::EventType inner, std::string_view inner_mode) const;

  /// A named class of classes.txt; empty when there is none of that name.
  const WordSet& words(std::string_view name) const;

  /// PLOVER contexts whose words occur among `lemmas` (lower case), in file order.
  std::vector<std::string> contexts(const std::vector<std::string>& lemmas) const;

  /// The CAMEO code that most patterns of that type and mode have; empty when no pattern has the two.
  std::string usual_cameo(news::EventType type, std::string_view mode) const;

  /// Number of pattern lines.
  std::size_t size() const { return count_; }
  /// Content hash of all files read.
  const std::string& fingerprint() const { return fingerprint_; }
  /// All patterns of a trigger kind, for checks and statistics, sorted by lemma.
  std::vector<const Pattern*> all() const;

 private:
  friend class CodebookReader;
  struct ComposeRow {
    Operator op;
    std::string inner;  ///< a type, "TYPE/mode", or a quad name, or "*"
    Composition result;
  };
  std::array<std::unordered_map<std::string, std::vector<Pattern>>, static_cast<std::size_t>(Trigger::kCount)>
      by_lemma_;
  std::vector<std::pair<std::string, WordSet>> classes_;
  std::vector<std::pair<std::string, WordSet>> contexts_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> context_words_;
  std::vector<ComposeRow> compose_;
  void count_cameos();

  std::map<std::pair<news::EventType, std::string>, std::string> usual_cameos_;
  std::string fingerprint_;
  std::size_t count_ = 0;
};

/// Reads a codebook folder. A line that does not follow the grammar, an unknown type, mode, class or
/// operator is an error with file, line and column; nothing half-loaded.
base::Result<Codebook> load_codebook(const std::string& folder);

/// True for the words the pattern grammar takes as prepositions.
bool is_preposition(std::string_view word);

/// Modes of a type as PLOVER 0.8 has them (CODER.md section 1 gives their scores).
std::span<const std::string_view> modes_of(news::EventType type);

/// True when `words` (sorted) holds `lemma`.
bool contains(const WordSet& words, std::string_view lemma);

}  // namespace herald::lexicon
