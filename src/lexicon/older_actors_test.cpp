#include "lexicon/older_actors.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/text.h"
#include "lexicon/actors.h"

namespace herald::lexicon {
namespace {

constexpr const char* kUnknown =
    "f: no dictionary of actors that is known here; a table begins with a line like "
    "\"#code<tab>name<tab>names\", an entry of TABARI or PETRARCH is \"NAME [CODE]\"";

/// Rows without their headers, tabs as /, then the notes; or the error.
std::string spell(std::string_view text) {
  const auto read = read_older_actors("f", text);
  if (!read) return read.error().text();
  std::string out;
  for (const std::string& table : read->tables) {
    const auto lines = base::split(table, '\n');
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) out += std::string(lines[i]) + "\n";
  }
  for (char& c : out) {
    if (c == '\t') c = '/';
  }
  for (const OlderNote& note : read->notes) out += std::to_string(note.line) + ": " + note.message + "\n";
  return out;
}

struct Row {
  const char *text, *rows;
};

TEST(OlderActors, ReadsActors) {
  const Row kTable[] = {
      {"ELBONIA_  [ELB] # a comment\n+ELBONIAN_ ; another\n+MUD_LAND\n",
       "ELB/ELBONIA/ELBONIA|ELBONIAN|MUD LAND///any/1\n"},
      {"# c\n; c\n<!-- one -->\n<!-- two\n three [XXX\n-->\n<! -- four -->\n\r\nELBONIA\t[ELB]\r\n",
       "ELB/ELBONIA/ELBONIA///any/9\n"},
      {"GENERAL MUDD\n\t[ELBMIL 890401-950630]\n  [ELBGOV > 19950701]\n[ELBREB < 890401]\n",
       "ELBMIL/GENERAL MUDD/GENERAL MUDD/1989-04-01/1995-07-01/any/1\n"
       "ELBGOV/GENERAL MUDD/GENERAL MUDD/1995-07-01//any/1\n"
       "ELBREB/GENERAL MUDD/GENERAL MUDD//1989-04-01/any/1\n"},
      // The code without dates is the last, wherever it stands.
      {"MUDD [ELB]\n\t[ELBGOV 20000000-20010600]\n+OLD_MUDD",
       "ELBGOV/MUDD/MUDD|OLD MUDD/2000-01-01/2001-07-01/any/1\nELB/MUDD/MUDD|OLD MUDD///any/1\n"},
      {"MUDD [ELBGOV 290101-290101][ELBREB >300101]",
       "ELBGOV/MUDD/MUDD/2029-01-01/2029-01-02/any/1\nELBREB/MUDD/MUDD/1930-01-01//any/1\n"},
      {"MUDD [ELBGOV 20000101-99991231]", "ELBGOV/MUDD/MUDD/2000-01-01//any/1\n"},
      // No actor: for ever, or outside some days.
      {"MUD_OF_THE_SEA [---]\n+KA-ZOO\nBOG []\nFEN [###]\nFOG [+++]\n",
       "MUD OF THE SEA/an older dictionary says so/1\nMud Of The Sea/an older dictionary says so/1\n"
       "Mud of the Sea/an older dictionary says so/1\nKA-ZOO/an older dictionary says so/1\n"
       "Ka-Zoo/an older dictionary says so/1\nBOG/an older dictionary says so/3\n"
       "Bog/an older dictionary says so/3\nFEN/an older dictionary says so/4\n"
       "Fen/an older dictionary says so/4\nFOG/an older dictionary says so/5\n"
       "Fog/an older dictionary says so/5\n"},
      {"PRINCE\n\t[--- <950630]\n\t[ELB]\n", "ELB/PRINCE/PRINCE/1995-06-30//any/1\n"},
      {"PRINCE [--- 950101-951231] [ELB]",
       "ELB/PRINCE/PRINCE//1995-01-01/any/1\nELB/PRINCE/PRINCE/1996-01-01//any/1\n"},
      {"PRINCE [ELBGOV <950630] [---]", "ELBGOV/PRINCE/PRINCE//1995-06-30/any/1\n"},
      {"\xEF\xBB\xBFYAHOO!_INC_\t[MNC]\nA|B~\t[ELB]\n",
       "MNC/YAHOO! INC/YAHOO! INC///any/1\nELB/A B~/A B~///any/2\n"},
      // Blank lines and comments do not end an entry.
      {"ELBONIA [ELB]\n\n+MUD_LAND\n# c\n\t# c\n\t[ELBOLD <1900]",
       "ELB/ELBONIA/ELBONIA|MUD LAND///any/1\n6: code 'ELBOLD' is left out: '1900' is no date of 6 or 8 "
       "digits\n"},
  };
  for (const Row& row : kTable) EXPECT_EQ(spell(row.text), row.rows) << row.text;
}

TEST(OlderActors, ReadsAgentsAndSets) {
  const Row kTable[] = {
      {"MUD_FARMER [~AGR]\nARMY_ [ ~MIL]\nBOSS [~BUS]\nBOY [~CVL]",
       "AGR/mud farmer/mud farmers/person/-/-/1\nMIL/army/armies/person/-/-/2\n"
       "BUS/boss/bosses/person/-/-/3\nCVL/boy/boys/person/-/-/4\n"},
      {"MUD_POLICE {} [~COP]\nGOOSE_HERD {GEESE_HERDS }[~AGR]\nTROOPS {} [~MIL]\nCLERKS [~GOV]",
       "COP/mud police/-/body/-/-/1\nAGR/goose herd/geese herds/person/-/-/2\n"
       "MIL/-/troops/group/-/-/3\nGOV/-/clerks/group/-/-/4\n"},
      {"OBSERVER [IGO~]\n+WATCHER\nNOBODY [~]",
       "IGO/observer/observers/person/-/-/1\nIGO/watcher/watchers/person/-/-/2\n"
       "NOBODY/an older dictionary says so/3\nNobody/an older dictionary says so/3\n"},
      {"!CREW! = MAN, MEN, GIRL,GIRLS\nMUD!CREW! [~LAB]\n!CREW!_OF_MUD [~GOV]",
       "LAB/mudman/-/person/-/-/2\nLAB/-/mudmen/group/-/-/2\nLAB/mudgirl/-/person/-/-/2\n"
       "LAB/-/mudgirls/group/-/-/2\nGOV/man of mud/-/person/-/-/3\nGOV/-/men of mud/group/-/-/3\n"
       "GOV/girl of mud/-/person/-/-/3\nGOV/-/girls of mud/group/-/-/3\n"},
      {"!ALL! = !FEW!, CAT\n!FEW! = DOG, OX\n!ALL!_[ELB]", "ELB/DOG/DOG|OX|CAT///any/3\n"},
  };
  for (const Row& row : kTable) EXPECT_EQ(spell(row.text), row.rows) << row.text;
}

TEST(OlderActors, NotesWhatItLeavesOutOrGuesses) {
  const std::string row = "ELB/A/A///any/1\n";
  const std::pair<std::string, std::string> kTable[] = {
      {"A [ELB]\nB\n", row + "2: 'B' is left out: it has no code that can be read\n"},
      {"A [elb]\n", row + "1: code 'elb' is read in capitals\n"},
      {"A [~GOV}\n", "GOV/a/as/person/-/-/1\n1: '}' is read as the ']' of a code\n"},
      {"A [ELB] Mud\n", row + "1: 'Mud' after the code is read as a comment\n"},
      {"A [ELB]\n\t[ELBGOV 20000101-19990101]\n",
       row + "2: code 'ELBGOV' is left out: '20000101-19990101' ends before it begins\n"},
      {"A [ELB]\n\t[ELBGOV >2000010]\n",
       row + "2: code 'ELBGOV' is left out: '2000010' is no date of 6 or 8 digits\n"},
      {"A [ELB 20000101]\n",
       "ELB/A/A/2000-01-01//any/1\n1: the date of code 'ELB' has no sign; it is read as the first day\n"},
      {"A [ELB] [ELBGOV]\n", row + "1: code 'ELBGOV' is left out: the entry has one without dates already\n"},
      {"A [ELB/FRE]\n", row + "FRE/A/A///any/1\n1: of the codes 'ELB/FRE' the first one counts\n"},
      {"A [ELB]\n+B]_\n", "ELB/A/A|B///any/1\n2: a bracket inside 'B]_' is not read\n"},
      {"A [ELB]\n+B +C [FRE]\n", "FRE/C/C///any/2\nELB/A/A|B///any/1\n"},
      {"A [ELB]\n+B\x1A"
       "C\n+\xEF\xBF\xBD\n+?\n",
       row + "2: the name 'B?C' is left out: a letter of it is lost\n"
             "3: the name '\xEF\xBF\xBD' is left out: a letter of it is lost\n"
             "4: the name '?' is left out: it has no letter or digit to be found by\n"},
      {"A [ELB]\n+CAF\xE9\n",
       "ELB/A/A|CAF\xC3\xA9///any/1\n2: is not UTF-8; its letters are read as Latin-1\n"},
      {"A [~GOV >2000]\nB [~GOV]\n\t[~MIL >20000101]\n",
       "GOV/b/bs/person/-/-/2\n1: code '~GOV' is left out: '2000' is no date of 6 or 8 digits\n"
       "1: 'A' is left out: it has no code that can be read\n"
       "3: code '~MIL' is left out: an agent's code has no dates\n"},
      {"A {?} [~GOV]\n", "GOV/a/-/body/-/-/1\n1: the plural '?' is left out: no such name can be found\n"},
      {"AD!MINI!STER [ELB]\n",
       "ELB/ADMINISTER/ADMINISTER///any/1\n1: !MINI! stands inside a word and is read as its letters\n"},
      // A line of two spaces and a comment was an entry: what follows is not the last one's.
      {"A\n\t[ELB]\n  # lost\n+B\n\t[FRE]\n",
       row + "4: '+B' is left out: its entry, in line 3, has no name\n"
             "5: '[FRE]' is left out: its entry, in line 3, has no name\n"},
  };
  for (const auto& [text, expected] : kTable) EXPECT_EQ(spell(text), expected) << text;
}

TEST(OlderActors, RefusesWhatIsNotWhatItSeems) {
  std::string deep = "A [ELB]\n";
  for (int i = 10; i < 40; ++i) deep += "!S" + std::to_string(i) + "! = !S" + std::to_string(i + 1) + "!\n";
  deep += "!S40! = X\n";
  const std::string ten = "!T! = A,B,C,D,E,F,G,H,I,J,K\n";
  const std::pair<std::string, const char*> kTable[] = {
      {"A [E.B]", "f:1: 'E.B' is no code"},
      {"A [EB]", "f:1: 'EB' is no code"},
      {"A [ELB950601-990815]", "f:1: 'ELB950601-990815' is no code"},
      {"A [ELBELBELBELBELBELBELBELBE]", "f:1: 'ELBELBELBELBELBELBELBELBE' is no code"},
      {"A [G~V]", "f:1: 'G~V' is no code"},
      {"\nA [ELB", "f:2: '[' that is not closed"},
      {"A [ELB [ELB]", "f:1: '[' that is not closed"},
      {"A ELB]", "f:1: ']' without '[' before it"},
      {"A [ELB]]", "f:1: ']' without '[' before it"},
      {"A {B [~GOV]", "f:1: '{' that is not closed"},
      {"A B} [~GOV]", "f:1: '}' without '{' before it"},
      {"A\n\t[~GOV] {B}", "f:2: a plural in braces without a name"},
      {"A [ELB]\n\t[ELB >20230229]", "f:2: '20230229' is an impossible date"},
      {"A [ELB 991301-991401]", "f:1: '991301' is an impossible date"},
      {"A [ELB <990001]", "f:1: '990001' is an impossible date"},
      {"A [ELB >then]", "f:1: 'then' is no date"},
      {"A [ELB 990101-]", "f:1: '' is no date"},
      {"\n+A [ELB]", "f:2: '+' without a name before it"},
      {"# c\n\t[ELB]", "f:2: a code without a name before it"},
      {"A [ELB]\n!NO! [ELB]", "f:2: set !NO! is not defined"},
      {"A [ELB]\n!S! = B, !NO!", "f:2: set !NO! is not defined"},
      {"!S! = !T!\n!T! = !S!\nA [ELB]", "f:1: set !S! contains itself, or sets 16 deep"},
      {deep, "f:18: set !S26! contains itself, or sets 16 deep"},
      {"!S! = A\n!S! = B\nA [ELB]", "f:2: set !S! stands in line 1 already"},
      {"!S! = ,\nA [ELB]", "f:1: set !S! has no members"},
      {"!S! = A [ELB]", "f:1: 'A [ELB]' cannot stand in a set"},
      {"!9! = A", "f:1: '9' is no name for a set"},
      {ten + "!T!_!T!_!T! [ELB]", "f:2: a name that stands for more than 1000 names"},
      {"<!-- A\nB [ELB]", "f:1: a comment that is not closed by -->"},
      {"A [ELB]\n--- VERB [---] ---",
       "f:2: a pattern of verbs or a set of their words; this is no dictionary of actors"},
      {"- * A [010]", "f:1: a pattern of verbs or a set of their words; this is no dictionary of actors"},
      {"", kUnknown},
      {"Some text.\nMore text [ELB].\nEven more text.\n", kUnknown},
      {"A\nB\nC [ELB]\n", kUnknown},
      {"? [ELB]\n", kUnknown},
  };
  for (const auto& [text, error] : kTable) EXPECT_EQ(spell(text), error) << text;
  EXPECT_TRUE(spell(std::string(300, 'A') + " [ELB]").starts_with("ELB/AAA"));
  EXPECT_TRUE(spell("\n" + std::string(301, 'A') + " [ELB]").starts_with("f:2: a name of 301 bytes"));
}

std::string written(const std::string& text) {
  const auto path = std::filesystem::path(testing::TempDir()) / "herald_older_actors.txt";
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

TEST(OlderActors, LieOverOurs) {
  const std::string ours = HERALD_SOURCE_DIR "/data/actors";
  const std::string path = written(
      "ELBONIA [ELB]\nGENERAL_MUDD\n\t[ELBMIL <950630]\n\t[ELBGOV]\nX\nMUD_SEA [---]\nCHIEF_MUDDLER "
      "[~GOV]\n");
  const auto actors = open_actors({ours, "", {path}});
  ASSERT_TRUE(actors) << actors.error().text();
  ASSERT_EQ(actors->notes().size(), 1u);
  EXPECT_EQ(actors->notes()[0].line, 5u);
  EXPECT_EQ(actors->files()[actors->notes()[0].file], path);
  std::string codes;
  for (const NameReading& r : actors->readings_of("General Mudd")) codes += actors->code_of(r) + " ";
  EXPECT_EQ(codes, "ELBMIL ELBGOV ");
  const auto country = actors->country("ELB");
  ASSERT_TRUE(country);
  EXPECT_EQ(actors->countries()[*country].name, "ELB");
  const Role* role = actors->role("Chief Muddlers");
  ASSERT_NE(role, nullptr);
  EXPECT_EQ(role->code, "GOV");
  EXPECT_EQ(role->origin.line, 7u);
  EXPECT_EQ(actors->readings_of("Mud Sea").size(), 1u);
  EXPECT_FALSE(open_actors({ours, "", {written("ELBONIA [ELB]\nA [E?B]\n")}}));
}

TEST(OlderActors, ReadsTheFilesOfTheOlderCoders) {
  const std::string folder = HERALD_SOURCE_DIR "/../shared/dictionaries/";
  std::vector<std::string> layers;
  for (const char* name :
       {"Phoenix.Countries.actors", "Phoenix.International.actors", "Phoenix.MilNonState.actors",
        "Phoenix.agents", "PETR.Validate.actors", "PETR.Validate.agents"}) {
    layers.push_back(folder + name + ".txt");
    if (!base::file_exists(layers.back())) GTEST_SKIP() << "no " << layers.back();
    const auto read = read_older_actors(layers.back(), *base::read_file(layers.back()));
    ASSERT_TRUE(read) << read.error().text();
    std::printf("%s: %zu entries, %zu names, %zu codes, %zu sets, %zu notes\n", name, read->entries,
                read->names, read->codes, read->sets, read->notes.size());
    EXPECT_LT(read->notes.size() * 100, read->entries * 4) << name;
    const auto alone = open_actors({HERALD_SOURCE_DIR "/data/actors", "", {layers.back()}});
    EXPECT_TRUE(alone) << alone.error().text();
  }
  const auto together = open_actors({HERALD_SOURCE_DIR "/data/actors", "", layers});
  EXPECT_TRUE(together) << together.error().text();
  const auto verbs = folder + "CAMEO.2.0.txt";
  EXPECT_FALSE(read_older_actors(verbs, *base::read_file(verbs)));
}

}  // namespace
}  // namespace herald::lexicon
