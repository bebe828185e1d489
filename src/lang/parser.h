// Dependency parsing: spaCy's greedy arc-eager parser over precomputed token contributions.
// A view; safe to share between threads while the model file lives, with one Workspace a thread.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "lang/arc_eager.h"
#include "lang/dependency_tree.h"
#include "nn/transition_net.h"

namespace herald::lang {

/// A dependency label of the parser; `lifted_from` is set for a decorated one ("dobj||xcomp": dobj, xcomp).
struct ArcLabel {
  news::Dep label = news::Dep::kNone;
  news::Dep lifted_from = news::Dep::kNone;
};

struct Parser {
  struct Workspace {
    nn::TransitionNet::Cache cache;
    ArcEager state;
    std::size_t steps = 0;  ///< transitions taken for the last text
  };
  /// Classes [first, first + count) of one action.
  struct Range {
    std::size_t first = 0;
    std::size_t count = 0;
  };

  nn::TransitionNet net;
  std::array<Range, ArcEager::kActions> ranges;
  std::vector<ArcLabel> labels;  ///< by class

  /// Fills `tree` for token vectors `rows` (tokens x net.reduce.inputs): heads, labels, edges, sentence
  /// starts.
  void run(const float* rows, std::size_t tokens, const std::vector<bool>& is_space, DependencyTree& tree,
           Workspace& work) const;

 private:
  std::size_t best_class(const float* scores, const ArcEager& state, ArcEager::Action& action) const;
};

}  // namespace herald::lang
