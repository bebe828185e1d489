// Offices and who holds them on a day: "US president", and who was who in a country.
// Inner header of actor_cards.cpp and actor_day.cpp. Pure functions of their arguments.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/actor_cards.h"

namespace herald::engine {

/// A card per office that the words name with its country or body, by name, adjective or code, before it or
/// after "of", or that is one country's or body's alone ("president of the European Commission"); empty when
/// they name none. With a day it says who holds it and why, or why nobody is known.
std::vector<ActorCard> office_phrases(const lexicon::ActorLexicon& actors, const lexicon::NameBook& book,
                                      std::string_view text, std::optional<base::Date> day);

/// A card per country whose role the words are ("Israeli troops", "mayor of Rome"): what they stand for
/// there.
std::vector<ActorCard> role_phrases(const lexicon::ActorLexicon& actors, const lexicon::NameBook& book,
                                    std::string_view text);

/// Why nobody is known to hold `office` of `code` on `day`, as a sentence without a full stop.
std::string why_nobody(const lexicon::ActorLexicon& actors, std::string_view code, std::string_view office,
                       base::Date day);

}  // namespace herald::engine
