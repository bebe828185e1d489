#include "lexicon/actor_check.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "lexicon/actor_search.h"

namespace herald::lexicon {
namespace {

/// A project dictionary in a folder of its own, laid over ours.
class ActorCheck : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "herald-check-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    write("countries.tsv",
          "#code\tname\tnames\tadjectives\tcapital\tkind\n"
          "XFR\tFredonia\tFredonia\tFredonian\tKlopstokia\tstate\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& rows) const {
    std::ofstream(folder_ + "/" + name) << rows;
  }
  /// "kind file:line" of every finding, and the messages after them when asked for.
  std::vector<std::string> findings(bool messages = false, std::optional<base::Date> day = {}) const {
    const auto actors = open_actors({HERALD_SOURCE_DIR "/data/actors", "", {folder_}});
    if (!actors) {
      ADD_FAILURE() << actors.error().text();
      return {};
    }
    std::vector<std::string> out;
    for (const Finding& f : check_actors(*actors, day)) {
      const std::string place = place_of(*actors, f.file, f.line);
      out.push_back(std::string(word_of(f.kind)) + " " + place.substr(place.rfind('/') + 1) +
                    (messages ? " " + f.message : ""));
    }
    return out;
  }
  bool has(const std::string& finding) const {
    const auto all = findings();
    return std::find(all.begin(), all.end(), finding) != all.end();
  }

  const std::string kLeaders =
      "#code\toffices\ttitle\tsector\tperson\tsurname\taliases\tfrom\tto\tknown_until\n";
  std::string folder_;
};

TEST_F(ActorCheck, FindsOverlaps) {
  write("leaders.tsv",
        kLeaders +
            "XFR\tpresident|head of state\tPresident\tGOV\tA One\tOne\t\t2000-01-01\t2005-01-01\t\n"
            "XFR\thead of state\tPresident\tGOV\tB Two\tTwo\t\t2004-12-31\t2008-01-01\t\n"         // a day
            "XFR\tpresident\tPresident\tGOV\tB Two\tTwo\t\t2008-01-01\t2009-01-01\t\n"             // meets
            "XFR\tpresident\tActing President\tGOV\tC Three\tThree\t\t2008-02-01\t2008-03-01\t\n"  // acting
            "XFR\tdeputy minister\t\tGOV\tD Four\tFour\t\t2008-02-01\t2008-03-01\t\n"
            "XFR\tdeputy minister\t\tGOV\tE Five\tFive\t\t2008-02-01\t2008-03-01\t\n"  // several
            "XFR\tfinance minister\t\tGOV\tF Six\tSix\t\t2008-02-01\t2009-03-01\t\n"
            "XFR\tfinance minister\t\tGOV\tF Six\tSix\t\t2009-01-01\t2010-03-01\t\n");
  const auto all = findings();
  std::vector<std::string> overlaps;
  std::copy_if(all.begin(), all.end(), std::back_inserter(overlaps),
               [](const std::string& f) { return f.find("overlap") != std::string::npos; });
  EXPECT_EQ(overlaps, (std::vector<std::string>{"overlap leaders.tsv:2", "own-overlap leaders.tsv:8"}));
}

TEST_F(ActorCheck, FindsGapsAndStaleEntries) {
  write("leaders.tsv",
        kLeaders +
            "XFR\thead of state\t\tGOV\tA One\tOne\t\t1980-01-01\t1985-01-01\t\n"
            "XFR\thead of state\t\tGOV\tB Two\tTwo\t\t1989-01-01\t1995-01-01\t\n"      // before 1990
            "XFR\thead of state\t\tGOV\tC Three\tThree\t\t1995-02-01\t1996-01-01\t\n"  // a month
            "XFR\thead of state\t\tGOV\tD Four\tFour\t\t1997-01-01\t\t2012-01-01\n");
  const auto all = findings(true, base::Date::from_ymd(2013, 1, 1));
  EXPECT_NE(std::find_if(all.begin(), all.end(),
                         [](const std::string& f) {
                           return f.starts_with("gap leaders.tsv:5 XFR head of state: nobody for 366 days");
                         }),
            all.end());
  EXPECT_TRUE(has("gap countries.tsv:2"));  // no head of government at all
  EXPECT_FALSE(has("gap leaders.tsv:3"));
  EXPECT_FALSE(has("gap leaders.tsv:4"));
  EXPECT_TRUE(has("stale leaders.tsv:5"));
  EXPECT_TRUE(
      std::none_of(all.begin(), all.end(), [](const std::string& f) { return f.starts_with("stale"); }));
}

