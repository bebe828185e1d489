#include "lexicon/cameo.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace herald::lexicon {
namespace {

const Cameo& cameo() {
  static const auto loaded = load_cameo(HERALD_SOURCE_DIR "/data/codebook");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

TEST(Cameo, AddsUpVerbs) {
  struct Row {
    const char *over, *inner, *sum;
  };
  const Row kTable[] = {
      {"030", "070", "033"},                                                  // will help
      {"030", "072", "0332"},                                                 // will send arms
      {"120", "070", "122"},                                                  // refused to help
      {"120", "071", "1221"},  {"030", "190", "138"},                         // wants to attack
      {"030", "173", "173"},                                                  // means to arrest
      {"030", "161", "1313"},                                                 // means to break off relations
      {"130", "162", "1311"},                                                 // threatens to cut aid
      {"020", "070", "023"},                                                  // asks for help
      {"020", "0874", "0256"},                                                // asks for a withdrawal
      {"100", "040", "106"},   {"010", "190", "190"},                         // says that
      {"012", "070", "070"},   {"030", "010", "030"}, {"160", "174", "080"},  // stops expelling
      {"120", "190", ""},                                                     // does not attack
      {"120", "111", "050"},                                                  // does not criticise
      {"120", "124", "124"},   {"999", "070", "070"},                         // no code of CAMEO adds nothing
      {"030", "999", "030"},   {"120", "120", "120"},
  };
  for (const Row& row : kTable)
    EXPECT_EQ(cameo().combine(row.over, row.inner), row.sum) << row.over << " " << row.inner;
  EXPECT_EQ(cameo().negated("040"), "125");
  EXPECT_EQ(cameo().negated("345"), "");
}

TEST(Cameo, TypesOfCodes) {
  const auto spell = [](const char* code) {
    const PloverType type = cameo().plover(code);
    return std::string(news::name(type.type)) + "/" + type.mode;
  };
  EXPECT_EQ(spell("0333"), "AGREE/");
  EXPECT_EQ(spell("0811"), "CONCEDE/");
  EXPECT_EQ(spell("0813"), "RETREAT/");
  EXPECT_EQ(spell("0871"), "RETREAT/ceasefire");
  EXPECT_EQ(spell("163"), "COERCE/restrict");
  EXPECT_EQ(spell("1712"), "ASSAULT/destroy");
  EXPECT_EQ(spell("1951"), "ASSAULT/aerial");
  EXPECT_EQ(spell("023"), std::string(news::name(news::EventType::kNone)) + "/");
  EXPECT_EQ(spell("345"), std::string(news::name(news::EventType::kNone)) + "/");
}

TEST(Cameo, EveryCodeComesBackAsItself) {
  // The columns of every code, looked up again, are that code: said over it, nothing is added.
  for (const char* code : {"0211", "0334", "046", "0814", "0841", "1056", "1125", "1244", "1383", "1454",
                           "1663", "1724", "1834", "1952", "2042"}) {
    EXPECT_TRUE(cameo().has(code)) << code;
    EXPECT_EQ(cameo().combine("010", code), code);
  }
  EXPECT_FALSE(cameo().has("19"));
  EXPECT_FALSE(cameo().has("13y"));
}

TEST(Cameo, ErrorsHaveLines) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "herald-cameo";
  std::filesystem::create_directories(folder);
  const auto error = [&](const char* parts, const char* plover) {
    std::ofstream(folder / "cameo_composition.tsv") << parts;
    std::ofstream(folder / "cameo_plover.tsv") << plover;
    const auto read = load_cameo(folder.string());
    return read ? std::string() : read.error().text().substr(folder.string().size() + 1);
  };
  EXPECT_EQ(error("030\tintend\t-\t-\t-\n", "03\tAGREE\t-\n"), "");
  EXPECT_EQ(error("# c\n030\tintend\t-\n", ""),
            "cameo_composition.tsv:2: has 3 fields, not code, force, turn, thing, kind");
  EXPECT_EQ(error("030\tmurmur\t-\t-\t-\n", ""), "cameo_composition.tsv:1: knows no force 'murmur'");
  EXPECT_EQ(error("030\tintend\t-\t-\t-\n031\tintend\t-\t-\t-\n", ""),
            "cameo_composition.tsv:2: has these columns a second time");
  EXPECT_EQ(error("030\tintend\t-\t-\t-\nalso\n031\tintend\t-\taid\t-\n", ""),
            "cameo_composition.tsv:3: knows no code 031");
  EXPECT_EQ(error("", "03\tHUM\t-\n"), "cameo_plover.tsv:1: knows no type HUM");
  EXPECT_EQ(error("", "03\tAGREE\tvisit\n"), "cameo_plover.tsv:1: AGREE has no mode visit");
}

}  // namespace
}  // namespace herald::lexicon
