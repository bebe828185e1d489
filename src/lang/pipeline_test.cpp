// The pipeline on the real model, where there is one: $HERALD_DATA/model.herald. The expected lines are what
// Python spaCy 3.8.7 prints for the same texts (our own sentences).
#include "lang/pipeline.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "lang/conllu.h"
#include "lang/parse_json.h"

namespace herald::lang {
namespace {

/// The model for tests; nullptr when it is not installed.
const Pipeline* pipeline() {
  static const Pipeline* const loaded = []() -> const Pipeline* {
    const char* folder = std::getenv("HERALD_DATA");
    if (folder == nullptr || !base::file_exists(std::string(folder) + "/model.herald")) return nullptr;
    base::Result<Pipeline> opened = Pipeline::open(std::string(folder) + "/model.herald");
    EXPECT_TRUE(opened) << opened.error().text();
    return opened ? new Pipeline(std::move(*opened)) : nullptr;
  }();
  return loaded;
}

#define NEED_MODEL() \
  if (pipeline() == nullptr) GTEST_SKIP() << "no model.herald in $HERALD_DATA"

/// "word/TAG/POS/lemma/head/dep" per token, '|' before a sentence, then the entities.
std::string spell(const std::string& text, const news::ParsedText& parsed) {
  std::string out;
  for (const news::Token& t : parsed.tokens) {
    out += (out.empty() ? "" : " ") + std::string(t.sentence_start ? "|" : "") +
           std::string(news::text_of(text, t.span)) + "/" + std::string(name(t.tag)) + "/" +
           std::string(name(t.pos)) + "/" + t.lemma + "/" + std::to_string(t.head) + "/" +
           std::string(name(t.dep));
  }
  for (const news::Entity& e : parsed.entities) {
    out +=
        " [" + std::to_string(e.first) + "-" + std::to_string(e.end) + " " + std::string(name(e.label)) + "]";
  }
  return out;
}

std::string parse(const std::string& text) {
  Workspace work;
  news::ParsedText parsed;
  pipeline()->parse(text, work, parsed);
  return spell(text, parsed);
}

TEST(Pipeline, ParsesLikeSpacy) {
  NEED_MODEL();
  EXPECT_EQ(parse("Germany's army didn't attack Paris on Monday. They left."),
            "|Germany/NNP/PROPN/Germany/2/poss 's/POS/PART/'s/0/case army/NN/NOUN/army/5/nsubj "
            "did/VBD/AUX/do/5/aux n't/RB/PART/not/5/neg attack/VB/VERB/attack/5/ROOT "
            "Paris/NNP/PROPN/Paris/5/dobj on/IN/ADP/on/5/prep Monday/NNP/PROPN/Monday/7/pobj "
            "././PUNCT/./5/punct |They/PRP/PRON/they/11/nsubj left/VBD/VERB/leave/11/ROOT "
            "././PUNCT/./11/punct [0-1 GPE] [6-7 GPE] [8-9 DATE]");
}

TEST(Pipeline, AnswersAnyBytes) {
  NEED_MODEL();
  EXPECT_EQ(parse(""), "");
  for (const char* text : {" ", "\n\n", "\xff\xfe", "a\xc3", "caf\xc3\xa9 \xed\xa0\x80 \xf4\x90\x80\x80",
                           "((((((((", "\x01\x02"}) {
    EXPECT_FALSE(parse(text).empty()) << text;
  }
}

TEST(Pipeline, TheWorkspaceChangesNothing) {
  NEED_MODEL();
  const std::string first = "The minister met rebels in Geneva.";
  const std::string second = "Protesters blocked a bridge.";
  Workspace work;
  news::ParsedText parsed;
  pipeline()->parse(first, work, parsed);
  pipeline()->parse(second, work, parsed);
  EXPECT_EQ(spell(second, parsed), parse(second));
  pipeline()->parse(first, work, parsed);
  EXPECT_EQ(spell(first, parsed), parse(first));
}

TEST(Pipeline, ThreadsShareIt) {
  NEED_MODEL();
  const std::string text =
      "Envoys from Elbonia met in Geneva on Friday, officials said. Talks will resume next week.";
  const std::string expected = parse(text);
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& answer : found) threads.emplace_back([&] { answer = parse(text); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : found) EXPECT_EQ(answer, expected);
}

TEST(Pipeline, WindowsEndAtSentences) {
  NEED_MODEL();
  std::string text;
  for (int i = 0; i < 40; ++i)
    text += "Troops crossed the border. The president of Klopstokia condemned the raid. ";
  Workspace work;
  news::ParsedText whole;
  news::ParsedText windows;
  pipeline()->parse(text, work, whole);
  pipeline()->parse_windowed(text, work, windows, 100000);
  EXPECT_EQ(spell(text, windows), spell(text, whole));
  pipeline()->parse_windowed(text, work, windows, 50);
  ASSERT_EQ(windows.tokens.size(), whole.tokens.size());
  for (std::size_t i = 0; i < windows.tokens.size(); ++i) {
    EXPECT_EQ(windows.tokens[i].span, whole.tokens[i].span);
    EXPECT_EQ(windows.tokens[i].sentence_start, whole.tokens[i].sentence_start) << i;
    EXPECT_LT(windows.tokens[i].head, whole.tokens.size());
  }
  pipeline()->parse_windowed(text, work, windows, 1);
  EXPECT_EQ(windows.tokens.size(), whole.tokens.size());
}

news::ParsedText by_hand() {
  news::ParsedText parsed;
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t head, news::Tag tag, bool space,
                       bool start) {
    news::Token t;
    t.span = {begin, end};
    t.head = head;
    t.tag = tag;
    t.pos = tag == news::Tag::kSpace ? news::Pos::kSPACE : news::Pos::kNOUN;
    t.dep = head + 1 == parsed.tokens.size() + 1 ? news::Dep::kROOT : news::Dep::kDep;
    t.space_after = space;
    t.sentence_start = start;
    t.lemma = "x";
    parsed.tokens.push_back(t);
  };
  add(0, 2, 1, news::Tag::kNN, false, true);      // "Oz" hangs from the line break, which hangs from "won"
  add(2, 3, 2, news::Tag::kSpace, false, false);  // "\n"
  add(3, 6, 2, news::Tag::kVBD, false, false);    // "won"
  add(6, 7, 2, news::Tag::kPeriod, true, false);  // "."
  parsed.entities.push_back({0, 2, news::EntityLabel::kGPE});
  return parsed;
}

TEST(Conllu, LeavesOutWhiteSpaceAndRenumbersHeads) {
  EXPECT_EQ(to_conllu("Oz\nwon. ", by_hand()),
            "# text = Oz won.\n"
            "1\tOz\tx\tNOUN\tNN\t_\t2\tdep\t_\tNE=B-GPE\n"
            "2\twon\tx\tNOUN\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No\n"
            "3\t.\tx\tNOUN\t.\t_\t2\tdep\t_\t_\n\n");
  EXPECT_EQ(to_conllu("", {}), "");
}

TEST(ParseJson, IsExact) {
  EXPECT_EQ(
      to_jsonl("a\"1", "Oz\nwon. ", by_hand()),
      R"({"id":"a\"1","text":"Oz\nwon. ","tokens":[[0,2],[2,3],[3,6],[6,7]],"space":[false,false,false,true],)"
      R"("tag":["NN","_SP","VBD","."],"pos":["NOUN","SPACE","NOUN","NOUN"],"lemma":["x","x","x","x"],)"
      R"("head":[1,2,2,2],"dep":["dep","dep","ROOT","dep"],"sent_start":[true,false,false,false],"ents":[[0,2,"GPE"]]})");
}

}  // namespace
}  // namespace herald::lang
