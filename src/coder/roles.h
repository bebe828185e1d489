// Who does what in a clause, read off the dependency tree: subject, object, prepositional phrases,
// with passives turned, relative pronouns resolved and missing subjects inherited.
// Pure functions, thread safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "news/sentence.h"

namespace herald::coder {

/// A preposition with its object: token `object` under token `prep`. `prep` is a token index.
struct PrepPhrase {
  std::uint32_t prep = 0;
  std::uint32_t object = 0;
};

struct Roles {
  std::vector<std::uint32_t> subjects;  ///< who does it (the agent, in a passive)
  std::vector<std::uint32_t> objects;   ///< whom or what (the subject, of a passive)
  std::vector<PrepPhrase> preps;
  std::vector<std::uint32_t> particles;  ///< particles and bare adverbs
  bool passive = false;
  bool inherited = false;  ///< the subject stands at another verb
};

/// Roles of the predicate `verb` (a verb, or the copula's adjective through its "be").
Roles roles_of(const news::Sentence& sentence, std::uint32_t verb);

/// Prepositional phrases hanging on `token`, with conjoined objects.
std::vector<PrepPhrase> prep_phrases(const news::Sentence& sentence, std::uint32_t token);

/// `token` and the tokens joined to it by "and", "or" and commas.
std::vector<std::uint32_t> with_conjuncts(const news::Sentence& sentence, std::uint32_t token);

/// True for a verb in the passive voice, with or without its auxiliary ("was hit", "troops hit by").
bool is_passive(const news::Sentence& sentence, std::uint32_t verb);

/// `token` and all above it in the tree, to the root.
std::vector<std::uint32_t> upwards(const news::Sentence& sentence, std::uint32_t token);

/// The tokens on the way from one to the other through the tree, both included. Of two trees: all above both.
std::vector<std::uint32_t> path_between(const news::Sentence& sentence, std::uint32_t from, std::uint32_t to);

/// Lemma in ASCII lower case.
std::string lower_lemma(const news::Token& token);

}  // namespace herald::coder
