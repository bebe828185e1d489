// Where: names of places in the text and whether they are meant as places. First form: countries, capitals
// and the parser's place entities, without coordinates. Pure function; thread safe.
#pragma once

#include "lexicon/actors.h"
#include "news/report.h"

namespace herald::annotate {

/// Fills `annotated.places`. After a preposition of place a name is a `place`; as a subject or possessor a
/// `metonym`. Needs `mentions`.
void find_places(const lexicon::ActorLexicon& actors, news::AnnotatedArticle& annotated);

}  // namespace herald::annotate
