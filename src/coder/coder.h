// Annotated sentences become reports: who did what to whom.
//
//   std::vector<news::Report> reports = code(book, annotated, fingerprint);
//
// Pure function of its arguments; thread safe.
#pragma once

#include <string>
#include <vector>

#include "coder/second_look.h"
#include "lexicon/codebook.h"
#include "lexicon/older_verbs.h"
#include "news/report.h"

namespace herald::coder {

/// Reports of one article in the order of the text. Ids are stable for same text and fingerprint. An act
/// told again in a later sentence becomes a further mention of the first report. With `verbs`, that
/// dictionary says what is an act and the codebook's patterns are not asked. With `look`, the judge reviews
/// every sentence.
std::vector<news::Report> code(const lexicon::Codebook& book, const news::AnnotatedArticle& annotated,
                               const std::string& fingerprint, const lexicon::OlderVerbs* verbs = nullptr,
                               SecondLook* look = nullptr);

/// How a sentence was coded, one line a fact: triggers, patterns tried, those that fired, acts.
std::vector<std::string> explain(const lexicon::Codebook& book, const news::AnnotatedArticle& annotated,
                                 std::uint32_t sentence, const lexicon::OlderVerbs* verbs = nullptr);

}  // namespace herald::coder
