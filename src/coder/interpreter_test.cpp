// Matcher and interpreter over a small codebook and sentences of our own; actors are the names in capitals.
#include "coder/interpreter.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "../../tests/support/codebook_folder.h"
#include "../../tests/support/notation.h"

namespace herald::coder {
namespace {

using news::Modality;

const lexicon::Codebook& book() {
  static const auto loaded = [] {
    const tests::CodebookFolder folder({
        {"classes.txt", "troops = troop force\nvessel = ship boat\nattack = attack raid\n"},
        {"function_words.txt",
         "light_verb = hold launch\nspeech_verb = say\nsport = football\ncrowd_subject = thousand\n"},
        {"operators.txt",
         "== commit AGREE - 030\nverb agree DO\nverb vow DO\n"
         "== request REQUEST - 100\nverb urge T DO\nverb call for DO\n"
         "== refuse REJECT - 120\nverb refuse DO\n"
         "== threaten THREATEN - 130\nverb threaten T\nverb threaten DO\n"
         "== deny - - -\nverb deny DO\n"},
        {"compose.tsv",
         "commit\tRETREAT\tCONCEDE\t-\t035\t-\ncommit\tASSAULT\tTHREATEN\tviolence\t138\t-"
         "\ncommit\tCONSULT\tAGREE\t-\t036\t-\n"
         "request\tRETREAT\tREQUEST\tyield\t105\t-\nrefuse\tCONSULT\tREJECT\tmeet\t125\t-\n"
         "threaten\tASSAULT\tTHREATEN\tviolence\t138\t-\ndeny\t*\t=\t-\t-\tdenied\n"},
        {"consult.txt",
         "== CONSULT - 040\nverb meet T\nverb meet with ST\nnoun talk with ST\nnoun talk between ST\n"},
        {"assault.txt",
         "== ASSAULT - 190\nverb attack T\nnoun attack on T\nverb open fire on T\n== ASSAULT aerial "
         "195\nverb attack T with missile\n"},
        {"retreat.txt",
         "== RETREAT withdraw 0874\nverb withdraw {troops} [from T]\nverb pull +out {troops} [from T]\n"},
        {"coerce.txt", "== COERCE seize 171\nverb seize {vessel}\n"},
        {"accuse.txt", "== ACCUSE - 110\nadj critical of T\n"},
        {"protest.txt", "== PROTEST demo 141\nverb march\n"},
    });
    return lexicon::load_codebook(folder.path());
  }();
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

/// A sentence whose words of three capitals are actors, adjectives when tagged so.
news::AnnotatedArticle article_of(std::string_view notation) {
  news::AnnotatedArticle out;
  out.sentences.push_back(tests::sentence(notation, out.article.text));
  const news::Sentence& s = out.sentences[0];
  for (std::uint32_t t = 0; t < s.tokens.size(); ++t) {
    const std::string word(news::text_of(out.article.text, s.tokens[t].span));
    const bool name = word.size() == 3 &&
                      std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!name) continue;
    news::Mention mention;
    mention.first = mention.head = t;
    mention.end = t + 1;
    mention.span = s.tokens[t].span;
    mention.actor.code = mention.actor.country = word;
    mention.adjective = s.tokens[t].tag == news::Tag::kJJ;
    mention.chain = static_cast<std::uint32_t>(word[0]);
    out.mentions.push_back(mention);
  }
  return out;
}

std::string codes(const std::vector<Fill>& fills) {
  std::string out;
  for (const Fill& fill : fills) out += (out.empty() ? "" : "+") + fill.mention->actor.code;
  return out.empty() ? "-" : out;
}

/// "FRE ASSAULT/aerial SYL planned (reciprocal) promised=TYPE" for every act.
std::string acts_of(std::string_view notation, Modality all = Modality::kHappened) {
  const news::AnnotatedArticle article = article_of(notation);
  const std::vector<Modality> modality(article.sentences[0].tokens.size(), all);
  const Cast cast(article, 0, book());
  const Matcher matcher(book(), cast);
  std::string out;
  for (const Act& act : Interpreter(book(), matcher, modality).acts()) {
    if (!out.empty()) out += "; ";
    out += codes(act.sources) + " " + std::string(news::name(act.type));
    if (!act.mode.empty()) out += "/" + act.mode;
    out += " " + codes(act.targets);
    if (act.modality != Modality::kHappened) out += " " + std::string(news::name(act.modality));
    if (act.reciprocal) out += " (reciprocal)";
    if (act.promised) out += " promised=" + std::string(news::name(act.promised->type));
  }
  return out;
}

struct Row {
  const char *notation, *acts;
};

// clang-format off
const Row kTable[] = {
    {"FRE/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 SYL/NNP/dobj>1", "FRE ASSAULT SYL"},
    {"SYL/NNP/nsubjpass>2 was=be/VBD/auxpass>2 attacked=attack/VBN/ROOT>2 by/IN/agent>2 FRE/NNP/pobj>3", "FRE ASSAULT SYL"},
    {"FRE/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 SYL/NNP/dobj>1 with/IN/prep>1 missiles=missile/NNS/pobj>3", "FRE ASSAULT/aerial SYL"},
    {"FRE/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 SYL/NNP/dobj>1 with/IN/prep>1 OST/NNP/pobj>3", "FRE ASSAULT SYL"},
    {"FRE/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 a/DT/det>3 village/NN/dobj>1", ""},
    {"FRE/NNP/nsubj>1 opened=open/VBD/ROOT>1 fire/NN/dobj>1 on/IN/prep>1 SYL/NNP/pobj>3", "FRE ASSAULT SYL"},
    {"FRE/NNP/nsubj>1 opened=open/VBD/ROOT>1 shops=shop/NNS/dobj>1 on/IN/prep>1 SYL/NNP/pobj>3", ""},
    {"FRE/NNP/nsubj>1 pulled=pull/VBD/ROOT>1 out/RP/prt>1 troops=troop/NNS/dobj>1 from/IN/prep>1 SYL/NNP/pobj>4", "FRE RETREAT/withdraw SYL"},
    {"FRE/NNP/nsubj>1 pulled=pull/VBD/ROOT>1 up/RP/prt>1 troops=troop/NNS/dobj>1 from/IN/prep>1 SYL/NNP/pobj>4", ""},
    {"FRE/NNP/nsubj>1 withdrew=withdraw/VBD/ROOT>1 troops=troop/NNS/dobj>1", "FRE RETREAT/withdraw -"},
    {"FRE/NNP/nsubj>1 seized=seize/VBD/ROOT>1 a/DT/det>4 SYL/JJ/amod>4 ship/NN/dobj>1", "FRE COERCE/seize SYL"},
    {"FRE/NNP/nsubj>1 is=be/VBZ/ROOT>1 critical/JJ/acomp>1 of/IN/prep>2 SYL/NNP/pobj>3", "FRE ACCUSE SYL"},
    // Nouns and light verbs.
    {"FRE/NNP/nsubj>1 launched=launch/VBD/ROOT>1 an/DT/det>3 attack/NN/dobj>1 on/IN/prep>3 SYL/NNP/pobj>4", "FRE ASSAULT SYL"},
    {"FRE/NNP/poss>2 's/POS/case>0 attack/NN/nsubj>5 on/IN/prep>2 SYL/NNP/pobj>3 failed=fail/VBD/ROOT>5", "FRE ASSAULT SYL"},
    {"FRE/NNP/nsubj>1 watched=watch/VBD/ROOT>1 an/DT/det>3 attack/NN/dobj>1 on/IN/prep>3 SYL/NNP/pobj>4", ""},
    // Together.
    {"FRE/NNP/nsubj>1 held=hold/VBD/ROOT>1 talks=talk/NNS/dobj>1 with/IN/prep>2 SYL/NNP/pobj>3", "FRE CONSULT SYL (reciprocal)"},
    {"Talks=talk/NNS/nsubj>5 between/IN/prep>0 FRE/NNP/pobj>1 and/CC/cc>2 SYL/NNP/conj>2 ended=end/VBD/ROOT>5", "FRE+SYL CONSULT FRE+SYL (reciprocal)"},
    {"FRE/NNP/nsubj>3 and/CC/cc>0 SYL/NNP/conj>0 met=meet/VBD/ROOT>3", "FRE+SYL CONSULT FRE+SYL (reciprocal)"},
    // Operators.
    {"FRE/NNP/nsubj>1 agreed=agree/VBD/ROOT>1 to/TO/aux>3 withdraw/VB/xcomp>1 troops=troop/NNS/dobj>3 from/IN/prep>3 SYL/NNP/pobj>5", "FRE CONCEDE SYL promised=RETREAT"},
    {"FRE/NNP/nsubj>1 vowed=vow/VBD/ROOT>1 to/TO/aux>3 attack/VB/xcomp>1 SYL/NNP/dobj>3", "FRE THREATEN/violence SYL promised=ASSAULT"},
    {"FRE/NNP/nsubj>1 urged=urge/VBD/ROOT>1 SYL/NNP/dobj>1 to/TO/aux>4 withdraw/VB/xcomp>1 troops=troop/NNS/dobj>4 from/IN/prep>4 OST/NNP/pobj>6", "FRE REQUEST/yield SYL"},
    {"FRE/NNP/nsubj>1 refused=refuse/VBD/ROOT>1 to/TO/aux>3 meet/VB/xcomp>1 SYL/NNP/dobj>3", "FRE REJECT/meet SYL"},
    {"FRE/NNP/nsubj>1 threatened=threaten/VBD/ROOT>1 to/TO/aux>3 attack/VB/xcomp>1 SYL/NNP/dobj>3", "FRE THREATEN/violence SYL promised=ASSAULT"},
    {"FRE/NNP/nsubj>1 threatened=threaten/VBD/ROOT>1 SYL/NNP/dobj>1", "FRE THREATEN SYL"},
    {"FRE/NNP/nsubj>1 denied=deny/VBD/ROOT>1 attacking=attack/VBG/xcomp>1 SYL/NNP/dobj>2", "FRE ASSAULT SYL denied"},
    {"FRE/NNP/nsubj>1 agreed=agree/VBD/ROOT>1 that/IN/mark>5 bread/NN/nsubj>5 is=be/VBZ/aux>5 rising=rise/VBG/ccomp>1", ""},
    // Speech with a modal.
    {"FRE/NNP/nsubj>1 said=say/VBD/ROOT>1 it/PRP/nsubj>4 would/MD/aux>4 withdraw/VB/ccomp>1 troops=troop/NNS/dobj>4 from/IN/prep>4 SYL/NNP/pobj>6", "FRE CONCEDE SYL promised=RETREAT"},
    {"FRE/NNP/nsubj>1 said=say/VBD/ROOT>1 SYL/NNP/nsubj>4 should/MD/aux>4 withdraw/VB/ccomp>1 troops=troop/NNS/dobj>4 from/IN/prep>4 OST/NNP/pobj>6", "FRE REQUEST/yield SYL"},
    {"FRE/NNP/nsubj>1 said=say/VBD/ROOT>1 SYL/NNP/nsubj>3 attacked=attack/VBD/ccomp>1 OST/NNP/dobj>3", "SYL ASSAULT OST"},
    // What is left out.
    {"FRE/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 SYL/NNP/dobj>1 in/IN/prep>1 football/NN/pobj>3", ""},
    {"FRE/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 FRE/NNP/dobj>1", "FRE ASSAULT -"},
    {"Thousands=thousand/NNS/nsubj>1 marched=march/VBD/ROOT>1 in/IN/prep>1 town/NN/pobj>2", "- PROTEST/demo -"},
    {"Dogs=dog/NNS/nsubj>1 marched=march/VBD/ROOT>1 in/IN/prep>1 town/NN/pobj>2", ""},
};
// clang-format on

TEST(Interpreter, SpellsTheTable) {
  for (const Row& row : kTable) EXPECT_EQ(acts_of(row.notation), row.acts) << row.notation;
}

TEST(Interpreter, TakesTheModalityOfTheTrigger) {
  EXPECT_EQ(acts_of(kTable[0].notation, Modality::kPlanned), "FRE ASSAULT SYL planned");
  EXPECT_EQ(acts_of("FRE/NNP/nsubj>1 refused=refuse/VBD/ROOT>1 to/TO/aux>3 meet/VB/xcomp>1 SYL/NNP/dobj>3",
                    Modality::kHypothetical),
            "FRE REJECT/meet SYL hypothetical");
}

TEST(Matcher, TellsWhatItTried) {
  const news::AnnotatedArticle article = article_of(kTable[0].notation);
  const Cast cast(article, 0, book());
  const Matcher matcher(book(), cast);
  std::string tried;
  for (const auto& [pattern, fired] : matcher.tried(1)) tried += pattern->rule + (fired ? " yes; " : " no; ");
  EXPECT_EQ(tried, "assault.txt:6 verb attack T with missile no; assault.txt:2 verb attack T yes; ");
  EXPECT_TRUE(matcher.tried(0).empty()) << "a name is no trigger";
  EXPECT_FALSE(matcher.readings(1, false).over.has_value());
  EXPECT_FALSE(matcher.readings(0, false).deed.has_value());
}

TEST(Cast, ActorsInsideAPhrase) {
  const news::AnnotatedArticle article = article_of(
      "The/DT/det>2 SYL/JJ/amod>2 ship/NN/nsubj>4 of/IN/nmod>2 left=leave/VBD/ROOT>4 FRE/NNP/dobj>4");
  const Cast cast(article, 0, book());
  EXPECT_EQ(codes(cast.at(2, false)), "SYL");
  EXPECT_TRUE(cast.at(2, false).front().indirect);
  EXPECT_EQ(codes(cast.at(2, true)), "-") << "a ship is here no instrument";
  EXPECT_EQ(codes(cast.direct(2)), "-");
  EXPECT_EQ(codes(cast.adjective(1)), "SYL");
  EXPECT_EQ(codes(cast.direct(5)), "FRE");
}

}  // namespace
}  // namespace herald::coder
