// Small word lists of the mention finder. Inner header.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.h"
#include "lexicon/actors.h"

namespace herald::annotate {

/// True when `word` is in `list`, ASCII case aside.
template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view w) { return base::ascii_iequals(word, w); });
}

/// "former", "ousted" and the like.
bool means_former(std::string_view word);
/// "incoming", "designate": not yet in office.
bool means_elect(std::string_view word);
/// "backed", "led" and the like, after a hyphen: the country before is not the owner.
bool means_backed(std::string_view word);
/// The code of a body's people of that sector: "EU lawmakers" IGOEURLEG, "NATO officials" IGONAT.
std::string code_within(std::string_view body, std::string_view sector);
/// Who somebody is to somebody else: "brother", "ally"; no role, but the name beside it is meant.
bool is_relation(std::string_view noun);
/// "pro", "anti" before a hyphen and a country.
/// Whether an actor can be a side of a conflict or of talks: a government, an army, an armed group.
bool may_fight(std::string_view code);
bool takes_side(std::string_view word);
/// Roles that say what somebody does for a body but not which branch: the body's branch counts.
bool generic(const lexicon::Role& role);
/// Sectors one is in office in: "a former minister" is of the elite, "a former inmate" a civilian.
bool holds_office(std::string_view sector);
/// True for parties, armed groups, companies, associations: whoever is theirs has their code.
bool stands_alone(std::string_view code);
/// Sector of somebody's people: "Kony's men" are rebels as he is, "Macron's troops" soldiers.
std::string_view followers_code(std::string_view leader, std::string_view role);
/// People whose whereabouts tell their country ("protesters in Iran"); soldiers and officials may be abroad.
bool local_by_nature(std::string_view sector);

}  // namespace herald::annotate
