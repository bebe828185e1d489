#include "lang/ner.h"

namespace herald::lang {

/// First greatest score among valid classes; moves.size() when none is valid.
std::size_t Ner::best_move(const float* scores, const std::array<bool, kActions>& valid,
                           news::EntityLabel open) const {
  std::size_t best = moves.size();
  for (std::size_t c = 0; c < moves.size(); ++c) {
    const Move& move = moves[c];
    if (!valid[move.action]) continue;
    if (move.action != kOut && move.label == news::EntityLabel::kNone) continue;
    if ((move.action == kIn || move.action == kLast) && move.label != open) continue;
    if (best == moves.size() || scores[c] > scores[best]) best = c;
  }
  return best;
}

void Ner::run(const float* rows, std::size_t tokens, const std::vector<bool>& is_space,
              const std::vector<bool>& sentence_start, std::vector<news::Entity>& entities,
              nn::TransitionNet::Cache& cache) const {
  net.precompute(rows, tokens, cache);
  bool open = false;
  news::Entity entity;
  for (std::size_t i = 0; i < tokens; ++i) {
    const auto token = static_cast<std::int32_t>(i);
    const std::array<std::int32_t, kSlots> features{
        token, open ? static_cast<std::int32_t>(entity.first) : -1, open ? token - 1 : -1};
    const float* scores = net.score(features.data(), cache);
    const bool may_go_on = i + 1 < tokens && !sentence_start[i + 1];
    std::array<bool, kActions> valid{};
    valid[kBegin] = !open && may_go_on && !is_space[i];
    valid[kIn] = open && may_go_on;
    valid[kLast] = open;
    valid[kUnit] = !open && !is_space[i];
    valid[kOut] = !open;
    const std::size_t best = best_move(scores, valid, open ? entity.label : news::EntityLabel::kNone);
    if (best == moves.size()) continue;
    const Move& move = moves[best];
    if (move.action == kBegin || move.action == kUnit) {
      entity = {static_cast<std::uint32_t>(i), 0, move.label};
      open = true;
    }
    if (move.action == kLast || move.action == kUnit) {
      entity.end = static_cast<std::uint32_t>(i + 1);
      entities.push_back(entity);
      open = false;
    }
  }
}

}  // namespace herald::lang
