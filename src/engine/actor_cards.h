// What the dictionary knows under a name or a code, as plain values, and the same as text or JSON.
//
//   ActorAnswer answer = explain_actor(actors, book, "Donald Trump", day);
//   print(to_text(answer));
//
// Pure functions of their arguments; safe on any thread. Dates are "YYYY-MM-DD", empty for none; places are
// "file:line".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "lexicon/actor_search.h"
#include "lexicon/actors.h"

namespace herald::engine {

/// A spell in an office.
struct OfficeCard {
  std::string code, offices, title, sector, person, from, to, known_until, source, place;
  bool decides = false;
  std::string verdict;  ///< what the day makes of it: "ended 2021-01-20"; empty without a day
};

/// A country's standing in an organisation.
struct MemberCard {
  std::string org, org_name, country, country_name, status, from, to, known_until, source, place;
  bool holds = true;  ///< on the day; true without a day
  std::string verdict;
};

/// One way in which the asked words name an actor.
struct NamingCard {
  std::string kind, text, code, place;
  bool weak = false;
  std::string evidence;  ///< what it needs to count, empty when nothing
};

/// One actor, role, place or office with all that is known of it.
struct ActorCard {
  std::string kind;  ///< "country", "person", "body", …, "role", "place", "no-actor", "office", "code"
  std::string code, name, source, place;
  std::vector<NamingCard> namings;
  std::vector<std::string> aliases;                        ///< '~' before those that need evidence
  std::vector<std::pair<std::string, std::string>> facts;  ///< label and value, in order
  std::vector<OfficeCard> offices;
  std::vector<MemberCard> memberships;
  std::string result;  ///< the code on the day, where a day or the last office decides
  std::string
      standing;  ///< "in office", "elect", "former", "stale", "future"; "held", "unknown" of an office
  std::string decision;  ///< a sentence that says why
};

struct ActorAnswer {
  std::string asked, day;
  std::vector<ActorCard> cards;
  std::vector<std::string> notes;  ///< how running text decides
  std::vector<std::string> near;   ///< names near the text when nothing was found
};

/// Everything under `text`: names (any case, accents aside), an office of a country or body ("US president",
/// "president of France", "DEU chancellor"), or a code. Nothing found: no cards, and names near it.
ActorAnswer explain_actor(const lexicon::ActorLexicon& actors, const lexicon::NameBook& book,
                          std::string_view text, std::optional<base::Date> day);

/// For people, and one line of JSON.
std::string to_text(const ActorAnswer& answer);
std::string to_json(const ActorAnswer& answer);

// Parts that other views of the dictionary share.

OfficeCard office_card(const lexicon::ActorLexicon& actors, const lexicon::OfficeSpell& spell,
                       std::optional<base::Date> day);
MemberCard member_card(const lexicon::ActorLexicon& actors, const lexicon::Membership& row,
                       std::optional<base::Date> day);
/// Name of the country or body behind a code, the code itself when there is none.
std::string name_of_code(const lexicon::ActorLexicon& actors, std::string_view code);
/// "armed forces" for "MIL", empty for an unknown sector.
std::string_view sector_words(std::string_view sector);
/// The country or body that `text` names, by code or name: its code, best first; a code with sectors counts.
std::vector<std::string> codes_named(const lexicon::ActorLexicon& actors, const lexicon::NameBook& book,
                                     std::string_view text);
std::string members_text(const std::vector<MemberCard>& rows, bool by_country, std::string_view indent);

}  // namespace herald::engine
