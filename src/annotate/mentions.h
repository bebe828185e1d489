// Who is mentioned: actors resolved as of the article's day, one mention per noun phrase.
//
//   find_mentions(actors, annotated);
//   // "North Korean leader Kim Jong Un met the South's envoy" ->
//   //   [North Korean leader Kim Jong Un] PRKGOV, name Kim Jong Un   [the South's envoy] KORGOV
//
// What is covered: countries and what stands for their governments (capitals, seats), adjectives with and
// without a role word, possessives and of-phrases, titles and appositions, conjunctions, bodies and groups,
// persons named in full and then by surname, persons the dictionary does not know when a role or a country is
// given, abbreviations from their parentheses on, pronouns and definite phrases ("the two countries", "the
// group") where one reading is clearly the likeliest. A capital or seat after "in" or "at" is a place and no
// actor. A role phrase ("the German chancellor") resolves to country and role, and to the holder as of the
// day where just one is known; past known-until it names nobody.
//
// Pure function of its arguments; safe on any thread.
#pragma once

#include "lexicon/actors.h"
#include "news/report.h"

namespace herald::annotate {

/// Fills `article.mentions` from its parsed sentences (children linked); earlier mentions are dropped.
/// Mentions are sorted by sentence and first token and share `chain` when they are one actor. They do not
/// overlap, but a phrase that means several actors ("the two countries") is a mention of each. `head` is the
/// token that carries the syntactic function; for "Russian and Chinese troops" both mentions have the head
/// "troops", which then lies outside the first one's tokens.
void find_mentions(const lexicon::ActorLexicon& actors, news::AnnotatedArticle& article);

}  // namespace herald::annotate
