// The way of an article through the mention finder, sentence by sentence: drafts and pronouns in the order of
// the text, roles settled, chains joined. Inner header of mentions.cpp and mention_settle.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/mention_atoms.h"
#include "annotate/mention_memory.h"
#include "annotate/mention_phrases.h"
#include "annotate/mention_reference.h"

namespace herald::annotate {

/// Resolves the drafts of an article sentence by sentence and writes its mentions.
class Resolver {
 public:
  Resolver(const lexicon::ActorLexicon& actors, news::AnnotatedArticle& article)
      : actors_(actors), article_(article), finder_(actors, article), memory_(actors) {}

  void run();

 private:
  /// A definite phrase at `token`; `drafts` are those not emitted yet.
  std::optional<Reference> definite(std::uint32_t token, std::span<const Draft> drafts,
                                    const ReferenceFinder& references) const;
  void sentence(std::uint32_t index);
  /// Possessives that stand before their subject, once the sentence is through; `begin` is its first mention.
  void resolve_forward(const std::vector<std::uint32_t>& waiting, std::size_t begin,
                       const ReferenceFinder& references);
  /// Settles a draft and writes its mention, unless it is no actor.
  void emit(Draft& draft, const ReferenceFinder& references);
  void emit(const Reference& reference, std::uint32_t first);
  void push(const Draft& draft, std::uint32_t chain, const news::Actor& actor);
  std::uint32_t note(const Draft& draft, double factor = 1);
  void note_thing(std::uint32_t token);
  void note_body_inside(const Draft& draft);
  bool stands_in(std::uint32_t token) const;
  bool is_building(const Draft& draft) const;
  bool in_longer_name(const Draft& draft) const;
  bool is_description(const Draft& draft) const;
  bool some_of_a_kind(const Draft& draft) const;
  bool second_half_of_place(const Draft& draft) const;
  bool is_place(const Draft& draft) const;
  std::uint32_t governor(std::uint32_t token) const;
  Occurrence occurrence_of(std::uint32_t token) const;
  /// Gives a role without a country the country (or body) it belongs to, where that can be told.
  void settle_role(Draft& draft, const ReferenceFinder& references);
  /// Each says whether the question is decided, be it that nobody can tell.
  bool settle_by_other(Draft& draft, const ReferenceFinder& references);
  bool set_term(Draft& draft, const Chain& owner) const;
  bool settle_by_owner(Draft& draft, const ReferenceFinder& references);
  bool settle_by_earlier(Draft& draft, const ReferenceFinder& references);
  /// The state the text is about at this point.
  std::optional<std::string_view> country_about(const Draft& draft, const ReferenceFinder& references) const;
  bool says_little(const Atom& atom) const;
  std::optional<std::uint32_t> country_of_sentence() const;
  void settle_people(Draft& draft) const;
  bool is_generic_people(const Draft& draft) const;
  /// The state whose object the role is: "keeps troops".
  std::optional<std::string_view> sender(const Draft& draft) const;
  /// Names the only holder of an office on the day.
  void name_holder(Draft& draft) const;
  /// One past "(ABC)" after a name, which is learnt; else the draft's end.
  std::uint32_t abbreviation(const Draft& draft, const std::vector<Draft>& drafts);
  std::optional<std::uint32_t> main_subject(std::uint32_t token) const;
  std::optional<std::uint32_t> subject_before(std::uint32_t verb, std::uint32_t token) const;
  bool comes_before_its_subject(std::uint32_t token) const;
  void learn_gender(std::uint32_t token, const Reference& meant);
  void set_country(Draft& draft, std::string_view country) const;

  const lexicon::ActorLexicon& actors_;
  news::AnnotatedArticle& article_;
  AtomFinder finder_;
  MentionMemory memory_;
  std::uint32_t index_ = 0;
  SentenceView view_;
  std::vector<Atom> atoms_;                                     ///< of the sentence
  std::vector<std::pair<std::uint32_t, std::uint32_t>> heads_;  ///< head and chain of its mentions so far
};

}  // namespace herald::annotate
