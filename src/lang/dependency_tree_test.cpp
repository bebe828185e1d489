#include "lang/dependency_tree.h"

#include <gtest/gtest.h>

#include <string>

namespace herald::lang {
namespace {

using news::Dep;

DependencyTree tree_of(const std::vector<std::uint32_t>& heads) {
  DependencyTree tree;
  tree.reset(heads.size());
  tree.head = heads;
  tree.find_edges();
  return tree;
}

std::string starts(const DependencyTree& tree) {
  std::string out;
  for (const bool start : tree.sentence_start) out += start ? '|' : '.';
  return out;
}

TEST(DependencyTree, SentencesStartAtTheLeftEdgeOfARoot) {
  EXPECT_EQ(starts(tree_of({1, 1, 1, 4, 4})), "|..|.");
  EXPECT_EQ(starts(tree_of({0})), "|");
  EXPECT_EQ(starts(tree_of({0, 1, 2})), "|||");
  EXPECT_EQ(starts(tree_of({3, 3, 1, 3})), "|...");
  EXPECT_EQ(starts(tree_of({})), "");
  const DependencyTree crossing = tree_of({2, 3, 3, 3});
  EXPECT_EQ(crossing.left_edge[3], 0U);
  EXPECT_EQ(crossing.left_edge[2], 0U);
  EXPECT_EQ(crossing.right_edge[1], 1U);
}

TEST(DependencyTree, LiftedArcsGoDownToTheFirstFittingToken) {
  // 0 <- 1(root) -> 2(xcomp) -> 3(dobj) ; 4 hangs from 1 but was lifted from an xcomp.
  DependencyTree tree = tree_of({1, 1, 1, 2, 1});
  tree.label = {Dep::kNsubj, Dep::kROOT, Dep::kXcomp, Dep::kDobj, Dep::kDobj};
  tree.lifted_from[4] = Dep::kXcomp;
  tree.lower_arcs(std::vector<bool>(5, false));
  EXPECT_EQ(tree.head[4], 2U);
  EXPECT_EQ(tree.label[4], Dep::kDobj);
  EXPECT_EQ(tree.lifted_from[4], Dep::kNone);
  EXPECT_EQ(tree.right_edge[2], 4U);
}

TEST(DependencyTree, WithoutAFittingTokenTheHeadStays) {
  DependencyTree tree = tree_of({1, 1, 1});
  tree.label = {Dep::kXcomp, Dep::kROOT, Dep::kDobj};
  tree.lifted_from[2] = Dep::kXcomp;
  tree.lower_arcs({true, false, false});  // token 0 is white space
  EXPECT_EQ(tree.head[2], 1U);
}

TEST(DependencyTree, TheSearchIsBreadthFirst) {
  // 5 was lifted from a conj; token 2 (deeper) and token 4 (nearer the head) both fit: 4 wins.
  DependencyTree tree = tree_of({0, 0, 1, 0, 0, 0});
  tree.label = {Dep::kROOT, Dep::kDobj, Dep::kConj, Dep::kPunct, Dep::kConj, Dep::kPrep};
  tree.lifted_from[5] = Dep::kConj;
  tree.lower_arcs(std::vector<bool>(6, false));
  EXPECT_EQ(tree.head[5], 4U);
}

}  // namespace
}  // namespace herald::lang
