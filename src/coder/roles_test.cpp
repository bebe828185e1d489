#include "coder/roles.h"

#include <gtest/gtest.h>

#include "../../tests/support/notation.h"

namespace herald::coder {
namespace {

std::string words(const std::string& text, const news::Sentence& s,
                  const std::vector<std::uint32_t>& tokens) {
  std::string out;
  for (const std::uint32_t t : tokens)
    out.append(out.empty() ? "" : " ").append(news::text_of(text, s.tokens[t].span));
  return out;
}

/// "subjects > objects; prep object; +particle (passive) (inherited)".
std::string spell(const std::string& text, const news::Sentence& s, const Roles& roles) {
  std::string out = words(text, s, roles.subjects) + " > " + words(text, s, roles.objects);
  for (const PrepPhrase& p : roles.preps) out += "; " + words(text, s, {p.prep, p.object});
  for (const std::uint32_t p : roles.particles) out += "; +" + words(text, s, {p});
  if (roles.passive) out += " (passive)";
  if (roles.inherited) out += " (inherited)";
  return out;
}

struct Row {
  const char *notation, *verb, *roles;
};

// clang-format off
const Row kTable[] = {
    {"Rebels=rebel/NNS/nsubj>1 attacked=attack/VBD/ROOT>1 troops=troop/NNS/dobj>1", "attacked", "Rebels > troops"},
    {"Rebels=rebel/NNS/nsubj>3 and/CC/cc>0 police/NNS/conj>0 attacked=attack/VBD/ROOT>3 troops=troop/NNS/dobj>3 ,/,/punct>4 ships=ship/NNS/conj>4 and/CC/cc>6 boats=boat/NNS/conj>6",
     "attacked", "Rebels police > troops ships boats"},
    {"Police/NNS/nsubj>1 gave=give/VBD/ROOT>1 rebels=rebel/NNS/dative>1 food/NN/dobj>1", "gave", "Police > food rebels"},
    {"Police/NNS/nsubj>1 gave=give/VBD/ROOT>1 food/NN/dobj>1 to/IN/dative>1 rebels=rebel/NNS/pobj>3", "gave", "Police > food; to rebels"},
    // Passives.
    {"Troops=troop/NNS/nsubjpass>2 were=be/VBD/auxpass>2 attacked=attack/VBN/ROOT>2 by/IN/agent>2 rebels=rebel/NNS/pobj>3 and/CC/cc>4 police/NNS/conj>4",
     "attacked", "rebels police > Troops; by rebels; by police (passive)"},
    {"Troops=troop/NNS/nsubjpass>2 were=be/VBD/auxpass>2 attacked=attack/VBN/ROOT>2", "attacked", " > Troops (passive)"},
    {"Troops=troop/NNS/nsubj>4 attacked=attack/VBN/acl>0 by/IN/agent>1 rebels=rebel/NNS/pobj>2 fled=flee/VBD/ROOT>4", "attacked", "rebels > Troops; by rebels (passive)"},
    {"Troops=troop/NNS/nsubj>4 attacked=attack/VBN/acl>0 by/IN/agent>1 rebels=rebel/NNS/pobj>2 fled=flee/VBD/ROOT>4", "fled", "Troops > "},
    {"Troops=troop/NNS/nsubjpass>2 were=be/VBD/auxpass>2 beaten=beat/VBN/ROOT>2 and/CC/cc>2 jailed=jail/VBN/conj>2", "jailed", " > Troops (passive)"},
    {"Rebels=rebel/NNS/nsubjpass>2 were=be/VBD/auxpass>2 given=give/VBN/ROOT>2 trucks=truck/NNS/dobj>2", "given", " > Rebels trucks (passive)"},
    {"Rebels=rebel/NNS/nsubj>2 have/VBP/aux>2 attacked=attack/VBN/ROOT>2", "attacked", "Rebels > "},
    // Relative clauses.
    {"Rebels=rebel/NNS/nsubj>4 who/WP/nsubj>2 attacked=attack/VBD/relcl>0 troops=troop/NNS/dobj>2 fled=flee/VBD/ROOT>4", "attacked", "Rebels > troops"},
    {"Rebels=rebel/NNS/nsubj>4 who/WP/nsubj>2 attacked=attack/VBD/relcl>0 troops=troop/NNS/dobj>2 fled=flee/VBD/ROOT>4", "fled", "Rebels > "},
    {"Troops=troop/NNS/nsubj>4 that/WDT/dobj>3 rebels=rebel/NNS/nsubj>3 attacked=attack/VBD/relcl>0 fled=flee/VBD/ROOT>4", "attacked", "rebels > Troops"},
    {"Troops=troop/NNS/nsubj>3 rebels=rebel/NNS/nsubj>2 attacked=attack/VBD/relcl>0 fled=flee/VBD/ROOT>3", "attacked", "rebels > Troops"},
    {"Troops=troop/NNS/nsubj>6 who/WP/nsubjpass>3 were=be/VBD/auxpass>3 beaten=beat/VBN/relcl>0 by/IN/agent>3 police/NNS/pobj>4 fled=flee/VBD/ROOT>6", "beaten", "police > Troops; by police (passive)"},
    {"Rebels=rebel/NNS/nsubj>6 who/WP/nsubj>2 shot=shoot/VBD/relcl>0 police/NNS/dobj>2 and/CC/cc>2 ran=run/VBD/conj>2 fled=flee/VBD/ROOT>6", "ran", "Rebels >  (inherited)"},
    // Control.
    {"Police/NNS/nsubj>1 vowed=vow/VBD/ROOT>1 to/TO/aux>3 attack/VB/xcomp>1 rebels=rebel/NNS/dobj>3", "attack", "Police > rebels (inherited)"},
    {"Police/NNS/nsubj>1 urged=urge/VBD/ROOT>1 rebels=rebel/NNS/dobj>1 to/TO/aux>4 leave/VB/xcomp>1", "leave", "rebels >  (inherited)"},
    {"Police/NNS/nsubj>1 urged=urge/VBD/ROOT>1 rebels=rebel/NNS/nsubj>4 to/TO/aux>4 leave/VB/ccomp>1", "leave", "rebels > "},
    {"Rebels=rebel/NNS/nsubjpass>2 were=be/VBD/auxpass>2 told=tell/VBN/ROOT>2 by/IN/agent>2 police/NNS/pobj>3 to/TO/aux>6 leave/VB/xcomp>2", "leave", "Rebels >  (inherited)"},
    {"Police/NNS/nsubj>1 accused=accuse/VBD/ROOT>1 rebels=rebel/NNS/dobj>1 of/IN/prep>1 burning=burn/VBG/pcomp>3 ships=ship/NNS/dobj>4", "burning", "rebels > ships (inherited)"},
    {"Police/NNS/nsubj>1 left=leave/VBD/ROOT>1 town/NN/dobj>1 after/IN/prep>1 burning=burn/VBG/pcomp>3 ships=ship/NNS/dobj>4", "burning", "Police > ships (inherited)"},
    {"Police/NNS/nsubj>1 left=leave/VBD/ROOT>1 burning=burn/VBG/advcl>1 ships=ship/NNS/dobj>2", "burning", "Police > ships (inherited)"},
    {"Ships=ship/NNS/nsubj>3 carrying=carry/VBG/acl>0 food/NN/dobj>1 left=leave/VBD/ROOT>3", "carrying", "Ships > food (inherited)"},
    // Conjuncts.
    {"Police/NNS/nsubj>1 met=meet/VBD/ROOT>1 rebels=rebel/NNS/dobj>1 and/CC/cc>1 left=leave/VBD/conj>1", "left", "Police >  (inherited)"},
    {"Police/NNS/nsubj>1 left=leave/VBD/ROOT>1 and/CC/cc>1 rebels=rebel/NNS/nsubj>4 stayed=stay/VBD/conj>1", "stayed", "rebels > "},
    {"Police/NNS/nsubjpass>2 were=be/VBD/auxpass>2 beaten=beat/VBN/ROOT>2 and/CC/cc>2 fled=flee/VBD/conj>2", "fled", "Police >  (inherited)"},
    // Prepositions and particles.
    {"Police/NNS/nsubj>1 pulled=pull/VBD/ROOT>1 out/RP/prt>1 of/IN/prep>1 town/NN/pobj>3 and/CC/cc>4 port/NN/conj>4", "pulled", "Police > ; of town; of port; +out"},
    {"Police/NNS/nsubj>1 pulled=pull/VBD/ROOT>1 out/IN/prep>1 of/IN/prep>2 town/NN/pobj>3", "pulled", "Police > ; of town; +out"},
    {"They/PRP/nsubj>1 fired=fire/VBD/ROOT>1 from/IN/prep>1 inside/IN/prep>2 town/NN/pobj>3", "fired", "They > ; inside town; +from"},
    {"They/PRP/nsubj>1 left=leave/VBD/ROOT>1 according=accord/VBG/prep>1 to/IN/prep>2 police/NNS/pobj>3", "left", "They > ; +according"},
};
// clang-format on

TEST(RolesOf, SpellsTheTable) {
  for (const Row& row : kTable) {
    std::string text;
    const news::Sentence s = tests::sentence(row.notation, text);
    int found = 0;
    for (std::uint32_t t = 0; t < s.tokens.size(); ++t) {
      if (news::text_of(text, s.tokens[t].span) != row.verb) continue;
      ++found;
      EXPECT_EQ(spell(text, s, roles_of(s, t)), row.roles) << text << " / " << row.verb;
    }
    EXPECT_EQ(found, 1) << row.notation;
  }
}

TEST(RolesOf, CirclesEnd) {
  std::string text;
  const news::Sentence s =
      tests::sentence("go/VB/xcomp>1 stop/VB/conj>0 run/VB/relcl>2 x/NN/conj>4 y/NN/conj>3", text);
  for (std::uint32_t t = 0; t < s.tokens.size(); ++t)
    EXPECT_TRUE(roles_of(s, t).objects.size() <= s.tokens.size());
  EXPECT_LE(with_conjuncts(s, 3).size(), 13U);
}

}  // namespace
}  // namespace herald::coder
