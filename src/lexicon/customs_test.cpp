#include "lexicon/customs.h"

#include <gtest/gtest.h>

#include "base/file.h"

namespace herald::lexicon {
namespace {

using news::EventType;
using news::Modality;

const Customs& older() {
  static const auto loaded = load_customs(HERALD_SOURCE_DIR "/data/codebook/plover2018.tsv");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

TEST(Customs, ShippedTableFollowsTheOlderGold) {
  const struct {
    CodedAct act;
    const char* name;
  } kTable[] = {
      {{EventType::kAid, "", "071"}, "AID"},
      {{EventType::kRetreat, "release", "0841"}, "YIELD"},
      {{EventType::kConcede, "", "080"}, "YIELD"},
      {{EventType::kConcede, "", "035"}, "AGREE"},
      {{EventType::kSanction, "convict", "116"}, "ACCUSE"},
      {{EventType::kSanction, "discontinue", "163"}, "COERCE"},
      {{EventType::kSanction, "discontinue", "161"}, "SANCTION"},
      {{EventType::kCoerce, "cyber", "176"}, "ASSAULT"},
      {{EventType::kCoerce, "arrest", "173"}, "COERCE"},
      {{EventType::kAid, "", "071", EventType::kNone, Modality::kPlanned}, "AGREE"},
      {{EventType::kAid, "", "071", EventType::kNone, Modality::kNegated}, "REJECT"},
      {{EventType::kAssault, "", "190", EventType::kNone, Modality::kPlanned}, "THREATEN"},
  };
  for (const auto& row : kTable) EXPECT_EQ(older().name_of(row.act), row.name);
  EXPECT_EQ(older().quad_of("YIELD"), news::Quad::kMaterialCooperation);
  EXPECT_EQ(older().quad_of("AID"), news::Quad::kMaterialCooperation);
  EXPECT_EQ(older().quad_of("HELP"), news::Quad::kNone);
}

TEST(Customs, BrokenRowsAreToldWithTheirLine) {
  const std::string path = testing::TempDir() + "customs.tsv";
  for (const char* row : {"AID\t*\n", "HELP\t*\t*\t*\t*\tAID\n", "AID\t*\t*\tHELP\t*\tAID\n", "AID\t*\t*\t*\tmaybe\tAID\n",
                          "AID\t*\t*\t*\t*\t\n"}) {
    ASSERT_TRUE(base::write_file_atomic(path, std::string("# head\n") + row));
    const auto read = load_customs(path);
    ASSERT_FALSE(read) << row;
    EXPECT_NE(read.error().place.find(":2"), std::string::npos) << read.error().text();
  }
  EXPECT_FALSE(load_customs(path + ".absent"));
}

}  // namespace
}  // namespace herald::lexicon
