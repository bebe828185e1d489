#include "lang/parser.h"

namespace herald::lang {

/// First greatest score among the classes of valid actions. One of Shift and Reduce is always valid.
std::size_t Parser::best_class(const float* scores, const ArcEager& state, ArcEager::Action& action) const {
  std::size_t best = 0;
  bool found = false;
  for (std::uint8_t a = 0; a < ArcEager::kActions; ++a) {
    const auto candidate = static_cast<ArcEager::Action>(a);
    const Range& range = ranges[a];
    if (range.count == 0 || !state.is_valid(candidate)) continue;
    const std::size_t top = range.first + nn::first_max(scores + range.first, range.count);
    if (!found || scores[top] > scores[best]) {
      best = top;
      action = candidate;
      found = true;
    }
  }
  return best;
}

void Parser::run(const float* rows, std::size_t tokens, const std::vector<bool>& is_space,
                 DependencyTree& tree, Workspace& work) const {
  net.precompute(rows, tokens, work.cache);
  ArcEager& state = work.state;
  state.start(tokens);
  work.steps = 0;
  while (!state.is_final()) {
    const std::array<std::int32_t, ArcEager::kSlots> features = state.features();
    const float* scores = net.score(features.data(), work.cache);
    ArcEager::Action action = ArcEager::kReduce;
    const std::size_t best = best_class(scores, state, action);
    state.apply(action, static_cast<std::uint16_t>(best));
    ++work.steps;
  }
  tree.reset(tokens);
  for (std::size_t i = 0; i < tokens; ++i) {
    const std::int32_t head = state.heads()[i];
    if (head < 0) {
      tree.label[i] = news::Dep::kROOT;
      continue;
    }
    tree.head[i] = static_cast<std::uint32_t>(head);
    const ArcLabel& arc = labels[state.labels()[i]];
    tree.label[i] = arc.label;
    tree.lifted_from[i] = arc.lifted_from;
  }
  tree.find_edges();
  tree.lower_arcs(is_space);
}

}  // namespace herald::lang
