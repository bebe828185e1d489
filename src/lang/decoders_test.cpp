// The greedy decoders on hand-made score tables: a net whose scores are, class by class, the numbers given
// for the first buffer token.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lang/ner.h"
#include "lang/parser.h"

namespace herald::lang {
namespace {

using news::EntityLabel;

constexpr std::size_t kClasses = 16;

/// score[c] = row[B0][c] for rows of 16 numbers that are not negative; a missing B0 scores `pad`.
struct TableNet {
  nn::TransitionNet net;
  std::vector<float> identity = std::vector<float>(nn::packed_size(kClasses, kClasses));
  std::vector<float> lower;
  std::vector<float> zeros;
  std::vector<float> pad;

  TableNet(std::size_t slots, std::size_t classes, const std::vector<float>& missing) {
    const std::size_t width = 2 * kClasses;
    zeros.resize(nn::padded(slots * width));
    pad.resize(slots * width);
    std::copy(missing.begin(), missing.end(), pad.begin());
    std::vector<float> dense(slots * width * kClasses);
    for (std::size_t i = 0; i < kClasses; ++i) dense[i * kClasses + i] = 1;  // slot 0, piece 0
    lower.resize(nn::packed_size(slots * width, kClasses));
    nn::pack_weights(dense.data(), slots * width, kClasses, lower.data());
    nn::pack_weights(dense.data(), kClasses, kClasses, identity.data());
    net = {{identity.data(), zeros.data(), kClasses, kClasses},
           {lower.data(), zeros.data(), kClasses, slots * width},
           pad.data(),
           zeros.data(),
           {identity.data(), zeros.data(), kClasses, classes},
           kClasses,
           slots};
  }
};

/// Rows of 16 scores from {class, score} pairs per token.
std::vector<float> rows_of(const std::vector<std::vector<std::pair<std::size_t, float>>>& tokens) {
  std::vector<float> rows(tokens.size() * kClasses);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const auto& [c, score] : tokens[i]) rows[i * kClasses + c] = score;
  }
  return rows;
}

enum : std::size_t { kBGpe, kBOrg, kIGpe, kIOrg, kLGpe, kLOrg, kUGpe, kUOrg, kUNone, kO, kNerClasses };

std::string entities(const std::vector<std::vector<std::pair<std::size_t, float>>>& tokens,
                     std::vector<bool> space = {}, std::vector<bool> starts = {}) {
  TableNet table(Ner::kSlots, kNerClasses, {});
  Ner ner;
  ner.net = table.net;
  for (const Ner::Action action : {Ner::kBegin, Ner::kIn, Ner::kLast, Ner::kUnit}) {
    ner.moves.push_back({action, EntityLabel::kGPE});
    ner.moves.push_back({action, EntityLabel::kORG});
  }
  ner.moves.push_back({Ner::kUnit, EntityLabel::kNone});
  ner.moves.push_back({Ner::kOut, EntityLabel::kNone});
  space.resize(tokens.size());
  starts.resize(tokens.size());
  std::vector<news::Entity> found;
  nn::TransitionNet::Cache cache;
  ner.run(rows_of(tokens).data(), tokens.size(), space, starts, found, cache);
  std::string out;
  for (const news::Entity& e : found) {
    out += (out.empty() ? "" : " ") + std::to_string(e.first) + "-" + std::to_string(e.end) +
           std::string(name(e.label));
  }
  return out;
}

TEST(Ner, SpansFollowBilou) {
  EXPECT_EQ(entities({{{kUGpe, 1}}, {{kO, 1}}, {{kBOrg, 1}}, {{kLOrg, 1}}}), "0-1GPE 2-4ORG");
  EXPECT_EQ(entities({{{kBOrg, 1}}, {{kIOrg, 1}}, {{kLOrg, 1}}}), "0-3ORG");
}

TEST(Ner, InvalidMovesAreNeverTaken) {
  EXPECT_EQ(entities({{{kBOrg, 1}}, {{kLGpe, 9}, {kLOrg, 1}}}), "0-2ORG") << "only the open label may close";
  EXPECT_EQ(entities({{{kO, 1}}, {{kBOrg, 9}, {kUGpe, 1}}}), "1-2GPE") << "the last token cannot begin";
  EXPECT_EQ(entities({{{kUNone, 9}, {kO, 1}}}), "") << "the unit without a label is never valid";
  EXPECT_EQ(entities({{{kIOrg, 9}, {kLOrg, 8}, {kO, 1}}}), "") << "nothing is open";
  EXPECT_EQ(entities({{{kUGpe, 9}, {kO, 1}}, {{kUOrg, 1}}}, {true, false}), "1-2ORG")
      << "white space is no entity";
  EXPECT_EQ(entities({{{kBOrg, 1}}, {{kIOrg, 9}, {kLOrg, 1}}, {{kO, 1}}}, {}, {true, false, true}), "0-2ORG")
      << "an entity ends where a sentence does";
  EXPECT_EQ(entities({{{kBOrg, 9}, {kUOrg, 1}}, {{kO, 1}}}, {}, {true, true}), "0-1ORG");
}

TEST(Ner, TheFirstOfEqualScoresWins) {
  EXPECT_EQ(entities({{{kUGpe, 2}, {kUOrg, 2}, {kO, 2}}}), "0-1GPE");
}

enum : std::size_t { kS, kD, kLNsubj, kRDobj, kRDobjXcomp, kB, kParserClasses };

std::string tree(const std::vector<std::vector<std::pair<std::size_t, float>>>& tokens) {
  std::vector<float> missing(kClasses);
  missing[kD] = 1;
  TableNet table(ArcEager::kSlots, kParserClasses, missing);
  Parser parser;
  parser.net = table.net;
  parser.ranges = {Parser::Range{kS, 1}, {kD, 1}, {kLNsubj, 1}, {kRDobj, 2}, {kB, 1}};
  parser.labels = {
      {}, {}, {news::Dep::kNsubj, {}}, {news::Dep::kDobj, {}}, {news::Dep::kDobj, news::Dep::kXcomp}, {}};
  DependencyTree out;
  Parser::Workspace work;
  parser.run(rows_of(tokens).data(), tokens.size(), std::vector<bool>(tokens.size()), out, work);
  std::string text;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    text += (i == 0 ? "" : " ") + std::string(out.sentence_start[i] ? "|" : "") +
            std::to_string(out.head[i]) + ":" + std::string(name(out.label[i]));
  }
  return text;
}

TEST(Parser, DecodesAScoreTable) {
  EXPECT_EQ(tree({}), "");
  EXPECT_EQ(tree({{{kS, 1}}}), "|0:ROOT");
  // "They saw her": shift, left, shift, right, reduce all.
  EXPECT_EQ(tree({{{kS, 1}}, {{kLNsubj, 2}, {kS, 1}}, {{kRDobj, 1}}}), "|1:nsubj 1:ROOT 1:dobj");
  // A Break before token 1 keeps it from being attached whatever the scores say.
  EXPECT_EQ(tree({{{kB, 5}, {kS, 1}}, {{kRDobj, 9}, {kS, 1}, {kD, 2}}}), "|0:ROOT |1:ROOT");
  // A decorated label with no fitting token below the head keeps its head and loses the decoration.
  EXPECT_EQ(tree({{{kS, 1}}, {{kRDobjXcomp, 1}}}), "|0:ROOT 0:dobj");
}

}  // namespace
}  // namespace herald::lang
