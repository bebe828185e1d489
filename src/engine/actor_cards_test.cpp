#include "engine/actor_cards.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/actor_day.h"
#include "engine/text_table.h"

namespace herald::engine {
namespace {

const lexicon::ActorLexicon& actors() {
  static const auto loaded = lexicon::open_actors(
      {HERALD_SOURCE_DIR "/data/actors", "", {HERALD_SOURCE_DIR "/tests/support/invented"}});
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

const lexicon::NameBook& book() {
  static const lexicon::NameBook made(actors());
  return made;
}

std::optional<base::Date> day(std::string_view text) {
  return base::parse_date(text);
}

/// "kind name code result standing" of every reading.
std::string spell(std::string_view text, std::string_view date) {
  std::string out;
  for (const ActorCard& card : explain_actor(actors(), book(), text, day(date)).cards) {
    out += (out.empty() ? "" : "; ") + card.kind + " " + card.name + " " + card.code;
    if (!card.standing.empty()) out += " " + card.result + " " + card.standing;
  }
  return out;
}

TEST(ExplainActor, GivesEveryReading) {
  const struct {
    const char *text, *date, *readings;
  } kTable[] = {
      {"Freedonia", "", "country Freedonia FRE"},
      {"FREEDONIAN", "", "country Freedonia FRE"},
      {"FRE", "", "country Freedonia FRE"},
      {"firefly", "2020-01-01", "person Rufus Firefly FRE FREGOV in office"},
      {"rufus firefly", "2014-01-01", "person Rufus Firefly FRE FREELI future"},
      {"Rufus Firefly", "2031-01-01", "person Rufus Firefly FRE FREGOV stale"},
      {"Freedonian president", "2020-01-01", "office president of Freedonia FRE FREGOV held"},
      {"president of Freedonia", "2031-01-01", "office president of Freedonia FRE  unknown"},
      {"FREMIL", "", "code Freedonia FREMIL"},
      {"president Firefly", "2020-01-01", "person Rufus Firefly FRE FREGOV in office"},
      {"Freedonian president Rufus Firefly", "2031-01-01", "person Rufus Firefly FRE FREGOV stale"},
      {"Freedonian troops", "", "role troops of Freedonia FREMIL"},
      {"mayor of Freedonia", "", "role mayor of Freedonia FREGOV"},
      {"president of the European Commission", "2022-01-01",
       "office president of the european commission IGOEUR IGOEUR held"},
      {"moon Firefly", "", ""},
      {"spokesman of the moon", "", ""},
      {"", "", ""},
  };
  for (const auto& t : kTable) EXPECT_EQ(spell(t.text, t.date), t.readings) << t.text << " " << t.date;
}

TEST(ExplainActor, NamesACodeOfManyByTheBodyThatOwnsIt) {
  const struct {
    const char *code, *name;
  } kTable[] = {{"FRE", "Freedonia"},         {"FREMIL", "Freedonia, armed forces"},
                {"IGOUNO", "United Nations"}, {"IGOEUR", "European Union"},
                {"IGOAFU", "African Union"},  {"IGONOBODY", "IGONOBODY"}};
  for (const auto& t : kTable) EXPECT_EQ(name_of_code(actors(), t.code), t.name);
  const ActorAnswer union_of_many = explain_actor(actors(), book(), "IGOEUR", day("2022-01-01"));
  ASSERT_EQ(union_of_many.cards.size(), 1u);
  EXPECT_FALSE(union_of_many.cards[0].offices.empty());
  EXPECT_FALSE(union_of_many.cards[0].memberships.empty());
}

TEST(ExplainActor, SaysWhyARowDoesNotCount) {
  const ActorAnswer answer = explain_actor(actors(), book(), "Rufus Firefly", day("2031-01-01"));
  ASSERT_EQ(answer.cards.size(), 1u);
  EXPECT_EQ(answer.cards[0].offices[0].verdict, "known only until 2030-01-01: stale");
  EXPECT_TRUE(answer.cards[0].offices[0].decides);
  EXPECT_NE(to_text(answer).find("known only until 2030-01-01"), std::string::npos);
}

TEST(ActorDay, ListsHeadsAndOffices) {
  const ActorDay heads = heads_on(actors(), *day("2020-01-01"));
  const auto at =
      std::find_if(heads.heads.begin(), heads.heads.end(), [](const HeadsRow& r) { return r.code == "FRE"; });
  ASSERT_NE(at, heads.heads.end());
  ASSERT_EQ(at->state.size(), 1u);
  EXPECT_EQ(at->state[0].person, "Rufus Firefly");
  EXPECT_EQ(offices_on(actors(), "FRE", *day("2020-01-01")).held.size(), 1u);
  const ActorDay later = offices_on(actors(), "FRE", *day("2031-01-01"));
  EXPECT_TRUE(later.held.empty());
  ASSERT_EQ(later.lapsed.size(), 1u);
  EXPECT_EQ(offices_on(actors(), "FREMIL", *day("2020-01-01")).held.size(), 0u);
}

TEST(TextTable, AlignsByCodePoints) {
  TextTable table({"name", "code"});
  table.add({"Türkiye", "TUR"});
  table.add({"a", ""});
  EXPECT_EQ(table.text(" "), " name     code\n Türkiye  TUR\n a\n");
  EXPECT_EQ(wrapped("one two three", 7, "  "), "one two\n  three");
}

}  // namespace
}  // namespace herald::engine
