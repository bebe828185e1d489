#include "annotate/modality.h"

#include <gtest/gtest.h>

#include "../../tests/support/notation.h"
#include "base/text.h"

namespace herald::annotate {
namespace {

const lexicon::Codebook& book() {
  static const auto loaded = lexicon::load_codebook(HERALD_SOURCE_DIR "/data/codebook");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

struct Row {
  const char *notation, *word, *modality;
};

// clang-format off
const Row kTable[] = {
    // The verb group.
    {"Police/NNS/nsubj>1 fled=flee/VBD/ROOT>1", "fled", "happened"},
    {"Police/NNS/nsubj>2 have/VBP/aux>2 fled=flee/VBN/ROOT>2", "fled", "happened"},
    {"Police/NNS/nsubj>2 are=be/VBP/aux>2 fleeing=flee/VBG/ROOT>2", "fleeing", "ongoing"},
    {"Police/NNS/nsubj>3 have/VBP/aux>3 been=be/VBN/aux>3 fleeing=flee/VBG/ROOT>3", "fleeing", "ongoing"},
    {"Police/NNS/nsubj>2 were=be/VBD/aux>2 fleeing=flee/VBG/ROOT>2", "fleeing", "happened"},
    {"Ships=ship/NNS/nsubjpass>3 are=be/VBP/auxpass>3 being=be/VBG/auxpass>3 seized=seize/VBN/ROOT>3", "seized", "ongoing"},
    {"Ships=ship/NNS/nsubjpass>2 were=be/VBD/auxpass>2 seized=seize/VBN/ROOT>2", "seized", "happened"},
    {"Police/NNS/nsubj>2 will/MD/aux>2 flee/VB/ROOT>2", "flee", "planned"},
    {"Police/NNS/nsubj>3 will/MD/aux>3 not/RB/neg>3 flee/VB/ROOT>3", "flee", "negated"},
    {"Police/NNS/nsubj>3 wo/MD/aux>3 n't/RB/neg>3 flee/VB/ROOT>3", "flee", "negated"},
    {"Police/NNS/nsubj>3 did=do/VBD/aux>3 not/RB/neg>3 flee/VB/ROOT>3", "flee", "negated"},
    {"Police/NNS/nsubj>2 never/RB/neg>2 fled=flee/VBD/ROOT>2", "fled", "negated"},
    {"Police/NNS/nsubj>2 hardly/RB/advmod>2 fled=flee/VBD/ROOT>2", "fled", "negated"},
    {"Police/NNS/nsubj>2 may/MD/aux>2 flee/VB/ROOT>2", "flee", "hypothetical"},
    {"Police/NNS/nsubj>3 could/MD/aux>3 not/RB/neg>3 flee/VB/ROOT>3", "flee", "negated"},
    {"Police/NNS/nsubj>3 may/MD/aux>3 not/RB/neg>3 flee/VB/ROOT>3", "flee", "hypothetical"},
    {"Police/NNS/nsubj>2 perhaps/RB/advmod>2 fled=flee/VBD/ROOT>2", "fled", "hypothetical"},
    {"Police/NNS/nsubj>3 would/MD/aux>3 have/VB/aux>3 fled=flee/VBN/ROOT>3", "fled", "counterfactual"},
    {"Police/NNS/nsubj>2 would/MD/aux>2 flee/VB/ROOT>2", "flee", "planned"},
    {"Police/NNS/nsubj>2 would/MD/aux>2 flee/VB/ROOT>2 if/IN/mark>5 they/PRP/nsubj>5 saw=see/VBD/advcl>2 him/PRP/dobj>5", "flee", "hypothetical"},
    {"Police/NNS/nsubj>2 are=be/VBP/aux>2 going=go/VBG/ROOT>2 to/TO/aux>4 flee/VB/xcomp>2", "flee", "planned"},
    {"Leaders=leader/NNS/nsubj>2 to/TO/aux>2 meet/VB/ROOT>2 in/IN/prep>2 Rome/NNP/pobj>3", "meet", "planned"},
    {"Leaders=leader/NNS/nsubj>1 are=be/VBP/ROOT>1 to/TO/aux>3 meet/VB/xcomp>1", "meet", "planned"},
    {"Did=do/VBD/aux>2 police/NNS/nsubj>2 flee/VB/ROOT>2 ?/./punct>2", "flee", "hypothetical"},
    // Conditions.
    {"If/IN/mark>2 they/PRP/nsubj>2 attack/VBP/advcl>5 we/PRP/nsubj>5 will/MD/aux>5 close/VB/ROOT>5 it/PRP/dobj>5", "attack", "hypothetical"},
    {"If/IN/mark>2 they/PRP/nsubj>2 attack/VBP/advcl>5 we/PRP/nsubj>5 will/MD/aux>5 close/VB/ROOT>5 it/PRP/dobj>5", "close", "hypothetical"},
    {"When/WRB/advmod>2 they/PRP/nsubj>2 leave/VBP/advcl>5 we/PRP/nsubj>5 will/MD/aux>5 close/VB/ROOT>5", "close", "planned"},
    {"He/PRP/nsubj>1 asked=ask/VBD/ROOT>1 whether/IN/mark>4 they/PRP/nsubj>4 fled=flee/VBD/ccomp>1", "fled", "hypothetical"},
    // Clauses under other verbs.
    {"He/PRP/nsubj>1 said=say/VBD/ROOT>1 police/NNS/nsubj>3 fled=flee/VBD/ccomp>1", "fled", "happened"},
    {"He/PRP/nsubj>1 said=say/VBD/ROOT>1 it/PRP/nsubj>4 would/MD/aux>4 attack/VB/ccomp>1", "attack", "planned"},
    {"He/PRP/nsubj>1 denied=deny/VBD/ROOT>1 that/IN/mark>4 police/NNS/nsubj>4 fled=flee/VBD/ccomp>1", "fled", "denied"},
    {"He/PRP/nsubj>1 denied=deny/VBD/ROOT>1 fleeing=flee/VBG/xcomp>1", "fleeing", "denied"},
    {"He/PRP/nsubj>1 believes=believe/VBZ/ROOT>1 police/NNS/nsubj>3 fled=flee/VBD/ccomp>1", "fled", "hypothetical"},
    {"He/PRP/nsubj>1 hopes=hope/VBZ/ROOT>1 to/TO/aux>3 flee/VB/xcomp>1", "flee", "hypothetical"},
    {"Police/NNS/nsubj>1 fled=flee/VBD/ccomp>3 he/PRP/nsubj>3 denied=deny/VBD/ROOT>3", "fled", "happened"},
    {"He/PRP/nsubj>1 denied=deny/VBD/ROOT>1 that/IN/mark>5 police/NNS/nsubj>5 will/MD/aux>5 flee/VB/ccomp>1", "flee", "denied"},
    // Conjuncts share what stands before both.
    {"Police/NNS/nsubj>2 will/MD/aux>2 meet/VB/ROOT>2 and/CC/cc>2 talk/VB/conj>2", "talk", "planned"},
    {"Police/NNS/nsubj>3 did=do/VBD/aux>3 not/RB/neg>3 meet/VB/ROOT>3 and/CC/cc>3 talked=talk/VBD/conj>3", "talked", "happened"},
    {"Police/NNS/nsubj>2 will/MD/aux>2 meet/VB/ROOT>2 and/CC/cc>2 army/NN/nsubj>6 may/MD/aux>6 shoot/VB/conj>2", "shoot", "hypothetical"},
    // Nouns.
    {"They/PRP/nsubj>2 will/MD/aux>2 hold/VB/ROOT>2 talks=talk/NNS/dobj>2", "talks", "planned"},
    {"They/PRP/nsubj>1 held=hold/VBD/ROOT>1 no/DT/det>3 talks=talk/NNS/dobj>1", "talks", "negated"},
    {"They/PRP/nsubj>1 discussed=discuss/VBD/ROOT>1 planned/JJ/amod>3 talks=talk/NNS/dobj>1", "talks", "planned"},
    {"They/PRP/nsubj>1 discussed=discuss/VBD/ROOT>1 an/DT/det>4 alleged/JJ/amod>4 attack/NN/dobj>1", "attack", "hypothetical"},
    {"He/PRP/nsubj>1 denied=deny/VBD/ROOT>1 the/DT/det>3 attack/NN/dobj>1", "attack", "denied"},
    {"The/DT/det>1 ceasefire/NN/nsubj>2 collapsed=collapse/VBD/ROOT>2", "ceasefire", "negated"},
    {"He/PRP/nsubj>1 spoke=speak/VBD/ROOT>1 of/IN/prep>1 a/DT/det>4 risk/NN/pobj>2 of/IN/prep>4 attack/NN/pobj>5", "attack", "hypothetical"},
    {"He/PRP/nsubj>1 showed=show/VBD/ROOT>1 plans=plan/NNS/dobj>1 for/IN/prep>2 talks=talk/NNS/pobj>3", "talks", "planned"},
    {"They/PRP/nsubj>2 will/MD/aux>2 leave/VB/ROOT>2 after/IN/prep>2 the/DT/det>5 attack/NN/pobj>3", "attack", "happened"},
    {"They/PRP/nsubj>3 did=do/VBD/aux>3 not/RB/neg>3 leave/VB/ROOT>3 during/IN/prep>3 the/DT/det>6 attack/NN/pobj>4", "attack", "happened"},
    {"They/PRP/nsubj>2 will/MD/aux>2 take/VB/ROOT>2 part/NN/dobj>2 in/IN/prep>2 talks=talk/NNS/pobj>4", "talks", "planned"},
};
// clang-format on

TEST(FindModality, Table) {
  for (const Row& row : kTable) {
    news::AnnotatedArticle article;
    article.sentences.push_back(tests::sentence(row.notation, article.article.text));
    find_modality(book(), article);
    const news::Sentence& s = article.sentences[0];
    ASSERT_EQ(article.modality.size(), 1U);
    ASSERT_EQ(article.modality[0].size(), s.tokens.size());
    int found = 0;
    for (std::size_t t = 0; t < s.tokens.size(); ++t) {
      if (news::text_of(article.article.text, s.tokens[t].span) != row.word) continue;
      ++found;
      EXPECT_EQ(news::name(article.modality[0][t]), row.modality) << row.word << ": " << article.article.text;
    }
    EXPECT_EQ(found, 1) << "the word stands once: " << row.notation;
  }
}

TEST(FindModality, CirclesEnd) {
  news::AnnotatedArticle article;
  article.sentences.push_back(tests::sentence(
      "He/PRP/nsubj>1 said=say/VBD/ccomp>2 go/VB/ccomp>1 and/CC/cc>2 talks=talk/NNS/conj>5 of/IN/pobj>4",
      article.article.text));
  find_modality(book(), article);
  EXPECT_EQ(article.modality[0].size(), 6U);
}

}  // namespace
}  // namespace herald::annotate
