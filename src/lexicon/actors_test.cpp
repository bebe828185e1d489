#include "lexicon/actors.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/file.h"

namespace herald::lexicon {
namespace {

const std::string kFolder = HERALD_SOURCE_DIR "/data/actors";

const ActorLexicon& actors() {
  static const auto loaded = load_actors(kFolder);
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

base::Date day(std::string_view text) {
  return *base::parse_date(text);
}

struct Holder {
  const char *code, *office, *date, *name;
};

TEST(ActorLexicon, KnowsWhoHeldAnOffice) {
  const Holder kTable[] = {
      {"USA", "president", "2024-11-26", "Joe Biden"},
      {"USA", "president", "2025-02-01", "Donald Trump"},
      {"GBR", "prime minister", "2022-10-01", "Liz Truss"},
      {"GBR", "prime minister", "2024-08-01", "Keir Starmer"},
      {"ISR", "prime minister", "2021-12-01", "Naftali Bennett"},
      {"PAK", "prime minister", "2022-05-01", "Shehbaz Sharif"},
      {"PAK", "prime minister", "2024-06-01", "Shehbaz Sharif"},
      {"BRA", "president", "2023-02-01", "Luiz Inacio Lula da Silva"},
      {"KOR", "president", "2025-07-01", "Lee Jae-myung"},
      {"JPN", "prime minister", "2021-06-01", "Yoshihide Suga"},
      {"JPN", "prime minister", "2023-01-01", "Fumio Kishida"},
      {"JPN", "prime minister", "2025-11-01", "Sanae Takaichi"},
      {"DEU", "chancellor", "2021-11-01", "Angela Merkel"},
      {"DEU", "chancellor", "2022-01-15", "Olaf Scholz"},
      {"DEU", "chancellor", "2025-06-01", "Friedrich Merz"},
      {"RUS", "president", "2024-06-01", "Vladimir Putin"},
      {"CHN", "leader", "2024-06-01", "Xi Jinping"},
      {"PRK", "leader", "2024-06-01", "Kim Jong Un"},
      {"IRN", "supreme leader", "2024-09-01", "Ali Khamenei"},
      {"IRN", "president", "2024-09-01", "Masoud Pezeshkian"},
      {"SYR", "head of state", "2024-06-01", "Bashar al-Assad"},
      {"SYR", "head of state", "2025-03-01", "Ahmed al-Sharaa"},
      {"UKR", "president", "2018-01-01", "Petro Poroshenko"},
      {"UKR", "president", "2020-01-01", "Volodymyr Zelenskyy"},
      {"ARG", "president", "2024-01-10", "Javier Milei"},
      {"MEX", "president", "2024-11-01", "Claudia Sheinbaum"},
      {"PHL", "president", "2023-01-01", "Ferdinand Marcos Jr."},
      {"LKA", "president", "2022-08-01", "Ranil Wickremesinghe"},
      {"USA", "president-elect", "2024-11-26", "Donald Trump"},
      {"RUS", "foreign minister", "2024-11-26", "Sergei Lavrov"},
      // Past known_until, or between spells: nobody is known.
      {"RUS", "president", "2030-01-01", ""},
      {"USA", "president-elect", "2025-01-20", ""},
      {"DEU", "president of the moon", "2024-11-26", ""},
  };
  for (const Holder& h : kTable) {
    EXPECT_EQ(actors().holder_name(h.code, h.office, day(h.date)), h.name)
        << h.code << " " << h.office << " " << h.date;
  }
}

TEST(ActorLexicon, KnowsAnOfficeHeldByTwo) {
  const auto holders = actors().office_holder("KOR", "president", day("2025-02-01"));
  ASSERT_EQ(holders.size(), 2u);
  EXPECT_EQ(actors().persons()[holders[0]->person].name, "Choi Sang-mok");
  EXPECT_EQ(actors().persons()[holders[1]->person].name, "Yoon Suk Yeol");
}

struct Named {
  const char *name, *date, *hint, *spelling;
};

std::string spell(const std::optional<PersonAsOf>& p) {
  static constexpr const char* kStanding[] = {"in office", "elect", "former", "stale since ", "future"};
  if (!p) return "nobody";
  std::string out = p->code + " " + std::string(p->name) + ", " + kStanding[static_cast<int>(p->standing)];
  if (p->stale_since) out += p->stale_since->text();
  return out;
}

TEST(ActorLexicon, KnowsWhatAPersonIsOnADay) {
  const Named kTable[] = {
      {"Donald Trump", "2016-12-01", "", "USAELI Donald Trump, elect"},
      {"Donald Trump", "2018-01-01", "", "USAGOV Donald Trump, in office"},
      {"Trump", "2022-01-01", "", "USAELI Donald Trump, former"},
      {"Donald J. Trump", "2024-11-26", "", "USAELI Donald Trump, elect"},
      {"Donald Trump", "2025-01-20", "", "USAGOV Donald Trump, in office"},
      {"Donald Trump", "2010-01-01", "", "USAELI Donald Trump, future"},
      {"Vladimir Putin", "2026-11-01", "", "RUSGOV Vladimir Putin, stale since 2026-01-31"},
      {"Kim Jong-un", "2024-01-01", "", "PRKGOV Kim Jong Un, in office"},
      {"Volodymyr Zelensky", "2024-01-01", "", "UKRGOV Volodymyr Zelenskyy, in office"},
      {"Nicolás Maduro", "2019-01-01", "", "VENGOV Nicolas Maduro, in office"},
      {"Recep Tayyip Erdoğan", "2020-05-05", "", "TURGOV Recep Tayyip Erdogan, in office"},
      {"Bashar al-Assad", "2025-03-01", "", "SYRELI Bashar al-Assad, former"},
      {"Mark Rutte", "2020-01-01", "", "NLDGOV Mark Rutte, in office"},
      {"Mark Rutte", "2025-01-01", "", "IGONAT Mark Rutte, in office"},
      {"Mark Rutte", "2025-01-01", "NLD", "NLDELI Mark Rutte, former"},
      {"Jane Nobody", "2025-01-01", "", "nobody"},
  };
  for (const Named& n : kTable)
    EXPECT_EQ(spell(actors().person(n.name, day(n.date), n.hint)), n.spelling) << n.name << " " << n.date;
}

TEST(ActorLexicon, WithoutADayKnowsTheLastOfficeAndSaysSo) {
  const auto person = actors().person("Vladimir Putin", std::nullopt);
  ASSERT_TRUE(person);
  EXPECT_EQ(person->code, "RUSGOV");
  EXPECT_EQ(person->standing, Standing::kStale);
}

TEST(ActorLexicon, KnowsRoleWords) {
  EXPECT_EQ(actors().role("troops")->code, "MIL");
  EXPECT_EQ(actors().role("Foreign Ministers")->code, "GOV");
  EXPECT_EQ(actors().role("foreign minister")->office, "foreign minister");
  EXPECT_EQ(actors().role("gunmen")->code, "UAF");
  EXPECT_TRUE(actors().role("leader")->needs_country);
  EXPECT_EQ(actors().role("banana"), nullptr);
  EXPECT_GE(actors().roles().size(), 400u);
}

TEST(NameIndex, FindsNamesHoweverTheyAreCut) {
  struct Row {
    std::vector<const char*> tokens;
    std::size_t end;
  };
  const Row kTable[] = {{{"U.S."}, 1},
                        {{"US"}, 1},
                        {{"us"}, 0},
                        {{"al", "-", "Qaeda"}, 3},
                        {{"al-Qaeda"}, 1},
                        {{"Côte", "d’Ivoire"}, 2},
                        {{"Cote", "d'Ivoire"}, 2},
                        {{"turkey"}, 0},
                        {{"Türkiye"}, 1},
                        {{"People", "'s", "Republic", "of", "China"}, 5},
                        {{"White", "House", "staff"}, 2},
                        {{"White", ",", "House"}, 0}};
  for (const Row& row : kTable) {
    Pieces pieces;
    for (const char* token : row.tokens) pieces.add_token(token);
    pieces.close();
    std::vector<NameIndex::Match> found;
    actors().find_names(pieces, 0, found);
    EXPECT_EQ(found.empty() ? 0 : found.back().end, row.end) << row.tokens.front();
  }
}

/// A copy of the dictionary in which one file is replaced.
std::string folder_with(const std::string& file, const std::string& text) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "herald_actors_test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const auto& entry : fs::directory_iterator(kFolder))
    fs::copy_file(entry.path(), folder / entry.path().filename());
  std::ofstream(folder / file, std::ios::binary) << text;
  return folder.string();
}

TEST(LoadActors, NamesFileAndLineOfAFault) {
  const std::string leaders =
      "#code\toffices\ttitle\tsector\tperson\tsurname\taliases\tfrom\tto\tknown_until\tsource\n";
  const std::string groups = "#code\tname\tnames\tplaces\tkind\tfrom\tto\tsource\n";
  const std::pair<std::pair<const char*, std::string>, const char*> kTable[] = {
      {{"leaders.tsv", leaders + "USA\tpresident\t\tGOV\tA B\tB\t\t2024-02-30\t\t2025-01-01\tx\n"},
       "leaders.tsv:2: '2024-02-30' is not a day in the form YYYY-MM-DD"},
      {{"leaders.tsv", leaders + "QQQ\tpresident\t\tGOV\tA B\tB\t\t2024-02-03\t\t2025-01-01\tx\n"},
       "leaders.tsv:2: unknown country or body 'QQQ'"},
      {{"leaders.tsv", leaders + "USA\tpresident\t\tGOV\tA B\tB\t\t2024-02-03\t2024-02-03\t2025-01-01\tx\n"},
       "leaders.tsv:2: the last day is not after the first"},
      {{"leaders.tsv", leaders + "USA\tpresident\n"}, "leaders.tsv:2: 2 columns where 11 are due"},
      {{"leaders.tsv", "USA\tpresident\n"},
       "leaders.tsv:1: the columns must be named first, as in #code offices title sector person surname "
       "aliases from to known_until wikidata source"},
      {{"groups.tsv", groups + "USAXYZ\tA\tA\t\trebel\t\t\tx\n"},
       "groups.tsv:2: code 'USAXYZ': unknown sector 'XYZ'"},
      {{"groups.tsv", groups + "USAREB\tA\tA\tQQQ\trebel\t\t\tx\n"}, "groups.tsv:2: unknown country 'QQQ'"},
      {{"roles.tsv", "#code\tsingular\tplural\tkind\toffice\tneeds\nGOV\tclerk\tclerks\tthing\t-\t-\n"},
       "roles.tsv:2: unknown kind 'thing'; known are person, body, group, title"},
      {{"roles.tsv", ""}, "roles.tsv:0: is empty"},
  };
  for (const auto& [file, message] : kTable) {
    const std::string folder = folder_with(file.first, file.second);
    const auto loaded = load_actors(folder);
    ASSERT_FALSE(loaded) << message;
    EXPECT_EQ(loaded.error().text(), folder + "/" + message);
  }
  EXPECT_FALSE(load_actors("/nowhere"));
}

TEST(LoadActors, FingerprintFollowsTheFiles) {
  const auto again = load_actors(kFolder);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->fingerprint(), actors().fingerprint());
  const auto other = load_actors(folder_with("not_actors.tsv", "#name\twhy\nGulf of Nowhere\twater\n"));
  ASSERT_TRUE(other) << other.error().text();
  EXPECT_NE(other->fingerprint(), actors().fingerprint());
}

std::string file_with(const std::string& name, const std::string& content) {
  const std::string folder = (std::filesystem::temp_directory_path() / "herald_layers_test").string();
  std::filesystem::create_directories(folder);
  const std::string path = folder + "/" + name;
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

TEST(CompiledActors, SayTheSameAsTheText) {
  const std::string target = file_with("actors.herald", "");
  const auto made = compile_actors(kFolder, target);
  ASSERT_TRUE(made) << made.error().text();
  const auto opened = open_actors({kFolder, target, {}});
  ASSERT_TRUE(opened) << opened.error().text();
  EXPECT_TRUE(opened->from_compiled());
  EXPECT_EQ(opened->fingerprint(), actors().fingerprint());
  ASSERT_EQ(opened->names(), actors().names());
  for (std::size_t i = 0; i < opened->names(); i += 97) {
    EXPECT_EQ(opened->name(i).text, actors().name(i).text);
    EXPECT_EQ(opened->code_of(opened->name(i).reading), actors().code_of(actors().name(i).reading));
  }
  EXPECT_EQ(opened->holder_name("USA", "president", day("2024-11-26")), "Joe Biden");
}

TEST(CompiledActors, AreNotUsedWhenDamagedOrOld) {
  const std::string target = file_with("damaged.herald", "");
  ASSERT_TRUE(compile_actors(kFolder, target));
  std::string bytes = *base::read_file(target);
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, bytes.size() / 2, bytes.size() - 1}) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    file_with("damaged.herald", damaged);
    const auto opened = open_actors({kFolder, target, {}});
    ASSERT_TRUE(opened) << at;
    EXPECT_FALSE(opened->from_compiled()) << at;
    EXPECT_EQ(opened->fingerprint(), actors().fingerprint());
  }
  file_with("damaged.herald", bytes.substr(0, bytes.size() / 3));
  EXPECT_FALSE(open_actors({kFolder, target, {}})->from_compiled());
  const std::string other = folder_with("not_actors.tsv", "#name\twhy\nGulf of Nowhere\twater\n");
  file_with("damaged.herald", bytes);
  const auto edited = open_actors({other, target, {}});
  ASSERT_TRUE(edited);
  EXPECT_FALSE(edited->from_compiled());
  EXPECT_NE(edited->fingerprint(), actors().fingerprint());
}

