// Marked spans become mentions of two actors, in place of whatever the annotation found there.
#pragma once

#include <cstdint>
#include <vector>

#include "news/report.h"

namespace herald::coder {

/// Chains that no annotation uses: the marked source's and target's, where the marks stand on no known actor.
inline constexpr std::uint32_t kSourceChain = 0xFFFFFFF0, kTargetChain = 0xFFFFFFF1;

/// Where the marks ended up.
struct Marked {
  std::vector<std::uint32_t> sentences;  ///< that hold a mark, ascending
  std::uint32_t source_chain = kSourceChain, target_chain = kTargetChain;
};

/// Puts mentions over `source` and `target` into `annotated`, which stays sorted. A mark keeps country and
/// code of the actor it stands on, so that pronouns and the state's other organs are still known for him.
Marked mark_pair(news::AnnotatedArticle& annotated, const std::vector<news::Span>& source,
                 const std::vector<news::Span>& target);

/// The token of tokens [first, end) that the others hang on; nouns and names before other words.
std::uint32_t head_of(const news::Sentence& sentence, std::uint32_t first, std::uint32_t end);

}  // namespace herald::coder
