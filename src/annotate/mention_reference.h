// What pronouns and definite phrases mean: "he", "its", "the country", "the two leaders", "the group". Inner
// header of mentions.cpp.
//
// Where two readings are about as likely, nothing is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/mention_memory.h"

namespace herald::annotate {

/// Whether an actor's code ends in that sector.
inline bool has_sector(const news::Actor& actor, std::string_view sector) {
  return actor.code.size() >= 3 && actor.code.ends_with(sector);
}

/// A phrase that means earlier actors.
struct Reference {
  std::uint32_t end = 0;  ///< one past its last token
  std::uint32_t head = 0;
  std::vector<std::uint32_t> chains;
  bool states = false;      ///< of persons and governments only the state is meant
  bool sides = false;       ///< "both sides": persons stand for their states
  std::string sector = {};  ///< "the two governments", "both armies": of the states, this branch
};

/// Reads one sentence against what stands before it.
class ReferenceFinder {
 public:
  ReferenceFinder(const AtomFinder& finder, const MentionMemory& memory, const SentenceView& view,
                  std::uint32_t sentence)
      : finder_(finder), memory_(memory), view_(view), sentence_(sentence) {}

  /// A personal or possessive pronoun of the third person.
  std::optional<Reference> pronoun(std::uint32_t token) const;
  /// A possessive before the subject of its sentence, when the subject, noted by now, can be its owner.
  std::optional<Reference> forward(std::uint32_t pronoun, std::optional<std::uint32_t> subject) const;
  /// A phrase that begins with "the", "both", "neither", "this" or "these".
  std::optional<Reference> definite(std::uint32_t token) const;
  /// Whose "its", "his", "their" is.
  std::optional<std::uint32_t> owner(std::uint32_t pronoun) const;
  /// The body whose leader "its leader" is; nothing when "its" is not the word.
  std::optional<std::uint32_t> body_led(std::uint32_t pronoun) const;
  /// The earlier actor a role phrase without a country means: "the party", "the rebels", "the president".
  std::optional<std::uint32_t> described(const Draft& draft) const;
  /// True when the latest of the actors of two sectors is of the first.
  bool nearest_sector(std::string_view first, std::string_view second) const;
  /// The state most in mind.
  /// `noun` is how it is called ("kingdom"), a subject of its own clause is not meant.
  std::optional<std::uint32_t> state(double margin, std::string_view noun = {},
                                     std::optional<std::uint32_t> not_subject_of = {}) const;

 private:
  bool bound(const Chain& chain, std::uint32_t token) const;
  double nearness(const Chain& chain, std::uint32_t token) const;
  std::optional<std::uint32_t> local_subject(std::uint32_t token) const;
  std::optional<std::uint32_t> subject_of(std::uint32_t verb) const;
  bool takes_somebody(std::uint32_t token) const;
  bool expletive(std::uint32_t token) const;
  bool speaks(std::uint32_t token) const;
  std::optional<std::uint32_t> person(std::uint32_t token, lexicon::Gender gender) const;
  std::optional<std::uint32_t> thing(std::uint32_t token) const;
  std::optional<std::uint32_t> several(std::uint32_t token) const;
  std::optional<Reference> pair(std::uint32_t first, std::uint32_t noun, std::size_t count) const;
  std::optional<Reference> bare_set(std::uint32_t token) const;
  std::vector<std::uint32_t> latest_states(std::size_t count, std::uint32_t token) const;
  std::vector<std::uint32_t> main_pair() const;
  std::vector<std::uint32_t> opponents(std::uint32_t token) const;
  std::optional<std::uint32_t> chain_of_state(std::string_view country) const;
  std::vector<std::uint32_t> latest_persons(std::size_t count, lexicon::Gender gender) const;
  std::optional<std::uint32_t> latter(std::uint32_t token) const;
  std::optional<std::uint32_t> chain_at(std::uint32_t head) const;
  std::optional<std::uint32_t> nearest_body(std::string_view noun, double margin) const;
  bool fits_noun(const Chain& chain, std::string_view noun) const;

  const AtomFinder& finder_;
  const MentionMemory& memory_;
  const SentenceView& view_;
  std::uint32_t sentence_;
};

}  // namespace herald::annotate