TEST(ActorLayers, LieOverOurs) {
  const std::string bodies = file_with("project.tsv",
                                       "#code\tname\tnames\n"
                                       "KENGOV\tWater Office\tWater Office|Moscow\n");
  const std::string leaders =
      file_with("leaders.tsv",
                "#person\tcode\toffices\tsector\tfrom\tto\tknown_until\n"
                "Jane Newhead\tKEN\tpresident|head of state\tGOV\t2026-03-01\t\t2026-12-31\n");
  const auto opened = open_actors({kFolder, {}, {bodies, leaders}});
  ASSERT_TRUE(opened) << opened.error().text();
  const auto readings = opened->readings_of("Moscow");
  ASSERT_FALSE(readings.empty());
  EXPECT_TRUE(readings.front().layered);
  EXPECT_EQ(opened->code_of(readings.front()), "KENGOV");
  ASSERT_EQ(opened->conflicts().size(), 1u);
  EXPECT_EQ(opened->conflicts().front().name, "Moscow");
  EXPECT_EQ(opened->conflicts().front().below, "RUSGOV");
  // The layer's president ends ours, who was open.
  EXPECT_EQ(opened->holder_name("KEN", "president", day("2026-05-01")), "Jane Newhead");
  EXPECT_EQ(opened->holder_name("KEN", "president", day("2025-05-01")),
            actors().holder_name("KEN", "president", day("2025-05-01")));
  EXPECT_NE(opened->fingerprint(), actors().fingerprint());
}

