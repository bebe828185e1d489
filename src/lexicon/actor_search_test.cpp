#include "lexicon/actor_search.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace herald::lexicon {
namespace {

const ActorLexicon& actors() {
  static const auto loaded = load_actors(HERALD_SOURCE_DIR "/data/actors");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

const NameBook& book() {
  static const NameBook made(actors());
  return made;
}

TEST(FoldedName, DropsCaseAccentsAndPunctuation) {
  const std::pair<const char*, const char*> kTable[] = {{"Côte d’Ivoire", "cote d ivoire"},
                                                        {"COTE D'IVOIRE", "cote d ivoire"},
                                                        {"the U.S.", "us"},
                                                        {"  Al-Assad ", "al assad"},
                                                        {"", ""},
                                                        {"...", ""},
                                                        {"Nicolás Maduro", "nicolas maduro"}};
  for (const auto& [name, folded] : kTable) EXPECT_EQ(folded_name(name), folded) << name;
}

TEST(NameBook, FindsANameHoweverItIsTyped) {
  const std::pair<const char*, const char*> kTable[] = {
      {"united states", "USA"},  {"TÜRKIYE", "TUR"}, {"cote d'ivoire", "CIV"}, {"u.s.", "USA"},
      {"vladimir putin", "RUS"}, {"nato", "IGONAT"}, {"Kremlin", "RUSGOV"},    {"berlin", "DEUGOV"}};
  for (const auto& [name, code] : kTable) {
    const auto found = book().named(name);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const NameEntry& e) {
      return actors().code_of(e.reading) == code;
    })) << name;
  }
  EXPECT_TRUE(book().named("Nobody At All").empty());
  EXPECT_TRUE(book().named("").empty());
}

TEST(NameBook, SearchFindsPartsAndSlips) {
  const std::pair<const char*, const char*> kTable[] = {{"zelenksy", "Zelensk"},
                                                        {"Erdogn", "Erdo"},
                                                        {"nited Nation", "United Nations"},
                                                        {"Afganistan", "Afghanistan"}};
  for (const auto& [text, name] : kTable) {
    const NameHits found = book().search(text, {});
    EXPECT_TRUE(std::any_of(found.hits.begin(), found.hits.end(), [&](const NameHit& h) {
      return h.entry.text.find(name) != std::string_view::npos;
    })) << text;
  }
}

TEST(NameBook, SearchKeepsKindAndLimit) {
  const NameHits found = book().search("republic", {"party", 5});
  EXPECT_EQ(found.hits.size(), 5u);
  EXPECT_GT(found.all, 5u);
  for (const NameHit& hit : found.hits) EXPECT_EQ(hit.entry.reading.kind, NameKind::kParty);
  EXPECT_EQ(book().search("Germany", {"country", 1}).hits.front().entry.text, "Germany");
  EXPECT_TRUE(book().search("", {}).hits.empty());
}

}  // namespace
}  // namespace herald::lexicon
