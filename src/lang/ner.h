// Named entities: spaCy's greedy BILUO recogniser, one decision a token.
// A view; safe to share between threads while the model file lives, with one cache a thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "news/sentence.h"
#include "nn/transition_net.h"

namespace herald::lang {

struct Ner {
  /// spaCy's action numbers.
  enum Action : std::uint8_t { kMissing, kBegin, kIn, kLast, kUnit, kOut, kActions };
  static constexpr std::size_t kSlots = 3;
  static constexpr std::size_t kLabels = static_cast<std::size_t>(news::EntityLabel::kCount);

  struct Move {
    Action action = kMissing;
    news::EntityLabel label = news::EntityLabel::kNone;
  };

  nn::TransitionNet net;
  std::vector<Move> moves;  ///< by class

  /// Appends the entities of a text with token vectors `rows` (tokens x net.reduce.inputs) in text order. No
  /// entity starts or ends as a single token on white space, and none runs over a sentence start.
  void run(const float* rows, std::size_t tokens, const std::vector<bool>& is_space,
           const std::vector<bool>& sentence_start, std::vector<news::Entity>& entities,
           nn::TransitionNet::Cache& cache) const;

 private:
  std::size_t best_move(const float* scores, const std::array<bool, kActions>& valid,
                        news::EntityLabel open) const;
};

}  // namespace herald::lang
