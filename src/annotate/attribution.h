// According to whom: speech cues, who speaks, and what part of the sentence is theirs.
// Pure function of the parse and mentions; thread safe.
#pragma once

#include "lexicon/codebook.h"
#include "news/report.h"

namespace herald::annotate {

/// Fills `annotated.attributions` in a first form: one step per speech verb with a clause or quotation, per
/// "according to" and per hearsay adverb. Needs `mentions`.
void find_attributions(const lexicon::Codebook& book, news::AnnotatedArticle& annotated);

}  // namespace herald::annotate
