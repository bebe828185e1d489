// Who was who on a day: heads of all states, or every office of one country or body.
//
//   print(to_text(heads_on(actors, day)));
//   print(to_text(offices_on(actors, "DEU", day)));
//
// Pure functions of their arguments; safe on any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/actor_cards.h"

namespace herald::engine {

/// A state with those known to be its heads; where nobody is, "not known after 2026-01-31, last NAME", empty
/// when nobody was ever listed by then.
struct HeadsRow {
  std::string code, name;
  std::vector<OfficeCard> state, government;
  std::string no_state, no_government;
};

struct ActorDay {
  std::string day, code, name;
  bool is_country = false;
  std::vector<HeadsRow> heads;   ///< without a code
  std::vector<OfficeCard> held;  ///< with a code: heads first, then by office
  std::vector<OfficeCard>
      lapsed;  ///< open spells known only until an earlier day, where nobody else is known
  std::vector<MemberCard>
      memberships;  ///< of the country, or members of the body, that hold that day or lapsed
};

/// Heads of state and government of all present states, by name of the state.
ActorDay heads_on(const lexicon::ActorLexicon& actors, base::Date day);
/// The offices of a country ("DEU"), of one branch of it ("DEUMIL") or of a body ("IGONAT").
ActorDay offices_on(const lexicon::ActorLexicon& actors, std::string_view code, base::Date day);

std::string to_text(const ActorDay& day);
std::string to_json(const ActorDay& day);

}  // namespace herald::engine
