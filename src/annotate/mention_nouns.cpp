#include "annotate/mention_nouns.h"

#include <algorithm>
#include <array>

#include "annotate/mention_words.h"
#include "base/text.h"

namespace herald::annotate {

NounClass class_of(std::string_view noun) {
  static constexpr std::array<std::string_view, 25> kStates{
      "adversaries", "allies",  "claimants", "countries",  "country", "emirate",   "foes",
      "island",      "kingdom", "koreas",    "nation",     "nations", "neighbors", "neighbours",
      "partners",    "peoples", "powers",    "republic",   "rivals",  "sheikhdom", "sides",
      "state",       "states",  "sultanate", "superpowers"};
  static constexpr std::array<std::string_view, 4> kOffices{"administrations", "capitals", "delegations",
                                                            "governments"};
  static constexpr std::array<std::string_view, 9> kPersons{"candidates", "diplomats",  "envoys",
                                                            "leaders",    "ministers",  "politicians",
                                                            "premiers",   "presidents", "statesmen"};
  static constexpr std::array<std::string_view, 1> kMans{"men"};
  static constexpr std::array<std::string_view, 1> kWomans{"women"};
  static constexpr std::array<std::string_view, 32> kBodys{
      "agency",     "alliance",   "army",      "bank",         "bloc",         "broadcaster", "charity",
      "coalition",  "commission", "committee", "company",      "council",      "court",       "faction",
      "firm",       "force",      "group",     "grouping",     "militia",      "ministry",    "mission",
      "movement",   "network",    "newspaper", "organisation", "organization", "parliament",  "party",
      "think-tank", "tribunal",   "union",     "watchdog"};
  if (one_of(noun, kStates)) return NounClass::kState;
  if (one_of(noun, kOffices)) return NounClass::kOffice;
  if (one_of(noun, kPersons)) return NounClass::kPerson;
  if (one_of(noun, kMans)) return NounClass::kMan;
  if (one_of(noun, kWomans)) return NounClass::kWoman;
  if (one_of(noun, kBodys)) return NounClass::kBody;
  return NounClass::kNone;
}

bool plural_noun(std::string_view noun) {
  return noun.ends_with('s') || noun.ends_with("men") || noun.ends_with("S");
}

std::size_t small_number(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kWords{"two", "three", "four",  "five",
                                                          "six", "seven", "eight", "nine"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (base::ascii_iequals(word, kWords[i])) return i + 2;
  }
  return 0;
}

bool needs_somebody(std::string_view lemma) {
  static constexpr std::array<std::string_view, 62> kVerbs{
      "accuse",    "add",       "admit",     "agree",   "announce", "apologise", "apologize", "appeal",
      "argue",     "arrest",    "ask",       "back",    "believe",  "blame",     "claim",     "complain",
      "condemn",   "criticise", "criticize", "decide",  "declare",  "decline",   "demand",    "deny",
      "detain",    "expect",    "fear",      "hope",    "insist",   "invite",    "know",      "meet",
      "negotiate", "oppose",    "plan",      "pledge",  "praise",   "promise",   "propose",   "refuse",
      "regret",    "reject",    "reply",     "resign",  "say",      "seek",      "sign",      "speak",
      "stress",    "suggest",   "support",   "suspect", "tell",     "thank",     "think",     "threaten",
      "urge",      "visit",     "vote",      "vow",     "want",     "welcome"};
  return std::binary_search(kVerbs.begin(), kVerbs.end(), lemma);
}

}  // namespace herald::annotate
