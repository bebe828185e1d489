// From atoms to noun phrases: "North Korean" + "leader" + "Kim Jong Un" is one actor. Inner header of
// mentions.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotate/mention_atoms.h"

namespace herald::annotate {

/// A mention in the making.
struct Draft {
  std::uint32_t first = 0, end = 0, head = 0;
  std::uint32_t core = 0;  ///< where the naming words begin, after determiner and qualifiers
  news::Actor actor;
  const lexicon::Role* role = nullptr;
  bool plural = false;
  bool person = false;   ///< one named person
  bool country = false;  ///< a state as a whole
  bool capital = false;  ///< a capital or seat: an actor only when it acts
  bool adjective = false;
  bool pronoun = false;
  bool former = false;
  bool elect = false;           ///< "incoming": not yet in office
  bool qualified = false;       ///< a country or body is settled
  bool foreign_backed = false;  ///< "Iran-backed militia": the country is not the owner
  bool indefinite = false;      ///< "a minister": somebody not mentioned before
  bool named_body = false;      ///< "the Grand National Party": a name of its own, known by its head noun
  bool unnamed = false;         ///< "its neighbour": somebody's, but nobody knows who
  bool dropped = false;
  std::int32_t owner_pronoun = -1;  ///< token of "its" in "its ambassador"
  std::string surname;              ///< of a person, for later mentions
  std::string spelled;              ///< the person's name as it stands here
  lexicon::Gender gender = lexicon::Gender::kUnknown;
  std::int32_t known_person = -1;  ///< index into the dictionary's persons
  std::int32_t same_as = -1;       ///< chain it was found to mean
  /// The body inside the phrase, "the Quill Pact" of "envoys of the Quill Pact": "the bloc" may mean it
  /// later.
  std::optional<news::Actor> body_inside = {};

  /// An organisation of which only the name is known.
  bool nobody_known() const { return named_body && !role && actor.code.empty() && !adjective; }
  /// A role whose country is open: an earlier actor may be meant.
  bool unsettled() const { return role && !person && !qualified && owner_pronoun < 0; }
};

/// Builds the drafts of one sentence.
class PhraseBuilder {
 public:
  PhraseBuilder(const AtomFinder& finder, std::size_t sentence, const std::vector<Atom>& atoms,
                const std::vector<KnownName>& known)
      : finder_(finder),
        actors_(finder.actors()),
        view_(finder.view(sentence)),
        atoms_(atoms),
        known_(known) {}

  /// Drafts sorted by first token, without overlaps; dropped ones removed.
  std::vector<Draft> build();

 private:
  Draft simple(const Atom& atom) const;
  Draft people(const Atom& atom, Draft d) const;
  Draft state(const Atom& atom, Draft d) const;
  Draft person(const Atom& atom) const;
  void role(std::size_t k);
  void people_of(Draft& d, std::size_t k);
  bool absorb_adjacent(Draft& d, Draft& right);
  bool absorb_of(Draft& d);
  bool country_of_place_after(Draft& d);
  Draft* owner_of_office(const Draft& d);
  void take_home(Draft& d, std::size_t k);
  bool absorb_loyal(Draft& d);
  void skip_host(Draft& d);
  void share_role_with_conjuncts(const Draft& d, std::size_t after);
  void country_from_in(Draft& d) const;
  void widen_left(Draft& d) const;
  void name_body(Draft& d) const;
  void qualify_left(Draft& d, std::size_t k);
  std::optional<std::size_t> walk_left(Draft& d, std::size_t k, bool& possessive);
  bool is_owner(const Atom& atom, bool possessive) const;
  void own(Draft& d, const Atom& owner);
  void more_owners(const Draft& d, std::size_t q, bool possessive);
  void include_determiner(Draft& d) const;
  void join_appositions();
  void join_relations();
  void place_strangers();
  void join_names();
  void join_kind_to_name();
  std::optional<std::uint32_t> apposition_end(const Draft& draft) const;
  bool join(Draft& name, Draft& role, std::uint32_t first, std::uint32_t end);
  void take_role(Draft& name, const Draft& role) const;
  bool modifier(std::size_t i) const;
  Draft* draft_at(std::uint32_t first);

  const AtomFinder& finder_;
  const lexicon::ActorLexicon& actors_;
  SentenceView view_;
  const std::vector<Atom>& atoms_;
  const std::vector<KnownName>& known_;
  std::vector<bool> used_;
  std::vector<Draft> drafts_;
};

/// A country given by a code's first three letters, empty when it is none.
std::string_view country_of(const lexicon::ActorLexicon& actors, std::string_view code);
/// Gives a draft a country and a sector ("ELI" when it is about a past office); both may be views into the
/// draft.
void set_code(Draft& draft, std::string_view country, std::string_view sector);
/// Gender by given name, form of address or a word such as "spokeswoman".
lexicon::Gender gender_of(const lexicon::ActorLexicon& actors, const SentenceView& view, const Draft& draft);
/// The actor a person is on the day, with "former" before a past office.
news::Actor actor_of(const lexicon::ActorLexicon& actors, const lexicon::PersonAsOf& person);

}  // namespace herald::annotate
