// Marked pairs over a small codebook and sentences of our own: S and T stand on the words SRC and TGT.
#include "coder/relate.h"

#include <gtest/gtest.h>

#include "../../tests/support/codebook_folder.h"
#include "../../tests/support/notation.h"
#include "coder/marks.h"

namespace herald::coder {
namespace {

const lexicon::Codebook& book() {
  static const auto loaded = [] {
    const tests::CodebookFolder folder({
        {"classes.txt", "troops = troop force\n"},
        {"function_words.txt", "light_verb = hold launch\nspeech_verb = say warn\n"},
        {"operators.txt", "== request REQUEST - 100\nverb urge T DO\n== commit - - -\nverb vow DO\n"},
        {"compose.tsv",
         "commit\tASSAULT\tTHREATEN\tviolence\t138\t-\ncommit\tAID\tAGREE\t-\t033\t-\n"
         "refuse\tAID\tREJECT\tassist\t122\t-\nrequest\t*\tREQUEST\t-\t100\t-\n"},
        {"aid.txt", "== AID - 070\nverb help T\nverb send {troops} to T\n"},
        {"assault.txt", "== ASSAULT - 190\nverb attack T\nnoun attack on T\nverb set upon T\n"},
        {"coerce.txt", "== COERCE arrest 173\nverb jail T\n"},
        {"hints.txt", "== PROTEST demo 141\nverb chant\n"},
    });
    return lexicon::load_codebook(folder.path());
  }();
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

/// The evidence of a sentence as "TYPE/mode fit", the best first.
std::string found_in(std::string_view notation, news::Modality all = news::Modality::kHappened) {
  news::AnnotatedArticle article;
  article.sentences.push_back(tests::sentence(notation, article.article.text));
  article.modality.emplace_back(article.sentences[0].tokens.size(), all);
  MarkedPair pair;
  for (const news::Token& token : article.sentences[0].tokens) {
    const std::string_view word = news::text_of(article.article.text, token.span);
    if (word == "SRC") pair.source.push_back(token.span);
    if (word == "TGT") pair.target.push_back(token.span);
  }
  std::string out;
  for (const Evidence& e : relate(book(), article, pair)) {
    if (!out.empty()) out += "; ";
    out += std::string(news::name(e.type)) + (e.mode.empty() ? "" : "/" + e.mode) + " " +
           std::string(name(e.fit));
  }
  return out;
}

struct Row {
  const char *notation, *found;
};

// clang-format off
const Row kTable[] = {
    {"SRC/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 TGT/NNP/dobj>1", "ASSAULT both"},
    {"TGT/NNP/nsubj>1 attacked=attack/VBD/ROOT>1 SRC/NNP/dobj>1", "ASSAULT reversed"},
    {"TGT/NNP/nsubjpass>2 was=be/VBD/auxpass>2 attacked=attack/VBN/ROOT>2 by/IN/agent>2 SRC/NNP/pobj>3", "ASSAULT both"},
    // The mark is the owner of the one who acts, and of the one who is hit.
    {"SRC/NNP/poss>2 's/POS/case>0 men=man/NNS/nsubj>3 attacked=attack/VBD/ROOT>3 a/DT/det>5 post/NN/dobj>3 of/IN/prep>5 TGT/NNP/pobj>6", "ASSAULT both"},
    // The target stands where the pattern has no place for it.
    {"SRC/NNP/nsubj>1 sent=send/VBD/ROOT>1 troops=troop/NNS/dobj>1 near/IN/prep>1 TGT/NNP/pobj>3", "AID one_side"},
    // A verb without its preposition is no idiom.
    {"SRC/NNP/nsubj>1 set=set/VBD/ROOT>1 TGT/NNP/dobj>1 +/RP/prt>1", ""},
    // What the name of one of them tells is not the act.
    {"SRC/NNP/nsubj>1 helped=help/VBD/ROOT>1 jailed=jail/VBN/amod>3 TGT/NNP/dobj>1", "AID both; COERCE/arrest in_sentence"},
    // Hints count for marked pairs.
    {"SRC/NNP/nsubj>1 chanted=chant/VBD/ROOT>1 outside/IN/prep>1 TGT/NNP/pobj>2", "PROTEST/demo one_side"},
    // Done together.
    {"SRC/NNP/nsubj>3 and/CC/cc>0 TGT/NNP/conj>0 swam=swim/VBD/ROOT>3", "COOPERATE on_path"},
    // Said on a condition, of something no line knows.
    {"SRC/NNP/nsubj>1 warned=warn/VBD/ROOT>1 TGT/NNP/dobj>1 it/PRP/nsubj>5 would/MD/aux>5 swim=swim/VB/ccomp>1 unless/IN/mark>8 it/PRP/nsubj>8 stopped=stop/VBD/advcl>5", "THREATEN one_side"},
};
// clang-format on

TEST(Relate, RanksWhatFitsThePair) {
  for (const Row& row : kTable) EXPECT_EQ(found_in(row.notation), row.found) << row.notation;
}

TEST(Relate, WhatLiesAheadIsPromised) {
  const char* help = "SRC/NNP/nsubj>2 will/MD/aux>2 help=help/VB/ROOT>2 TGT/NNP/dobj>2";
  EXPECT_EQ(found_in(help, news::Modality::kPlanned), "AGREE both");
  EXPECT_EQ(found_in(help, news::Modality::kNegated).substr(0, 11), "REJECT/assi");
  EXPECT_EQ(found_in(kTable[0].notation, news::Modality::kPlanned), "THREATEN/violence both");
}

TEST(Marks, StandInPlaceOfMentions) {
  news::AnnotatedArticle article;
  article.sentences.push_back(tests::sentence(
      "the/DT/det>1 army/NN/nsubj>2 left=leave/VBD/ROOT>2 TGT/NNP/dobj>2", article.article.text));
  news::Mention army;
  army.first = 0, army.end = 2, army.head = 1;
  army.span = {0, 8};
  army.actor.code = army.actor.country = "FRE";
  army.chain = 7;
  article.mentions.push_back(army);
  const Marked marked = mark_pair(article, {{4, 8}}, {{14, 17}});
  ASSERT_EQ(article.mentions.size(), 2U) << "the mention under the mark is gone";
  EXPECT_EQ(article.mentions[0].actor.country, "FRE") << "but what it was is known";
  EXPECT_EQ(marked.source_chain, 7U) << "and pronouns of it are still its";
  EXPECT_EQ(article.mentions[1].actor.code, "@target");
  EXPECT_EQ(marked.sentences, std::vector<std::uint32_t>{0});
}

TEST(Marks, OutsideTheTextAreNothing) {
  news::AnnotatedArticle article;
  const Marked marked = mark_pair(article, {{4, 8}}, {});
  EXPECT_TRUE(marked.sentences.empty());
  EXPECT_TRUE(relate(book(), article, {{{4, 8}}, {}}).empty());
}

}  // namespace
}  // namespace herald::coder
