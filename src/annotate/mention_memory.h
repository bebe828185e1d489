// What an article has mentioned so far: chains, persons by surname, what a pronoun can mean. Inner header of
// mentions.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotate/mention_phrases.h"

namespace herald::annotate {

/// One actor of the article.
struct Chain {
  news::Actor actor;
  bool person = false, country = false, plural = false, capital = false;
  bool subject = false;             ///< its latest mention is the subject of a clause
  std::uint32_t last_sentence = 0;  ///< of its latest mention
};

class MentionMemory {
 public:
  explicit MentionMemory(const lexicon::ActorLexicon& actors) : actors_(actors) {}

  const std::vector<KnownPerson>& known() const { return known_; }
  const Chain& chain(std::uint32_t index) const { return chains_[index]; }

  /// The chain of an actor, new when it has not been mentioned; remembers it as mentioned in `sentence`.
  std::uint32_t note(const Draft& draft, std::uint32_t sentence, bool subject);
  /// Marks a chain as mentioned again.
  void touch(std::uint32_t chain, std::uint32_t sentence, bool subject);

  /// The single person, state or body, or group in this or the last sentence, among several the only subject;
  /// nothing when that leaves more than one. An `object` pronoun means nobody of its own sentence.
  std::optional<std::uint32_t> only_person(std::uint32_t sentence, bool object) const;
  std::optional<std::uint32_t> only_thing(std::uint32_t sentence, bool object) const;
  std::optional<std::uint32_t> only_group(std::uint32_t sentence, bool object) const;
  /// The only state in this or the last sentence.
  std::optional<std::uint32_t> only_country(std::uint32_t sentence) const;
  /// The two states of this and the last sentence, when there are exactly two.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> two_countries(std::uint32_t sentence) const;
  /// An earlier actor with that role: "the minister" after "Foreign Minister X". The latest one.
  std::optional<std::uint32_t> with_role(const lexicon::Role& role) const;

 private:
  template <typename Test>
  std::optional<std::uint32_t> only(std::uint32_t sentence, bool object, Test test) const;
  std::vector<std::uint32_t> recent_states(std::uint32_t sentence) const;

  const lexicon::ActorLexicon& actors_;
  std::vector<Chain> chains_;
  std::vector<std::uint32_t> order_;  ///< chains, latest mention last
  std::vector<KnownPerson> known_;
};

}  // namespace herald::annotate