TEST(ActorLayers, FaultsNameFileAndLine) {
  const std::pair<std::string, std::string> kTable[] = {
      {"#code\tname\nQQQGOV\tX\n", ":2: code 'QQQGOV': unknown country 'QQQ'"},
      {"#code\tname\tnames\nKENGOV\tX\tX|--\n", ":2: '--' has no letter or digit to be found by"},
      {"#code\tname\tcolour\nKENGOV\tX\tred\n", ":1: unknown column 'colour'"},
      {"#code\tnames\nKENGOV\tX\n", ":1: column 'name' is missing"},
      {"#code\tname\nKENGOV\t" + std::string(std::size_t{1} << 20, 'x') + "\n",
       ":2: a name of 1048576 bytes"},
  };
  for (const auto& [content, message] : kTable) {
    const std::string path = file_with("project.tsv", content);
    const auto opened = open_actors({kFolder, {}, {path}});
    ASSERT_FALSE(opened) << message;
    EXPECT_TRUE(opened.error().text().starts_with(path + message)) << opened.error().text();
  }
}

TEST(ActorLexicon, KnowsTheNumbersOfStates) {
  const auto germany = actors().country("DEU");
  ASSERT_TRUE(germany);
  const Country& c = actors().countries()[*germany];
  EXPECT_EQ(c.iso2, "DE");
  EXPECT_EQ(c.cow, "255");
  EXPECT_EQ(c.gw, "260");
  EXPECT_EQ(c.wikidata, "Q183");
}

}  // namespace
}  // namespace herald::lexicon
