// Words by which earlier actors are meant. Inner header of mention_reference.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace herald::annotate {

/// Nouns for states, persons and bodies by which earlier ones are meant; plural forms for two or more.
enum class NounClass : std::uint8_t { kNone, kState, kOffice, kPerson, kWoman, kMan, kBody };

/// The class of a noun, ASCII case aside.
NounClass class_of(std::string_view noun);
bool plural_noun(std::string_view noun);
/// A number of two to nine as a word, 0 for none.
std::size_t small_number(std::string_view word);
/// True for what only somebody does ("say", "urge"): the subject of such a verb is no thing.
bool needs_somebody(std::string_view lemma);

}  // namespace herald::annotate
