// A parsed text in CoNLL-U: what `herald parse` prints. White-space tokens cannot be written there and are
// left out; their children hang from their head, and heads are renumbered. Pure function, thread safe.
//
//   # text = Freedonia condemned the attack.
//   1  Freedonia  Freedonia  PROPN  NNP  _  2  nsubj  _  NE=B-GPE
#pragma once

#include <string>
#include <string_view>

#include "news/sentence.h"

namespace herald::lang {

/// One block a sentence, each followed by an empty line. Column 5 has the Penn tag; MISC has `SpaceAfter=No`
/// and the entity as `NE=B-GPE`, `NE=I-GPE`.
std::string to_conllu(std::string_view text, const news::ParsedText& parsed);

}  // namespace herald::lang
