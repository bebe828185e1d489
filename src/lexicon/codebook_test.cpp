// The reader of codebooks on small folders of our own.
#include "lexicon/codebook.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "../../tests/support/codebook_folder.h"
#include "base/text.h"

namespace herald::lexicon {
namespace {

using news::EventType;
using news::Modality;
using Files = tests::CodebookFiles;
using Folder = tests::CodebookFolder;

Codebook loaded(const Files& files) {
  const Folder folder(files);
  auto book = load_codebook(folder.path());
  if (!book) ADD_FAILURE() << book.error().text();
  return book ? std::move(*book) : Codebook{};
}

std::string spell(const WordSet& words) {
  return base::join(words, "|");
}

/// "object {a|b}", "prep from|of T", "[particle out]" …
std::string spell(const Part& part) {
  static constexpr const char* kSlots[] = {"object", "none", "particle", "prep", "clause"};
  std::string out = kSlots[static_cast<std::size_t>(part.slot)];
  if (!part.preps.empty()) out += " " + spell(part.preps);
  switch (part.filler) {
    case Filler::kTarget:
      out += " T";
      break;
    case Filler::kSource:
      out += " S";
      break;
    case Filler::kBoth:
      out += " ST";
      break;
    case Filler::kAny:
      out += " *";
      break;
    case Filler::kDeed:
      out += " DO";
      break;
    case Filler::kWords:
      out += " {" + spell(part.words) + "}";
      break;
  }
  return part.optional ? "[" + out + "]" : out;
}

std::string spell(const Pattern& pattern) {
  std::string out = std::to_string(pattern.fixed);
  for (const Part& part : pattern.parts) out += "; " + spell(part);
  return out;
}

const char* kClasses = "troops = troop force\nvessel = ship boat\n";

struct PatternRow {
  const char *line, *spelling;
};

const PatternRow kPatterns[] = {
    {"verb shoot T", "1; object T"},
    {"verb flee", "0"},
    {"verb meet _", "1; none *"},
    {"verb open fire on T", "3; object {fire}; prep on T"},
    {"verb fire on|against T", "1; prep against|on T"},
    {"verb pull +out|away {troops} [from T]", "4; particle {away|out}; object {force|troop}; [prep from T]"},
    {"verb seize {vessel}|plane", "2; object {boat|plane|ship}"},
    {"verb take T into custody", "3; object T; prep into {custody}"},
    {"noun talk between ST", "1; prep between ST"},
    {"noun talk with TS", "1; prep with ST"},
    {"noun attack from S [ on T ]", "1; prep from S; [prep on T]"},
    {"adj angry with *", "1; prep with *"},
    {"verb\tx \t T   # the rest is a comment T", "1; object T"},
    {"verb x [T][on {troops}]", "0; [object T]; [prep on {force|troop}]"},
};

TEST(CodebookReader, PatternParts) {
  for (const PatternRow& row : kPatterns) {
    const Codebook book = loaded(
        {{"classes.txt", kClasses}, {"assault.txt", std::string("== ASSAULT - 190\n") + row.line + "\n"}});
    ASSERT_EQ(book.all().size(), 1U) << row.line;
    EXPECT_EQ(spell(*book.all().front()), row.spelling) << row.line;
  }
}

TEST(CodebookReader, OperatorParts) {
  const Codebook book = loaded(
      {{"operators.txt", "== request REQUEST - 100\nverb urge T DO\nverb call for DO\nverb call on T DO\n"}});
  ASSERT_EQ(book.patterns(Trigger::kVerb, "urge").size(), 1U);
  const Pattern& urge = book.patterns(Trigger::kVerb, "urge")[0];
  EXPECT_EQ(spell(urge), "2; object T; clause DO");
  EXPECT_EQ(urge.op, Operator::kRequest);
  EXPECT_TRUE(urge.has(Filler::kDeed));
  ASSERT_NE(urge.part(Slot::kClause), nullptr);
  EXPECT_EQ(urge.part(Slot::kPrep), nullptr);
  const auto call = book.patterns(Trigger::kVerb, "call");
  ASSERT_EQ(call.size(), 2U);
  EXPECT_EQ(spell(call[0]), "2; prep on T; clause DO") << "the more specific first";
  EXPECT_EQ(spell(call[1]), "1; prep for DO");
}

TEST(CodebookReader, SectionsRulesAndOrder) {
  const Codebook book = loaded(
      {{"assault.txt",
        "== ASSAULT firearms 193\nverb shoot|gun T\n\n== ASSAULT - -\nverb shoot\nverb shoot _ at T\n"},
       {"aid.txt", "== AID - 070\nverb shoot  T   # for the order\n"}});
  EXPECT_EQ(book.size(), 4U) << "lines, not lemmas";
  EXPECT_EQ(book.all().size(), 5U);
  const auto shoot = book.patterns(Trigger::kVerb, "shoot");
  ASSERT_EQ(shoot.size(), 4U);
  EXPECT_EQ(shoot[0].rule, "assault.txt:6 verb shoot _ at T");
  EXPECT_EQ(shoot[1].rule, "aid.txt:2 verb shoot T") << "the earlier type among equals";
  EXPECT_EQ(shoot[2].rule, "assault.txt:2 verb shoot|gun T");
  EXPECT_EQ(shoot[3].rule, "assault.txt:5 verb shoot");
  EXPECT_EQ(shoot[2].mode, "firearms");
  EXPECT_EQ(shoot[2].cameo, "193");
  EXPECT_EQ(shoot[3].mode, "");
  EXPECT_EQ(shoot[3].cameo, "");
  EXPECT_EQ(shoot[3].type, EventType::kAssault);
  EXPECT_EQ(book.patterns(Trigger::kVerb, "gun")[0].lemma, "gun");
  EXPECT_TRUE(book.patterns(Trigger::kNoun, "shoot").empty());
  EXPECT_TRUE(book.patterns(Trigger::kVerb, "Shoot").empty());
}

TEST(CodebookReader, SetsAndContexts) {
  const Codebook book =
      loaded({{"classes.txt", kClasses},
              {"function_words.txt", "speech_verb = say tell say\n"},
              {"contexts.txt", "military = troop missile fighter_jet\ntrade = tariff missile\n"}});
  EXPECT_EQ(spell(book.words("speech_verb")), "say|tell");
  EXPECT_EQ(spell(book.words("troops")), "force|troop");
  EXPECT_TRUE(book.words("military").empty()) << "a context is no class";
  EXPECT_TRUE(book.words("none").empty());
  EXPECT_EQ(base::join(book.contexts({"tariff", "troop"}), " "), "military trade") << "in file order";
  EXPECT_EQ(base::join(book.contexts({"the", "fighter", "jet"}), " "), "military");
  EXPECT_EQ(base::join(book.contexts({"jet", "fighter"}), " "), "");
  EXPECT_EQ(base::join(book.contexts({"missile", "missile"}), " "), "military trade");
  EXPECT_TRUE(book.contexts({}).empty());
}

std::string spell(const std::optional<Composition>& c) {
  if (!c) return "nothing";
  std::string out = c->keeps_inner ? "=" : std::string(news::name(c->type));
  if (!c->mode.empty()) out += "/" + c->mode;
  if (!c->cameo.empty()) out += " " + c->cameo;
  if (c->modality) out += " " + std::string(news::name(*c->modality));
  return out;
}

TEST(Compose, TheFirstRowThatFitsCounts) {
  const Codebook book = loaded({{"compose.tsv",
                                 "commit\tCOERCE/arrest\tTHREATEN\tarrest\t130\t-\n"
                                 "commit\tCOERCE\tTHREATEN\trestrict\t132\t-\n"
                                 "commit\tverbal_cooperation\tAGREE\t-\t030\t-\n"
                                 "commit\tCONSULT\tAID\t-\t-\t-\n"
                                 "commit\tREQUEST\t-\t-\t-\t-\n"
                                 "commit\t*\t=\t-\t-\tplanned\n"
                                 "deny\tASSAULT\t=\t-\t-\tdenied\n"}});
  struct Row {
    Operator op;
    EventType inner;
    const char *mode, *result;
  };
  const Row rows[] = {{Operator::kCommit, EventType::kCoerce, "arrest", "THREATEN/arrest 130"},
                      {Operator::kCommit, EventType::kCoerce, "seize", "THREATEN/restrict 132"},
                      {Operator::kCommit, EventType::kCoerce, "", "THREATEN/restrict 132"},
                      {Operator::kCommit, EventType::kConsult, "visit", "AGREE 030"},
                      {Operator::kCommit, EventType::kRequest, "", "nothing"},
                      {Operator::kCommit, EventType::kAssault, "aerial", "= planned"},
                      {Operator::kDeny, EventType::kAssault, "", "= denied"},
                      {Operator::kDeny, EventType::kAid, "", "nothing"},
                      {Operator::kFail, EventType::kAssault, "", "nothing"}};
  for (const Row& row : rows)
    EXPECT_EQ(spell(book.compose(row.op, row.inner, row.mode)), row.result)
        << news::name(row.inner) << row.mode;
}

struct BadRow {
  const char *file, *text, *error;
};

const BadRow kBad[] = {
    {"classes.txt", "a = b\nno words here\n", "classes.txt:2:1: expected \"name = word word …\""},
    {"classes.txt", "a = # b\n", "classes.txt:1:3: the set has no words"},
    {"classes.txt", " = b\n", "classes.txt:1:1: the set has no name"},
    {"classes.txt", "a = b\n\na = c\n", "classes.txt:3:1: the set \"a\" stands twice"},
    {"function_words.txt", "troops = b\n", "function_words.txt:1:1: the set \"troops\" stands twice"},
    {"contexts.txt", "m = b\nm = c\n", "contexts.txt:2:1: the set \"m\" stands twice"},
    {"assault.txt", "verb hit T\n", "assault.txt:1:1: a pattern needs a section line \"== …\" above it"},
    {"assault.txt", "== ASSAULT 190\n", "assault.txt:1:1: expected \"== TYPE MODE CAMEO\""},
    {"operators.txt", "== commit AGREE -\n", "operators.txt:1:1: expected \"== operator TYPE MODE CAMEO\""},
    {"operators.txt", "== commt AGREE - 030\n", "operators.txt:1:4: unknown operator commt"},
    {"operators.txt", "== commit AGRE - 030\n", "operators.txt:1:11: unknown type AGRE"},
    {"assault.txt", "==  ASAULT - 190\n", "assault.txt:1:5: unknown type ASAULT"},
    {"assault.txt", "== ASSAULT visit 190\n", "assault.txt:1:12: no mode visit of ASSAULT"},
    {"aid.txt", "== - visit 190\n", "aid.txt:1:6: no mode visit of -"},
    {"assault.txt", "== ASSAULT - 1\n", "assault.txt:1:14: no CAMEO code: 1"},
    {"assault.txt", "== ASSAULT - 19000\n", "assault.txt:1:14: no CAMEO code: 19000"},
    {"assault.txt", "== ASSAULT - 21\n", "assault.txt:1:14: no CAMEO code: 21"},
    {"assault.txt", "== ASSAULT - 001\n", "assault.txt:1:14: no CAMEO code: 001"},
    {"assault.txt", "== ASSAULT - 19x\n", "assault.txt:1:14: no CAMEO code: 19x"},
    {"assault.txt", "== ASSAULT - 190\nverb\n", "assault.txt:2:1: expected \"verb|noun|adj lemma parts…\""},
    {"assault.txt", "== ASSAULT - 190\n  vreb hit T\n",
     "assault.txt:2:3: a pattern starts with verb, noun or adj, not vreb"},
    {"assault.txt", "== ASSAULT - 190\nverb hit| T\n", "assault.txt:2:6: not a lemma: hit|"},
    {"assault.txt", "== ASSAULT - 190\nverb hit [T\n", "assault.txt:2:11: bracket is not closed"},
    {"assault.txt", "== ASSAULT - 190\nverb hit [T [x]]\n", "assault.txt:2:13: brackets do not pair"},
    {"assault.txt", "== ASSAULT - 190\nverb hit T]\n", "assault.txt:2:11: brackets do not pair"},
    {"assault.txt", "== ASSAULT - 190\nverb hit {nobody}\n", "assault.txt:2:10: unknown class {nobody}"},
    {"assault.txt", "== ASSAULT - 190\nverb hit on a|{nobody}\n", "assault.txt:2:13: unknown class {nobody}"},
    {"assault.txt", "== ASSAULT - 190\nverb hit a||b\n", "assault.txt:2:10: not a word or class: a||b"},
    {"assault.txt", "== ASSAULT - 190\nverb hit {troops\n", "assault.txt:2:10: not a word or class: {troops"},
    {"assault.txt", "== ASSAULT - 190\nverb hit on T=x\n", "assault.txt:2:13: not a word or class: T=x"},
    {"assault.txt", "== ASSAULT - 190\nverb hit + T\n", "assault.txt:2:10: not a particle: +"},
    {"assault.txt", "== ASSAULT - 190\nverb hit T with\n",
     "assault.txt:2:12: nothing follows the preposition with"},
    {"assault.txt", "== ASSAULT - 190\nverb hit [with] T\n",
     "assault.txt:2:11: nothing follows the preposition with"},
    {"assault.txt", "== ASSAULT - 190\nverb agree DO\n", "assault.txt:2:1: DO belongs into operators.txt"},
    {"compose.tsv", "commit AID AGREE - 033 -\n",
     "compose.tsv:1:1: expected six fields: operator, inner, type, mode, cameo, modality"},
    {"compose.tsv", "# c\ncomit\tAID\tAGREE\t-\t033\t-\n", "compose.tsv:2:1: unknown operator comit"},
    {"compose.tsv", "commit\tAIDE\tAGREE\t-\t033\t-\n", "compose.tsv:1:8: no type, type/mode or quad: AIDE"},
    {"compose.tsv", "commit\tCOERCE/visit\tAGREE\t-\t033\t-\n",
     "compose.tsv:1:8: no type, type/mode or quad: COERCE/visit"},
    {"compose.tsv", "commit\tAID\tAGRE\t-\t033\t-\n", "compose.tsv:1:12: unknown type AGRE"},
    {"compose.tsv", "commit\tAID\tAGREE\tvisit\t033\t-\n", "compose.tsv:1:18: no mode of AGREE: visit"},
    {"compose.tsv", "commit\tAID\tAGREE\t-\t3x\t-\n", "compose.tsv:1:20: no CAMEO code: 3x"},
    {"compose.tsv", "commit\tAID\tAGREE\t-\t033\tmaybe\n", "compose.tsv:1:24: unknown modality maybe"},
};

TEST(CodebookReader, ErrorsSayWhere) {
  for (const BadRow& row : kBad) {
    Files files{{"classes.txt", kClasses}};
    files[row.file] = row.text;
    const Folder folder(files);
    const auto book = load_codebook(folder.path());
    ASSERT_FALSE(book) << row.file << "\n" << row.text;
    EXPECT_EQ(book.error().text(), folder.path() + "/" + row.error);
    EXPECT_EQ(book.error().kind, base::ErrorKind::kConfig);
  }
}

TEST(CodebookReader, AMissingFileIsAnError) {
  const Folder folder({});
  EXPECT_TRUE(load_codebook(folder.path()));
  for (const char* file : {"classes.txt", "operators.txt", "compose.tsv", "assault.txt"}) {
    const Folder whole({});
    std::filesystem::remove(whole.path() + "/" + file);
    const auto book = load_codebook(whole.path());
    ASSERT_FALSE(book) << file;
    EXPECT_EQ(book.error().kind, base::ErrorKind::kFile);
    EXPECT_EQ(book.error().place, whole.path() + "/" + file);
  }
}

TEST(CodebookReader, FingerprintFollowsContentNotPlace) {
  const Files files{{"assault.txt", "== ASSAULT - 190\nverb hit T\n"}};
  const std::string first = loaded(files).fingerprint();
  EXPECT_TRUE(first.starts_with("cb-"));
  EXPECT_EQ(loaded(files).fingerprint(), first);
  EXPECT_NE(loaded({{"assault.txt", "== ASSAULT - 190\nverb hits T\n"}}).fingerprint(), first);
  EXPECT_NE(loaded({{"aid.txt", files.at("assault.txt")}}).fingerprint(), first) << "which file matters";
}

}  // namespace
}  // namespace herald::lexicon
