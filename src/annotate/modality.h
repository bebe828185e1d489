// How a text presents each predicate: as happened, going on, planned, possible, denied, not done.
// Pure function of the parse; thread safe.
#pragma once

#include "lexicon/codebook.h"
#include "news/report.h"

namespace herald::annotate {

/// Fills `annotated.modality`: one entry per sentence and token, meaningful for verbs and event nouns.
/// Promises and threats are the coder's business: a promised deed is `planned` here.
void find_modality(const lexicon::Codebook& book, news::AnnotatedArticle& annotated);

}  // namespace herald::annotate
