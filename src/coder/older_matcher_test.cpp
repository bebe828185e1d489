// The dictionary and the sentences are our own; actors are the names in capitals.
#include "coder/older_matcher.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "../../tests/support/codebook_folder.h"
#include "../../tests/support/notation.h"

namespace herald::coder {
namespace {

using news::Modality;

constexpr const char* kVerbs = R"(&TOOL
+SPADE
--- WILL [030] ---
WILL
--- ASK [020] ---
ASK
--- SAY [010] ---
SAY {SAID}
--- VISIT [042:043] ---
VISIT
--- MEND [060] ---
MEND
+FIX_UP
- * {OLD &TOOL} [061]
- * BRIDGE (FOR MONEY) [071]
- * BRIDGE [062]
- NIGHT * [063]
- * (FROM $) + [064]
--- FAIL [---] ---
FAIL
- * BRIDGE [111]
--- STONE [190] ---
STONE
- * (OVER TOLL) [145]
--- MEET [040] ---
MEET {MET}
~ a (a b STONE) SAY = a b 015
)";

const lexicon::Codebook& book() {
  static const auto loaded = [] {
    const tests::CodebookFolder folder({{"classes.txt", "instrument = boat\n"},
                                        {"function_words.txt", "light_verb = hold\nspeech_verb = say\n"},
                                        {"operators.txt", "== commit AGREE - 030\nverb agree DO\n"},
                                        {"compose.tsv", "commit\t*\tAGREE\t-\t030\t-\n"}});
    return lexicon::load_codebook(folder.path());
  }();
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

const lexicon::OlderVerbs& verbs() {
  static const auto loaded = [] {
    auto cameo = lexicon::load_cameo(HERALD_SOURCE_DIR "/data/codebook");
    return lexicon::read_older_verbs("v", kVerbs, std::move(*cameo));
  }();
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

news::AnnotatedArticle article_of(std::string_view notation) {
  news::AnnotatedArticle out;
  out.sentences.push_back(tests::sentence(notation, out.article.text));
  const news::Sentence& s = out.sentences[0];
  for (std::uint32_t t = 0; t < s.tokens.size(); ++t) {
    const std::string word(news::text_of(out.article.text, s.tokens[t].span));
    const bool name = word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
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

/// "SOURCE CODE TARGET line[ > line]" for every act.
std::string acts_of(std::string_view notation) {
  const news::AnnotatedArticle article = article_of(notation);
  const std::vector<Modality> modality(article.sentences[0].tokens.size(), Modality::kHappened);
  const Cast cast(article, 0, book());
  std::string out;
  for (const Act& act : OlderMatcher(verbs(), cast, article.article.text, modality).acts()) {
    if (!out.empty()) out += "; ";
    out += codes(act.sources) + " " + act.cameo + " " + codes(act.targets) + " " + act.rule;
  }
  return out;
}

struct Row {
  const char *notation, *acts;
};

// clang-format off
const Row kTable[] = {
    // The verb's own code, and the pattern that asks for most.
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 SYL/NNP/dobj>1", "FRE 060 SYL v:11"},
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 bridges=bridge/NNS/dobj>1 in/IN/prep>2 SYL/NNP/pobj>3", "FRE 062 SYL v:16"},
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 bridges=bridge/NNS/dobj>1 for/IN/prep>1 money/NN/pobj>3 with/IN/prep>1 SYL/NNP/pobj>5", "FRE 071 SYL v:15"},
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 the/DT/det>4 old/JJ/amod>4 spades=spade/NNS/dobj>1 of/IN/prep>4 SYL/NNP/pobj>5", "FRE 061 SYL v:14"},
    // A braced phrase wants the words side by side at its end.
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 old/JJ/amod>4 iron/NN/compound>4 spades=spade/NNS/dobj>1 of/IN/prep>4 SYL/NNP/pobj>5", "FRE 060 SYL v:11"},
    // A noun of a phrase is no object.
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 SYL/NNP/dobj>1 at/IN/prep>1 bridges=bridge/NNS/pobj>3", "FRE 060 SYL v:11"},
    {"night/NN/compound>1 FRE/NNP/nsubj>2 mended=mend/VBD/ROOT>2 SYL/NNP/dobj>2", "FRE 063 SYL v:17"},
    {"FRE/NNP/nsubj>1 fixed=fix/VBD/ROOT>1 SYL/NNP/dobj>1 up/RP/prt>1", "FRE 060 SYL v:11"},
    // '$' says that the phrase names the source.
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 ships=ship/NNS/dobj>1 from/IN/prep>1 SYL/NNP/pobj>3", "SYL 064 FRE v:18"},
    // Passives.
    {"SYL/NNP/nsubjpass>2 was=be/VBD/auxpass>2 mended=mend/VBN/ROOT>2 by/IN/agent>2 FRE/NNP/pobj>3", "FRE 060 SYL v:11"},
    {"SYL/NNP/nsubjpass>2 was=be/VBD/auxpass>2 mended=mend/VBN/ROOT>2 in/IN/prep>2 FRE/NNP/pobj>3", "FRE 060 SYL v:11"},
    // Two codes.
    {"FRE/NNP/nsubj>1 visited=visit/VBD/ROOT>1 SYL/NNP/dobj>1", "FRE 042 SYL v:9; SYL 043 FRE v:9"},
    {"FRE/NNP/nsubj>3 and/CC/cc>0 SYL/NNP/conj>0 met=meet/VBD/ROOT>3", "FRE+SYL 040 FRE+SYL v:25"},
    // A verb without a code of its own.
    {"FRE/NNP/nsubj>1 failed=fail/VBD/ROOT>1 SYL/NNP/dobj>1", ""},
    {"FRE/NNP/nsubj>1 failed=fail/VBD/ROOT>1 to/TO/aux>3 mend/VB/xcomp>1 SYL/NNP/dobj>3", "FRE 060 SYL v:11"},
    // A preposition that the parser takes for a particle.
    {"FRE/NNP/nsubj>1 stoned=stone/VBD/ROOT>1 over/RP/prt>1 tolls=toll/NNS/dobj>1 in/IN/prep>3 SYL/NNP/pobj>4", "FRE 145 SYL v:24"},
    // Verbs over verbs.
    {"FRE/NNP/nsubj>2 will/MD/aux>2 mend/VB/ROOT>2 SYL/NNP/dobj>2", "FRE 031 SYL v:4 > v:11"},
    {"FRE/NNP/nsubj>3 did=do/VBD/aux>3 not/RB/neg>3 mend/VB/ROOT>3 SYL/NNP/dobj>3", "FRE 121 SYL v:11"},
    {"FRE/NNP/nsubj>3 did=do/VBD/aux>3 not/RB/neg>3 stone/VB/ROOT>3 SYL/NNP/dobj>3", ""},
    {"FRE/NNP/nsubj>1 asked=ask/VBD/ROOT>1 SYL/NNP/dobj>1 to/TO/aux>4 mend/VB/xcomp>1 OST/NNP/dobj>4", "FRE 021 SYL v:5 > v:11"},
    {"FRE/NNP/nsubj>1 said=say/VBD/ROOT>1 FRE/NNP/nsubj>3 stoned=stone/VBD/ccomp>1 SYL/NNP/dobj>3", "FRE 015 SYL v:27 > v:22"},
    {"FRE/NNP/nsubj>1 said=say/VBD/ROOT>1 OST/NNP/nsubj>3 stoned=stone/VBD/ccomp>1 SYL/NNP/dobj>3", "FRE 190 OST v:7 > v:22"},
    // What stands before its speaker is told by itself.
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ccomp>5 SYL/NNP/dobj>1 ,/,/punct>5 OST/NNP/nsubj>5 said=say/VBD/ROOT>5", "FRE 060 SYL v:11"},
    // Nobody to do it to.
    {"FRE/NNP/nsubj>1 mended=mend/VBD/ROOT>1 fences=fence/NNS/dobj>1", ""},
};
// clang-format on

TEST(OlderMatcher, CodesByTheDictionary) {
  for (const Row& row : kTable) EXPECT_EQ(acts_of(row.notation), row.acts) << row.notation;
}

TEST(OlderMatcher, ActsHaveTypes) {
  const news::AnnotatedArticle article =
      article_of("FRE/NNP/nsubj>1 asked=ask/VBD/ROOT>1 SYL/NNP/dobj>1 to/TO/aux>4 leave/VB/xcomp>1");
  const std::vector<Modality> modality(5, Modality::kPlanned);
  const Cast cast(article, 0, book());
  OlderMatcher matcher(verbs(), cast, article.article.text, modality);
  const std::vector<Act> acts = matcher.acts();
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_EQ(acts[0].type, news::EventType::kNone);  // appeals have no PLOVER type
  EXPECT_EQ(acts[0].cameo, "020");
  EXPECT_EQ(acts[0].modality, Modality::kPlanned);
  EXPECT_EQ(matcher.explain().size(), 1u);
}

}  // namespace
}  // namespace herald::coder
