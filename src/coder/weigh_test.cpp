#include "coder/weigh.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace herald::coder {
namespace {

namespace fs = std::filesystem;

std::string row(Feature feature, const char* weights) {
  return std::string(name(feature)) + "\t" + weights + "\n";
}

/// A table in which the judge counts in full, an evidence that has both in its slots two, and all else
/// nothing.
std::string table() {
  std::string out = "# feature\tplover\tplover2018\n";
  for (std::size_t f = 0; f < kFeatures; ++f) {
    const auto feature = static_cast<Feature>(f);
    out += row(feature, feature == Feature::kJudge ? "1\t1" : feature == Feature::kBoth ? "2\t0" : "0\t0");
  }
  return out;
}

class WeighTest : public testing::Test {
 protected:
  base::Result<Weights> read(const std::string& text) {
    const std::string path = (fs::path(testing::TempDir()) / "weights.tsv").string();
    std::ofstream(path) << text;
    return read_weights(path);
  }
  static std::string first_of(const base::Result<Weights>& result) {
    const std::string text = result.error().text();
    return text.substr(text.rfind('/') + 1);
  }

  const std::vector<std::string> classes_{"AID", "ASSAULT", "NONE"};
};

TEST_F(WeighTest, TheTableHasEveryFeatureOnce) {
  const auto weights = read(table());
  ASSERT_TRUE(weights) << weights.error().text();
  EXPECT_FALSE(weights->fingerprint.empty());
  EXPECT_EQ(weights->of[0][static_cast<std::size_t>(Feature::kBoth)], 2);
  EXPECT_EQ(weights->of[1][static_cast<std::size_t>(Feature::kBoth)], 0);
  struct Case {
    std::string text;
    std::string error;
  };
  for (const Case& c : {Case{"judge\t1\n", "weights.tsv:1: a row is a feature and two weights"},
                        Case{"luck\t1\t1\n", "weights.tsv:1: there is no feature \"luck\""},
                        Case{"judge\t1\t1\njudge\t1\t1\n", "weights.tsv:2: \"judge\" stands twice"},
                        Case{"# r\njudge\t1\tx\n", "weights.tsv:2: \"x\" is no number"},
                        Case{"judge\tinf\t1\n", "weights.tsv:1: \"inf\" is no number"},
                        Case{"judge\t1\t1\n", "weights.tsv: the feature \"both\" is missing"}}) {
    const auto wrong = read(c.text);
    ASSERT_FALSE(wrong) << c.text;
    EXPECT_EQ(first_of(wrong), c.error);
  }
}

TEST_F(WeighTest, WithoutEvidenceTheJudgeDecides) {
  const auto weights = read(table());
  const std::vector<float> shares{0.2F, 0.1F, 0.7F};
  const Weighed open = weigh(*weights, Ontology::kPlover, {}, classes_, shares, true);
  EXPECT_EQ(classes_[open.answer], "NONE");
  EXPECT_NEAR(open.probability, 0.7, 1e-6);
  EXPECT_EQ(open.evidence, nullptr);
  const Weighed forced = weigh(*weights, Ontology::kPlover, {}, classes_, shares, false);
  EXPECT_EQ(classes_[forced.answer], "AID");
  EXPECT_NEAR(forced.probability, 0.2 / 0.3, 1e-6);
  EXPECT_NEAR(forced.none, 0.7, 1e-6);
}

TEST_F(WeighTest, EvidenceSpeaksForItsClassAndIsNamed) {
  const auto weights = read(table());
  Evidence struck;
  struck.type = news::EventType::kAssault;
  struck.fit = Fit::kBoth;
  const View view{&struck, "ASSAULT"};
  const std::vector<float> shares{0.5F, 0.3F, 0.2F};
  const Weighed both = weigh(*weights, Ontology::kPlover, {&view, 1}, classes_, shares, true);
  EXPECT_EQ(classes_[both.answer], "ASSAULT");  // 0.3 e^2 against 0.5
  EXPECT_EQ(both.evidence, &struck);
  const Weighed other = weigh(*weights, Ontology::kPlover2018, {&view, 1}, classes_, shares, true);
  EXPECT_EQ(classes_[other.answer], "AID");
  EXPECT_EQ(other.evidence, nullptr);
}

}  // namespace
}  // namespace herald::coder
