#include "lang/dependency_tree.h"

#include <algorithm>
#include <utility>

namespace herald::lang {
namespace {

// spaCy gives up after twelve rounds, with whatever edges it has then.
constexpr int kMaxRounds = 12;

}  // namespace

void DependencyTree::reset(std::size_t tokens) {
  head.resize(tokens);
  for (std::size_t i = 0; i < tokens; ++i) head[i] = static_cast<std::uint32_t>(i);
  label.assign(tokens, news::Dep::kNone);
  lifted_from.assign(tokens, news::Dep::kNone);
}

void DependencyTree::find_edges() {
  const std::size_t n = head.size();
  left_edge.resize(n);
  right_edge.resize(n);
  for (std::size_t i = 0; i < n; ++i) left_edge[i] = right_edge[i] = static_cast<std::uint32_t>(i);
  for (int round = 0; round < kMaxRounds && !relax_edges(); ++round) {
  }
  sentence_start.assign(n, false);
  for (std::size_t i = 0; i < n; ++i) {
    if (head[i] == i) sentence_start[left_edge[i]] = true;
  }
}

/// One pass in each direction; true when no head lies outside the sentences found so far.
bool DependencyTree::relax_edges() {
  const std::size_t n = head.size();
  const auto widen = [this](std::size_t i) {
    const std::size_t h = head[i];
    left_edge[h] = std::min(left_edge[h], left_edge[i]);
    right_edge[h] = std::max(right_edge[h], right_edge[i]);
  };
  for (std::size_t i = 0; i < n; ++i) widen(i);
  for (std::size_t i = n; i-- > 0;) widen(i);
  starts_.assign(n, false);
  for (std::size_t i = 0; i < n; ++i) {
    if (head[i] == i) starts_[left_edge[i]] = true;
  }
  std::size_t first = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (!((i > 0 && starts_[i]) || i + 1 == n)) continue;
    for (std::size_t j = first; j < i; ++j) {
      if (head[j] < first || head[j] > i) return false;
    }
    first = i;
  }
  return true;
}

std::uint32_t DependencyTree::find_lower_head(std::uint32_t token, const std::vector<bool>& is_space) {
  const news::Dep wanted = lifted_from[token];
  level_.assign(1, head[token]);
  while (!level_.empty()) {
    next_level_.clear();
    for (const std::uint32_t node : level_) {
      for (std::uint32_t child = left_edge[node]; child <= right_edge[node]; ++child) {
        if (child == node || head[child] != node || is_space[child] || child == token) continue;
        if (label[child] == wanted && lifted_from[child] == news::Dep::kNone) return child;
        next_level_.push_back(child);
      }
    }
    std::swap(level_, next_level_);
  }
  return head[token];
}

void DependencyTree::lower_arcs(const std::vector<bool>& is_space) {
  bool any = false;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (lifted_from[i] == news::Dep::kNone) continue;
    head[i] = find_lower_head(static_cast<std::uint32_t>(i), is_space);
    lifted_from[i] = news::Dep::kNone;
    any = true;
  }
  if (any) find_edges();
}

}  // namespace herald::lang
