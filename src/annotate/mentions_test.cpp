#include "annotate/mentions.h"

#include <gtest/gtest.h>

#include "../../tests/support/notation.h"
#include "base/text.h"

namespace herald::annotate {
namespace {

const lexicon::ActorLexicon& actors() {
  static const auto loaded = lexicon::load_actors(HERALD_SOURCE_DIR "/data/actors");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

/// An article of hand-made sentences, set apart by " | ".
news::AnnotatedArticle article_of(std::string_view date, std::string_view notation) {
  news::AnnotatedArticle out;
  if (!date.empty()) out.article.published = base::parse_timestamp(date);
  for (const std::string_view line : base::split(notation, '|')) {
    out.sentences.push_back(tests::sentence(line, out.article.text));
  }
  return out;
}

/// "[words] CODE role, Name" for every mention, with marks for adjective, pronoun and stale, and "<head>"
/// when the head is not the last word.
std::string spell(const news::AnnotatedArticle& article) {
  std::string out;
  for (const news::Mention& m : article.mentions) {
    const std::string_view words = news::text_of(article.article.text, m.span);
    const std::string_view head =
        news::text_of(article.article.text, article.sentences[m.sentence].tokens[m.head].span);
    if (!out.empty()) out += "; ";
    out.append("[").append(words).append("]");
    if (!words.ends_with(head)) out.append("<").append(head).append(">");
    out.append(" ").append(m.actor.code);
    if (!m.actor.role.empty()) out.append(" ").append(m.actor.role);
    if (!m.actor.name.empty()) out.append(", ").append(m.actor.name);
    if (m.adjective) out.append(" (adjective)");
    if (m.pronoun) out.append(" (pronoun)");
    if (m.actor.stale) out.append(" (stale ").append(m.actor.stale_since).append(")");
  }
  return out;
}

struct Row {
  const char *date, *notation, *mentions;
};

// clang-format off
const Row kTable[] = {
    {"2024-11-26",
     "North/JJ/amod>1 Korean/JJ/amod>2 leader/NN/compound>5 Kim/NNP/compound>5/PERSON Jong/NNP/compound>5/PERSON Un/NNP/nsubj>6/PERSON met=meet/VBD/ROOT>6 Russian/JJ/amod>9 Defence/NNP/compound>9/ORG Minister/NNP/compound>11 Andrei/NNP/compound>11/PERSON Belousov/NNP/dobj>6/PERSON in/IN/prep>6 Pyongyang/NNP/pobj>12 ././punct>6",
     "[North Korean leader Kim Jong Un] PRKGOV leader, Kim Jong Un; [Russian Defence Minister Andrei Belousov] RUSGOV defence minister, Andrei Belousov"},
    {"2024-11-26",
     "Kim/NNP/compound>2/PERSON Jong/NNP/compound>2/PERSON Un/NNP/nsubj>9/PERSON ,/,/punct>2 the/DT/det>7 North/JJ/amod>6 Korean/JJ/amod>7 leader/NN/appos>2 ,/,/punct>2 inspected=inspect/VBD/ROOT>9 a/DT/det>12 missile/NN/compound>12 base/NN/dobj>9 ././punct>9",
     "[Kim Jong Un, the North Korean leader]<Un> PRKGOV leader, Kim Jong Un"},
    {"2024-11-26",
     "Kim/NNP/compound>2/PERSON Jong/NNP/compound>2/PERSON Un/NNP/nsubj>3/PERSON praised=praise/VBD/ROOT>3 his/PRP$/poss>5 troops=troop/NNS/dobj>3 ././punct>3 | Kim/NNP/nsubj>2/PERSON later/RB/advmod>2 thanked=thank/VBD/ROOT>2 Russia/NNP/dobj>2 ././punct>2",
     "[Kim Jong Un] PRKGOV supreme leader, Kim Jong Un; [his troops] PRKMIL troops; [Kim] PRKGOV supreme leader, Kim Jong Un; [Russia] RUS"},
    {"2024-11-26",
     "President/NNP/compound>2 -/HYPH/punct>2 elect/NNP/compound>4 Donald/NNP/compound>4/PERSON Trump/NNP/nsubj>5/PERSON threatened=threaten/VBD/ROOT>5 Canada/NNP/dobj>5 and/CC/cc>6 Mexico/NNP/conj>6 with/IN/prep>5 tariffs=tariff/NNS/pobj>9 ././punct>5",
     "[President-elect Donald Trump] USAELI president-elect, Donald Trump; [Canada] CAN; [Mexico] MEX"},
    {"2018-03-01",
     "President/NNP/compound>2 Donald/NNP/compound>2/PERSON Trump/NNP/nsubj>3/PERSON dismissed=dismiss/VBD/ROOT>3 Secretary/NNP/nmod>8 of/IN/prep>4 State/NNP/pobj>5/ORG Rex/NNP/compound>8/PERSON Tillerson/NNP/dobj>3/PERSON ././punct>3",
     "[President Donald Trump] USAGOV president, Donald Trump; [Secretary of State Rex Tillerson] USAGOV secretary of state, Rex Tillerson"},
    {"2026-11-20",
     "Russian/JJ/amod>1 President/NNP/compound>3 Vladimir/NNP/compound>3/PERSON Putin/NNP/nsubj>4/PERSON spoke=speak/VBD/ROOT>4 with/IN/prep>4 Trump/NNP/pobj>5/ORG ././punct>4",
     "[Russian President Vladimir Putin] RUSGOV president, Vladimir Putin (stale 2026-01-31); [Trump] USAGOV president, Donald Trump (stale 2026-06-15)"},
    {"2024-11-26",
     "The/DT/det>2 German/JJ/amod>2 chancellor/NN/nsubj>3 spoke=speak/VBD/ROOT>3 with/IN/prep>3 the/DT/det>6 president/NN/pobj>4 of/IN/prep>6 Ukraine/NNP/pobj>7 ././punct>3",
     "[The German chancellor] DEUGOV chancellor, Olaf Scholz; [the president of Ukraine]<president> UKRGOV president, Volodymyr Zelenskyy"},
    {"2024-11-26",
     "The/DT/det>1 Kremlin/NNP/nsubj>2/ORG condemned=condemn/VBD/ROOT>2 Washington/NNP/dobj>2 ././punct>2",
     "[Kremlin] RUSGOV, Kremlin; [Washington] USAGOV"},
    {"2024-11-26",
     "Officials=official/NNS/nsubj>1 met=meet/VBD/ROOT>1 in/IN/prep>1 Washington/NNP/pobj>2 ././punct>1",
     "[Officials] USAGOV official"},
    {"2024-11-26",
     "Turkish/JJ/amod>1 troops=troop/NNS/nsubj>2 shelled=shell/VBD/ROOT>2 a/DT/det>4 village/NN/dobj>2 near/IN/prep>4 the/DT/det>7 border/NN/pobj>5 ././punct>2",
     "[Turkish troops] TURMIL troops"},
    {"2024-11-26",
     "Russia/NNP/poss>2 's/POS/case>0 parliament/NN/nsubj>3 ratified=ratify/VBD/ROOT>3 the/DT/det>5 treaty/NN/dobj>3 ././punct>3",
     "[Russia's parliament] RUSLEG parliament"},
    {"2024-11-26",
     "The/DT/det>4 Russian/JJ/amod>4 and/CC/cc>1 Chinese/JJ/conj>1 presidents=president/NNS/nsubj>5 signed=sign/VBD/ROOT>5 a/DT/det>7 declaration/NN/dobj>5 ././punct>5",
     "[Russian]<presidents> RUSGOV president; [Chinese presidents] CHNGOV president"},
    {"2024-11-26",
     "The/DT/det>2 foreign/JJ/amod>2 ministers=minister/NNS/nsubj>7 of/IN/prep>2 Iran/NNP/pobj>3 and/CC/cc>4 Iraq/NNP/conj>4 met=meet/VBD/ROOT>7 the/DT/det>11 Qatari/JJ/amod>11 prime/JJ/amod>11 minister/NN/dobj>7 ././punct>7",
     "[The foreign ministers of Iran]<ministers> IRNGOV foreign minister; [Iraq]<ministers> IRQGOV foreign minister; [the Qatari prime minister] QATGOV prime minister, Mohammed bin Abdulrahman Al Thani"},
    {"2024-11-26",
     "The/DT/det>2 United/NNP/compound>2 States/NNP/nsubj>6 and/CC/cc>2 South/NNP/compound>5 Korea/NNP/conj>2 held=hold/VBD/ROOT>6 joint/JJ/amod>8 drills=drill/NNS/dobj>6 ././punct>6",
     "[United States] USA; [South Korea] KOR"},
    {"2024-11-26",
     "Hamas/NNP/compound>1/ORG fighters=fighter/NNS/nsubj>2 attacked=attack/VBD/ROOT>2 Israeli/JJ/amod>4 soldiers=soldier/NNS/dobj>2 ././punct>2",
     "[Hamas fighters] PSEREB fighter, Hamas; [Israeli soldiers] ISRMIL soldier"},
    {"2024-11-26",
     "The/DT/det>4/ORG United/NNP/compound>2/ORG Nations/NNP/compound>4/ORG Security/NNP/compound>4/ORG Council/NNP/nsubj>5/ORG condemned=condemn/VBD/ROOT>5 the/DT/det>7 attack/NN/dobj>5 ././punct>5",
     "[United Nations Security Council] IGOUNOSEC, United Nations Security Council"},
    {"2024-11-26",
     "The/DT/det>4 former/JJ/amod>4 South/JJ/amod>3 Korean/JJ/amod>4 president/NN/nsubjpass>6 was=be/VBD/auxpass>6 jailed=jail/VBN/ROOT>6 ././punct>6",
     "[The former South Korean president] KORELI former president"},
    {"2024-11-26",
     "U.S./NNP/compound>1 Senator/NNP/compound>3 Jane/NNP/compound>3/PERSON Roe/NNP/nsubj>4/PERSON visited=visit/VBD/ROOT>4 Taiwan/NNP/dobj>4 ././punct>4",
     "[U.S. Senator Jane Roe] USALEG senator, Jane Roe; [Taiwan] TWN"},
    {"2024-11-26",
     "Iran/NNP/npadvmod>2 -/HYPH/punct>2 backed=back/VBN/amod>3 militants=militant/NNS/nsubj>4 attacked=attack/VBD/ROOT>4 the/DT/det>6 base/NN/dobj>4 ././punct>4",
     "[Iran-backed militants] REB militant"},
    {"2024-11-26",
     "Gunmen=gunman/NNS/nsubj>1 killed=kill/VBD/ROOT>1 four/CD/nummod>3 policemen=policeman/NNS/dobj>1 ././punct>1",
     "[Gunmen] UAF gunman; [four policemen] COP policeman"},
    {"2024-11-26",
     "Protesters=protester/NNS/nsubj>3 in/IN/prep>0 Georgia/NNP/pobj>1 clashed=clash/VBD/ROOT>3 with/IN/prep>3 police/NNS/pobj>4 in/IN/prep>5 Tbilisi/NNP/pobj>6 ././punct>3",
     "[Protesters] GEOOPP protester; [police] GEOCOP police"},
    {"2024-11-26",
     "Michael/NNP/compound>1/PERSON Jordan/NNP/nsubj>2/PERSON opened=open/VBD/ROOT>2 a/DT/det>4 school/NN/dobj>2 ././punct>2",
     ""},
    {"2024-11-26",
     "The/DT/det>1 ships=ship/NNS/nsubj>2 sailed=sail/VBD/ROOT>2 through/IN/prep>2 the/DT/det>5/LOC Gulf/NNP/pobj>3/LOC of/IN/prep>5/LOC Mexico/NNP/pobj>6/LOC ././punct>2",
     ""},
    {"2024-11-26",
     "A/DT/det>1 spokesman/NN/nsubj>7 for/IN/prep>1 the/DT/det>6 Iranian/JJ/amod>6 foreign/JJ/amod>6 ministry/NN/pobj>2 rejected=reject/VBD/ROOT>7 the/DT/det>9 report/NN/dobj>7 ././punct>7",
     "[A spokesman for the Iranian foreign ministry]<spokesman> IRNGOV spokesman"},
    {"2024-11-26",
     "Japan/NNP/nsubj>3 and/CC/cc>0 Australia/NNP/conj>0 signed=sign/VBD/ROOT>3 a/DT/det>6 defence/NN/compound>6 pact/NN/dobj>3 ././punct>3 | The/DT/det>2 two/CD/nummod>2 countries=country/NNS/nsubj>4 will/MD/aux>4 share/VB/ROOT>4 intelligence/NN/dobj>4 ././punct>4",
     "[Japan] JPN; [Australia] AUS; [The two countries] JPN (pronoun); [The two countries] AUS (pronoun)"},
    {"2024-11-26",
     "Pyongyang/NNP/nsubj>1 fired=fire/VBD/ROOT>1 a/DT/det>3 missile/NN/dobj>1 ././punct>1 | The/DT/det>1 South/NNP/nsubj>2/LOC condemned=condemn/VBD/ROOT>2 the/DT/det>4 North/NNP/dobj>2/LOC ././punct>2",
     "[Pyongyang] PRKGOV; [The South] KOR; [the North] PRK"},
    {"2020-05-01",
     "The/DT/det>1 Taliban/NNP/nsubj>2/ORG attacked=attack/VBD/ROOT>2 an/DT/det>5 army/NN/compound>5 post/NN/dobj>2 ././punct>2",
     "[Taliban] AFGREB, Taliban; [an army] MIL army (adjective)"},
    {"2022-05-01",
     "The/DT/det>1 Taliban/NNP/nsubj>2/ORG banned=ban/VBD/ROOT>2 music/NN/dobj>2 ././punct>2",
     "[Taliban] AFGGOV, Taliban"},
    {"2024-11-26",
     "France/NNP/nsubj>1 recalled=recall/VBD/ROOT>1 its/PRP$/poss>3 ambassador/NN/dobj>1 ././punct>1",
     "[France] FRA; [its ambassador] FRAGOV ambassador"},
    {"2024-11-26",
     "Mary/NNP/compound>1/PERSON Smith/NNP/nsubj>8/PERSON ,/,/punct>1 the/DT/det>6 Kenyan/NNP/amod>6 health/NN/compound>6 minister/NN/appos>1 ,/,/punct>1 resigned=resign/VBD/ROOT>8 ././punct>8 | Smith/NNP/nsubj>2/PERSON had=have/VBD/aux>2 criticised=criticise/VBN/ROOT>2 the/DT/det>4 government/NN/dobj>2 ././punct>2",
     "[Mary Smith, the Kenyan health minister]<Smith> KENGOV health minister, Mary Smith; [Smith] KENGOV health minister, Mary Smith; [the government] KENGOV government"},
    {"2024-11-26",
     "The/DT/det>3 Chinese/JJ/amod>3 foreign/JJ/amod>3 minister/NN/nsubj>4 met=meet/VBD/ROOT>4 Lavrov/NNP/dobj>4/PERSON ././punct>4",
     "[The Chinese foreign minister] CHNGOV foreign minister, Wang Yi; [Lavrov] RUSGOV foreign minister, Sergei Lavrov"},
    {"2024-11-26",
     "Rebels=rebel/NNS/nsubj>1 seized=seize/VBD/ccomp>8 the/DT/det>3 town/NN/dobj>1 ,/,/punct>8 an/DT/det>7 army/NN/compound>7 spokesman/NN/nsubj>8 said=say/VBD/ROOT>8 ././punct>8",
     "[Rebels] REB rebel; [an army spokesman] MIL army spokesman"},
    {"2024-11-26",
     "The/DT/det>2/ORG Libyan/JJ/amod>2/ORG House/NNP/nsubj>5/ORG of/IN/prep>2/ORG Representatives/NNPS/pobj>3/ORG rejected=reject/VBD/ROOT>5 the/DT/det>7 plan/NN/dobj>5 ././punct>5",
     "[The Libyan House of Representatives]<House> LBYLEG house of representatives"},
    {"2024-11-26",
     "The/DT/det>3/ORG United/NNP/compound>2/ORG States/NNP/compound>3/ORG House/NNP/nsubj>6/ORG of/IN/prep>3/ORG Representatives/NNPS/pobj>4/ORG passed=pass/VBD/ROOT>6 a/DT/det>8 bill/NN/dobj>6 ././punct>6",
     "[United States House of Representatives]<House> USALEG, House of Representatives"},
    {"2024-11-26",
     "Jake/NNP/compound>1/PERSON Sullivan/NNP/nsubj>2/PERSON called=call/VBD/ROOT>2 his/PRP$/poss>5 Indian/JJ/amod>5 counterpart/NN/dobj>2 ././punct>2 | Mr./NNP/compound>1 Sullivan/NNP/nsubj>2/PERSON praised=praise/VBD/ROOT>2 India/NNP/dobj>2 ././punct>2",
     "[Jake Sullivan] USAGOV national security adviser, Jake Sullivan; [his Indian counterpart] INDGOV counterpart; [Sullivan] USAGOV national security adviser, Jake Sullivan; [India] IND"},
    {"2024-11-26",
     "The/DT/det>2 U.S./NNP/compound>2 ambassador/NN/nsubjpass>8 to/IN/prep>2 Poland/NNP/compound>6 Jane/NNP/compound>6/PERSON Roe/NNP/appos>2/PERSON was=be/VBD/auxpass>8 summoned=summon/VBN/ROOT>8 by/IN/agent>8 the/DT/det>13 Polish/JJ/amod>13 foreign/JJ/amod>13 ministry/NN/pobj>9 ././punct>8",
     "[The U.S. ambassador to Poland Jane Roe]<ambassador> USAGOV ambassador, Jane Roe; [the Polish foreign ministry] POLGOV foreign ministry"},
    {"2024-11-26",
     "Two/CD/nummod>2 police/NN/compound>2 officers=officer/NNS/nsubjpass>4 were=be/VBD/auxpass>4 wounded=wound/VBN/ROOT>4 in/IN/prep>4 Kenya/NNP/poss>8 's/POS/case>6 capital/NN/pobj>5 ././punct>4",
     "[Two police officers] KENCOP police officer"},
    {"2024-11-26",
     "Saudi/NNP/npadvmod>2 -/HYPH/punct>2 led=lead/VBN/amod>3 forces=force/NNS/nsubj>4 bombed=bomb/VBD/ROOT>4 Houthi/NNP/compound>6/ORG rebels=rebel/NNS/dobj>4 in/IN/prep>4 Yemen/NNP/pobj>7 ././punct>4",
     "[Saudi-led forces] MIL forces; [Houthi rebels] YEMREB, Houthis"},
    {"2024-11-26",
     "Hungary/NNP/poss>3 's/POS/case>0 Prime/NNP/compound>3 Minister/NNP/compound>5 Viktor/NNP/compound>5/PERSON Orban/NNP/nsubj>6/PERSON invited=invite/VBD/ROOT>6 Georgian/JJ/amod>8 lawmakers=lawmaker/NNS/dobj>6 ././punct>6",
     "[Hungary's Prime Minister Viktor Orban] HUNGOV prime minister, Viktor Orban; [Georgian lawmakers] GEOLEG lawmaker"},
    {"2024-11-26",
     "The/DT/det>2 prime/JJ/amod>2 minister/NN/nsubj>10 of/IN/prep>2 Japan/NNP/pobj>3 and/CC/cc>2 the/DT/det>9 NATO/NNP/compound>9/ORG secretary/NN/compound>9 general/NN/conj>2 spoke=speak/VBD/ROOT>10 ././punct>10",
     "[The prime minister of Japan]<minister> JPNGOV prime minister, Shigeru Ishiba; [the NATO secretary general] IGONAT secretary general, North Atlantic Treaty Organization"},
    {"2024-11-26",
     "The/DT/det>1 President/NNP/nsubj>6 of/IN/prep>1 Ukraine/NNP/compound>5/ORG Volodymyr/NNP/compound>5/ORG Zelenskyy/NNP/pobj>2/ORG thanked=thank/VBD/ROOT>6 a/DT/det>8 minister/NN/dobj>6 from/IN/prep>8 Norway/NNP/pobj>9 ././punct>6",
     "[The President of Ukraine Volodymyr Zelenskyy]<President> UKRGOV president, Volodymyr Zelenskyy; [a minister from Norway]<minister> NORGOV minister"},
    {"2024-11-26",
     "They/PRP/nsubj>1 expelled=expel/VBD/ROOT>1 the/DT/det>3 minister/NN/dobj>1 from/IN/prep>1 Norway/NNP/pobj>4 ././punct>1",
     "[the minister] NORGOV minister; [Norway] NOR"},
};
// clang-format on

TEST(FindMentions, SpellsTheTable) {
  for (const Row& row : kTable) {
    news::AnnotatedArticle article = article_of(row.date, row.notation);
    find_mentions(actors(), article);
    EXPECT_EQ(spell(article), row.mentions) << article.article.text;
  }
}

TEST(FindMentions, GivesOneActorOneChain) {
  auto article = article_of("2024-11-26",
                            "Kim/NNP/compound>2/PERSON Jong/NNP/compound>2/PERSON Un/NNP/nsubj>3/PERSON "
                            "met=meet/VBD/ROOT>3 Putin/NNP/dobj>3/PERSON ././punct>3 | "
                            "Kim/NNP/nsubj>1/PERSON left=leave/VBD/ROOT>1 ././punct>1");
  find_mentions(actors(), article);
  ASSERT_EQ(article.mentions.size(), 3u);
  EXPECT_EQ(article.mentions[0].chain, article.mentions[2].chain);
  EXPECT_NE(article.mentions[0].chain, article.mentions[1].chain);
}

TEST(FindMentions, UndatedArticleMarksOfficesStale) {
  auto article = article_of("", "Putin/NNP/nsubj>1/PERSON left=leave/VBD/ROOT>1 ././punct>1");
  find_mentions(actors(), article);
  ASSERT_EQ(article.mentions.size(), 1u);
  EXPECT_TRUE(article.mentions[0].actor.stale);
}

TEST(FindMentions, NeverOverlapsAndIsSorted) {
  for (const Row& row : kTable) {
    news::AnnotatedArticle article = article_of(row.date, row.notation);
    find_mentions(actors(), article);
    for (std::size_t i = 1; i < article.mentions.size(); ++i) {
      const news::Mention &a = article.mentions[i - 1], &b = article.mentions[i];
      EXPECT_TRUE(a.sentence < b.sentence || a.end <= b.first || (a.first == b.first && a.end == b.end))
          << article.article.text;
    }
  }
}

TEST(FindMentions, AnyTokensAreFine) {
  // Heads that point nowhere sensible, no labels: some answer, no crash.
  auto article = article_of(
      "2024-11-26",
      "of/IN/ROOT>0 -/HYPH/punct>0 Trump/NNP/ROOT>2 's/POS/case>2 ,/,/punct>2 and/CC/cc>0 Russian/JJ/ROOT>6");
  find_mentions(actors(), article);
  auto none = article_of("2024-11-26", "the/DT/ROOT>0");
  find_mentions(actors(), none);
  EXPECT_TRUE(none.mentions.empty());
}

}  // namespace
}  // namespace herald::annotate
