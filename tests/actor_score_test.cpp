#include "actor_score.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace herald::tests {
namespace {

const Dictionary kDictionary{
    [](std::string_view code) { return code == "IRN" || code == "OMN" || code == "RUS" || code == "SOM"; },
    [](std::string_view code) { return code == "GOV" || code == "MIL" || code == "UAF"; },
    [](std::string_view name) { return name == "United Nations"; }};

struct Said {
  std::string words, code, name;
  bool pronoun = false, adjective = false;
};

Passage passage_of(const std::string& marked) {
  auto read = parse_passages("== p\ndate: 2023-05-12\n\n" + marked, "x");
  EXPECT_TRUE(read) << (read ? "" : read.error().text());
  return read ? (*read)[0] : Passage{};
}

std::vector<news::Mention> mentions_of(const Passage& passage, const std::vector<Said>& said) {
  std::vector<news::Mention> out;
  for (const Said& one : said) {
    news::Mention& mention = out.emplace_back();
    const auto at = static_cast<std::uint32_t>(passage.text.find(one.words));
    mention.span = {at, at + static_cast<std::uint32_t>(one.words.size())};
    mention.actor.code = one.code;
    mention.actor.name = one.name;
    mention.pronoun = one.pronoun;
    mention.adjective = one.adjective;
  }
  return out;
}

Scores scores_of(const std::string& marked, const std::vector<Said>& said) {
  const Passage passage = passage_of(marked);
  Scores scores;
  for (const Outcome& outcome : match(passage, mentions_of(passage, said), kDictionary)) scores.add(outcome);
  return scores;
}

std::string spell(const Count& count) {
  return std::to_string(count.gold) + "/" + std::to_string(count.predicted) + "/" +
         std::to_string(count.right);
}

/// "identity code sector name unknown", each gold/predicted/right, then every kind counted.
std::string spell(const Scores& scores) {
  std::string out = spell(scores.identity) + " " + spell(scores.code) + " " + spell(scores.sector) + " " +
                    spell(scores.name) + " " + spell(scores.unknown);
  for (const auto& [kind, count] : scores.kinds) out += " " + kind + "=" + spell(count);
  return out;
}

TEST(ActorScore, TakesCodesApart) {
  const std::pair<std::string, std::string> table[] = {
      {"IRN", "IRN||"}, {"IRNGOV", "IRN||GOV"}, {"UAF", "||UAF"}, {"IGOUNO", "|IGOUNO|"}, {"", "||"}};
  for (const auto& [code, parts] : table) {
    const CodeParts got = parts_of(code, kDictionary);
    EXPECT_EQ(got.country + "|" + got.body + "|" + got.sector, parts);
  }
}

TEST(ActorScore, Counts) {
  struct {
    std::string marked;
    std::vector<Said> said;
    std::string counts;
  } const table[] = {
      // right; missed; a mention without code is none
      {"{Iran|IRN|state} left.", {{"Iran", "IRN", ""}}, "1/1/1 1/1/1 0/0/0 0/0/0 0/0/0 state=1/1/1"},
      {"{Iran|IRN|state} left.", {{"Iran", "", ""}}, "1/0/0 1/0/0 0/0/0 0/0/0 0/0/0 state=1/0/0"},
      // right state, wrong sector; the other way round
      {"{The envoy|IRNGOV|role} left.",
       {{"envoy", "IRNMIL", ""}},
       "1/1/1 1/1/0 1/1/0 0/0/0 0/0/0 role=1/1/0"},
      {"{The envoy|IRNGOV|role} left.",
       {{"envoy", "OMNGOV", ""}},
       "1/1/0 1/1/0 1/1/1 0/0/0 0/0/0 role=1/1/0"},
      // a bare sector and a body
      {"{Gunmen|UAF|role} left.", {{"Gunmen", "UAF", ""}}, "0/0/0 1/1/1 1/1/1 0/0/0 0/0/0 role=1/1/1"},
      {"{The UN|IGOUNO|body} left.", {{"UN", "IGOUNO", ""}}, "1/1/1 1/1/1 0/0/0 0/0/0 0/0/0 body=1/1/1"},
      // either of two codes; the one nearest by state is held against a wrong one
      {"{Troops|IRNMIL/RUSMIL|role} left.",
       {{"Troops", "RUSGOV", ""}},
       "1/1/1 1/1/0 1/1/0 0/0/0 0/0/0 role=1/1/0"},
      // of two mentions the better cover counts
      {"{Russian troops|RUSMIL|role} left.",
       {{"Russian troops", "RUSMIL", ""}, {"troops", "MIL", ""}},
       "1/1/1 1/2/1 1/2/1 0/0/0 0/0/0 role=1/2/1"},
      // two actors are matched by code, whatever the order
      {"{Both sides|IRN+OMN|definite} left.",
       {{"Both", "OMN", ""}, {"sides", "IRN", ""}},
       "2/2/2 2/2/2 0/0/0 0/0/0 0/0/0 definite=2/2/2"},
      {"{Both sides|IRN+OMNGOV|definite} left.",
       {{"Both", "OMN", ""}},
       "2/1/1 2/1/0 1/0/0 0/0/0 0/0/0 definite=2/1/0"},
      {"{Both sides|IRN+OMN|definite} left.",
       {{"Both", "OMN", "", true}, {"sides", "IRN", "", true}, {"Both sides", "RUS", "", true}},
       "2/3/2 2/3/2 0/0/0 0/0/0 0/0/0 definite=2/2/2 pronoun=0/1/0"},
      // unknown: silence, a bare sector, a claim
      {"{Jane Doe|-|unknown} left.", {}, "0/0/0 0/0/0 0/0/0 0/0/0 1/0/1"},
      {"{Jane Doe|-|unknown} left.", {{"Jane Doe", "GOV", "Jane Doe"}}, "0/0/0 0/0/0 0/0/0 0/0/0 1/0/1"},
      {"{Jane Doe|-|unknown} left.",
       {{"Jane Doe", "IRNGOV", "Jane Doe"}},
       "0/1/0 0/1/0 0/1/0 0/1/0 1/0/0 person=0/1/0"},
      // names, whatever the accents
      {"{Çelik|RUSGOV|surname|Omer Celik} left.",
       {{"Çelik", "RUSGOV", "Ömer ÇELİK"}},
       "1/1/1 1/1/1 1/1/1 1/1/1 0/0/0 surname=1/1/1"},
      {"{Celik|RUSGOV|surname|Omer Celik} left.",
       {{"Celik", "RUSGOV", ""}},
       "1/1/1 1/1/1 1/1/1 1/0/0 0/0/0 surname=1/1/1"}};
  for (const auto& [marked, said, counts] : table)
    EXPECT_EQ(spell(scores_of(marked, said)), counts) << marked;
}

TEST(ActorScore, SpuriousMentionsGoByTheirLook) {
  const std::pair<Said, std::string> table[] = {{{"He", "IRNGOV", "Ali Omar", true}, "pronoun"},
                                                {{"Iranian", "IRN", "", false, true}, "adjective"},
                                                {{"Ali Omar", "IRNGOV", "Ali Omar"}, "person"},
                                                {{"Omar", "IRNGOV", "Ali Omar"}, "surname"},
                                                {{"U.N.", "IGOUNO", "United Nations"}, "body"},
                                                {{"U.N.", "IGOUNO", ""}, "body"},
                                                {{"Iran", "IRN", ""}, "state"},
                                                {{"gunmen", "UAF", ""}, "role"},
                                                {{"gunmen", "IRNUAF", ""}, "role"}};
  for (const auto& [said, kind] : table) {
    const Scores scores = scores_of("He said Iranian gunmen of Ali Omar had left the U.N. in Iran.", {said});
    ASSERT_EQ(scores.kinds.size(), 1u);
    EXPECT_EQ(scores.kinds.begin()->first, kind);
    EXPECT_EQ(spell(scores.kinds.begin()->second), "0/1/0");
  }
}

TEST(ActorScore, MentionGoesToTheMarkItOverlapsMost) {
  const Passage passage = passage_of("{Iran|IRN|state} and {Oman|OMN|state} and {Rus|RUS|state}.");
  const auto mentions = mentions_of(passage, {{"Iran and Oman", "IRN", ""}, {"n and Rus", "RUS", ""}});
  const auto outcomes = match(passage, mentions, kDictionary);
  ASSERT_EQ(outcomes.size(), 3u);
  EXPECT_TRUE(outcomes[0].right());
  EXPECT_FALSE(outcomes[1].mention);
  EXPECT_TRUE(outcomes[2].right());
}

TEST(ActorScore, RightNeedsTheNameWhereOneIsGiven) {
  const Passage passage = passage_of("{Omar|IRNGOV|surname|Ali Omar} left.");
  for (const auto& [name, right] : {std::pair{"Ali Omar", true}, {"Omar", false}, {"", false}}) {
    const auto outcomes = match(passage, mentions_of(passage, {{"Omar", "IRNGOV", name}}), kDictionary);
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_EQ(outcomes[0].right(), right) << name;
  }
}

TEST(ActorScore, SpellsErrors) {
  const Passage passage =
      passage_of("{Omar|IRNGOV/IRNMIL|surname|Ali Omar} left {both|IRN+OMN|definite}. Rus.");
  const auto mentions =
      mentions_of(passage, {{"Omar left", "IRN", "Omar"}, {"both", "OMN", ""}, {"Rus", "RUS", ""}});
  std::vector<std::string> lines;
  for (const Outcome& outcome : match(passage, mentions, kDictionary)) {
    if (!outcome.right()) lines.push_back(spell(passage, mentions, outcome));
  }
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "surname\tIRNGOV/IRNMIL (Ali Omar)\tIRN (Omar) \"Omar left\"\t[Omar] left both. Rus.",
                       "definite\tIRN of IRN+OMN\t-\tOmar left [both]. Rus.",
                       "spurious state\t-\tRUS\tOmar left both. [Rus]."}));
}

TEST(ActorScore, RowsHaveAFixedOrder) {
  std::map<std::string, Scores> sets;
  sets["test"];
  sets["dev"].code = {3, 4, 2};
  const auto rows = score_rows(sets);
  ASSERT_EQ(rows.size(), 1u + 2 * 18);
  EXPECT_EQ(base::join({rows[4].begin(), rows[4].end()}, " "), "dev code all 3 4 2 50.0 66.7");
  EXPECT_EQ(base::join({rows[19].begin(), rows[19].end()}, " "), "test identity all 0 0 0 - -");
}

}  // namespace
}  // namespace herald::tests
