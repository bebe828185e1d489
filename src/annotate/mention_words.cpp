#include "annotate/mention_words.h"

namespace herald::annotate {

bool means_former(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kWords{"former",  "ex",      "late",      "ousted",
                                                           "deposed", "toppled", "onetime",   "outgoing-",
                                                           "then",    "retired", "erstwhile", "fallen"};
  return one_of(word, kWords);
}

bool means_backed(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kWords{
      "backed",    "led",   "linked",   "allied",     "aligned", "sponsored", "funded",
      "supported", "armed", "brokered", "affiliated", "trained", "inspired"};
  return one_of(word, kWords);
}

bool generic(const lexicon::Role& role) {
  if (role.kind == lexicon::RoleKind::kTitle) return false;
  static constexpr std::array<std::string_view, 20> kWords{
      "official",     "senior official", "top official", "spokesman",      "spokeswoman",
      "spokesperson", "leader",          "member",       "representative", "secretary",
      "adviser",      "advisor",         "aide",         "negotiator",     "delegation",
      "supporter",    "deputy leader",   "critic",       "employee",       "envoy"};
  return one_of(role.text(), kWords);
}

bool local_by_nature(std::string_view code) {
  static constexpr std::array<std::string_view, 16> kCodes{"CVL", "OPP", "LAB", "EDU", "COP", "JUD",
                                                           "LEG", "CRM", "AGR", "HLH", "REL", "PTY",
                                                           "UAF", "REB", "SEP", "BUS"};
  return one_of(code, kCodes);
}

}  // namespace herald::annotate