TEST_F(ActorCheck, FindsNamesThatCannotCount) {
  write("organisations.tsv",
        "#code\tname\tnames\tkind\tplaces\tfrom\tto\n"
        "IGOXLN\tLeague of Nowhere\t~League of Nowhere|~LNW\tIGO\t\t\t\n"  // nothing confirms it
        "IGOXLO\tLeague of Somewhere\tLeague of Somewhere|~LSW\tIGO\t\t\t\n"
        "XFRGOV\tBureau of Mud\tBureau of Mud\tbody\t\t2000-01-01\t2010-01-01\n"  // one after the other
        "XFRMIL\tBureau of Mud\tBureau of Mud\tbody\t\t2010-01-01\t\n"
        "XFRMIL\tHarbour Office\tHarbour Office\tbody\t\t\t\n"
        "XFRCOP\tHarbour Watch\tHarbour Office\tbody\t\t\t\n");  // order
  EXPECT_TRUE(has("no-evidence organisations.tsv:2"));
  EXPECT_FALSE(has("no-evidence organisations.tsv:3"));
  EXPECT_FALSE(has("order organisations.tsv:5"));
  EXPECT_TRUE(has("order organisations.tsv:7"));
}

TEST_F(ActorCheck, FindsNamesThatAreHidden) {
  // Within one dictionary: what lies on top replaces a name, it does not hide it.
  const std::string copy = folder_ + "/ours";
  std::filesystem::copy(HERALD_SOURCE_DIR "/data/actors", copy);
  std::ofstream(copy + "/not_actors.tsv", std::ios::app) << "NATO\ta book\n";
  const auto actors = load_actors(copy);
  ASSERT_TRUE(actors) << actors.error().text();
  const auto all = check_actors(*actors, {});
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const Finding& f) {
    return f.kind == FindingKind::kHidden && f.message.starts_with("NATO: body IGONAT");
  }));
}

TEST_F(ActorCheck, FindsSharedSurnamesAndConflicts) {
  write("leaders.tsv", kLeaders +
                           "XFR\thead of state\t\tGOV\tAda Quince\tQuince\tQuince\t2000-01-01\t2010-01-01\t\n"
                           "XFR\thead of state\t\tGOV\tBob Quince\tQuince\t\t2010-01-01\t2020-01-01\t\n");
  write("mine.tsv", "#code\tname\tnames\nXFRMIL\tNATO\tNATO\n");
  EXPECT_TRUE(has("shared-surname leaders.tsv:2"));
  EXPECT_TRUE(has("conflict mine.tsv:2"));
  // Only what touches the rows on top is told.
  for (const std::string& f : findings())
    EXPECT_TRUE(f.ends_with("leaders.tsv:2") || f.ends_with("leaders.tsv:3") || f.ends_with("mine.tsv:2") ||
                f.ends_with("countries.tsv:2"))
        << f;
}

TEST(HeldBySeveral, KnowsOfficesOfMany) {
  EXPECT_TRUE(held_by_several("deputy prime minister"));
  EXPECT_TRUE(held_by_several("spokesperson"));
  EXPECT_FALSE(held_by_several("president"));
}

}  // namespace
}  // namespace herald::lexicon
