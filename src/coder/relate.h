// What holds between two marked actors of a text: every act its sentences tell, ranked by how well it fits
// the pair.
//
//   std::vector<Evidence> found = relate(book, annotated, {{source_span}, {target_span}});
//   if (!found.empty()) answer(found.front().type);
//
// The marks are taken at their word: they replace what the annotation found in their place, and since
// something is known to hold between them, readings are weighed that `code` would not report. Pure function
// of its arguments; thread safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/codebook.h"
#include "news/report.h"

namespace herald::coder {

/// Bytes of the article's text; several where a role is named more than once, none where it is not named.
struct MarkedPair {
  std::vector<news::Span> source, target;
};

/// How an act stands to the pair, best first.
enum class Fit : std::uint8_t {
  kBoth,        ///< source and target stand where the act has them
  kReversed,    ///< the other way round
  kOneSide,     ///< one of them does; the other stands elsewhere
  kOnPath,      ///< neither, but the act lies on the path between them in the tree
  kInSentence,  ///< neither; a trigger of the same sentence
  kPrior,       ///< no trigger at all
  kCount
};
/// "both", "reversed", "one_side", "on_path", "in_sentence", "prior".
std::string_view name(Fit fit);

/// How surely one of the pair fills its slot.
enum class Filled : std::uint8_t { kNot, kBelow, kInside, kDirect };

/// One act that may be what holds between the pair.
struct Evidence {
  news::EventType type = news::EventType::kNone;
  std::string mode, cameo;
  news::Modality modality = news::Modality::kHappened;
  std::optional<news::Promised> promised;
  Fit fit = Fit::kPrior;
  std::string rule;
  std::uint32_t sentence = 0;
  std::uint32_t trigger = 0;  ///< token of the sentence
  news::Span span;            ///< of the trigger, in the text
  double weight = 0;          ///< a rank among the evidence of one pair

  // What the weight is made of; a later stage may weigh it anew.
  Filled source = Filled::kNot, target = Filled::kNot;
  bool reciprocal = false;
  bool inherited = false;     ///< the subject stands in another clause
  bool inside_mark = false;   ///< the trigger is part of the name of one of them
  bool purpose = false;       ///< an infinitive of purpose: "came to see"
  bool told_of_past = false;  ///< in a perfect tense
  int slack = 0;              ///< 0 the pattern as it stands, 1 target open, 2 words open
  int missing = 0;            ///< parts of the pattern that only slack let pass
  int distance = 0;           ///< steps in the tree from the trigger to the path between the two
  int score = 0;              ///< of the pattern: more fixed parts are more specific
};

/// The annotated text with the marks in place of the mentions they overlap. Acts of the source's sentences
/// and the target's are ranked, the best first; empty when no pattern fits anything.
std::vector<Evidence> relate(const lexicon::Codebook& book, news::AnnotatedArticle annotated,
                             const MarkedPair& pair);

}  // namespace herald::coder
