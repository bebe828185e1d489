#include "annotate/mention_words.h"

namespace herald::annotate {

bool means_former(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kWords{"former",  "ex",      "late",      "ousted",
                                                           "deposed", "toppled", "onetime",   "outgoing-",
                                                           "then",    "retired", "erstwhile", "fallen"};
  return one_of(word, kWords);
}

bool means_elect(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kWords{"designate", "designated", "elect", "incoming",
                                                          "nominated"};
  return one_of(word, kWords);
}

bool means_backed(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kWords{
      "backed",    "led",   "linked",   "allied",     "aligned", "sponsored", "funded",
      "supported", "armed", "brokered", "affiliated", "trained", "inspired"};
  return one_of(word, kWords);
}

std::string code_within(std::string_view body, std::string_view sector) {
  static constexpr std::array<std::string_view, 3> kOwn{"JUD", "LEG", "MIL"};
  std::string code(body);
  const bool mission = body.find("PKO") != std::string_view::npos;
  if (body.starts_with("IGO") && !mission && one_of(sector, kOwn) && !body.ends_with(sector)) code += sector;
  return code;
}

std::string_view followers_code(std::string_view leader, std::string_view role) {
  static constexpr std::array<std::string_view, 5> kFollowers{"CVL", "MIL", "REB", "SEP", "UAF"};
  const bool rebel = leader.ends_with("REB") || leader.ends_with("SEP");
  return rebel && one_of(role, kFollowers) ? leader.substr(leader.size() - 3) : role;
}

bool holds_office(std::string_view sector) {
  static constexpr std::array<std::string_view, 8> kSectors{"",    "COP", "ELI", "GOV",
                                                            "JUD", "LEG", "MIL", "SPY"};
  return one_of(sector, kSectors) || sector == "PTY";
}

bool stands_alone(std::string_view code) {
  static constexpr std::array<std::string_view, 7> kSectors{"BUS", "CRM", "MED", "NGO", "PTY", "REB", "SEP"};
  return code.starts_with("IGO") || code.starts_with("NGO") || code.starts_with("IMG") ||
         (code.size() > 3 && one_of(code.substr(code.size() - 3), kSectors));
}

bool is_relation(std::string_view noun) {
  static constexpr std::array<std::string_view, 42> kWords{
      "adversary", "ally",     "aunt",        "boss",        "brother",  "child",  "classmate",
      "colleague", "comrade",  "cousin",      "daughter",    "deputy",   "father", "fiancee",
      "foe",       "friend",   "grandfather", "grandmother", "grandson", "guest",  "heir",
      "host",      "husband",  "lover",       "mentor",      "mother",   "nephew", "niece",
      "opponent",  "partner",  "predecessor", "protege",     "rival",    "sister", "son",
      "spouse",    "stand-in", "stepson",     "successor",   "uncle",    "widow",  "wife"};
  return one_of(noun, kWords);
}

bool may_fight(std::string_view code) {
  static constexpr std::array<std::string_view, 4> kSides{"GOV", "MIL", "REB", "SEP"};
  return code.size() >= 3 && one_of(code.substr(code.size() - 3), kSides);
}

bool takes_side(std::string_view word) {
  return base::ascii_iequals(word, "pro") || base::ascii_iequals(word, "anti");
}

bool generic(const lexicon::Role& role) {
  if (role.kind == lexicon::RoleKind::kTitle) return false;
  static constexpr std::array<std::string_view, 29> kWords{
      "chairman",        "head",         "chairwoman",     "chair",       "founder",
      "co-founder",      "director",     "activist",       "negotiators", "official",
      "senior official", "top official", "spokesman",      "spokeswoman", "spokesperson",
      "leader",          "member",       "representative", "secretary",   "adviser",
      "advisor",         "aide",         "negotiator",     "delegation",  "supporter",
      "deputy leader",   "critic",       "employee",       "envoy"};
  return one_of(role.text(), kWords);
}

bool local_by_nature(std::string_view code) {
  static constexpr std::array<std::string_view, 16> kCodes{"CVL", "OPP", "LAB", "EDU", "COP", "JUD",
                                                           "LEG", "CRM", "AGR", "HLH", "REL", "PTY",
                                                           "UAF", "REB", "SEP", "BUS"};
  return one_of(code, kCodes);
}

}  // namespace herald::annotate
