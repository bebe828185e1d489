// The scoring net of spaCy's TransitionBasedParser.v2: per token a precomputed contribution to the hidden
// layer for each feature slot, per state a sum of slots, a maxout of two pieces and one dense layer.
//
//   net.precompute(rows, tokens, cache);
//   const float* scores = net.score(features, cache);      // features: token index or -1 for each slot
//
// A view; thread safe while its memory lives, with one Cache a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nn/linear.h"

namespace herald::nn {

struct TransitionNet {
  /// Precomputed rows of one text, and room for one state.
  struct Cache {
    /// Texts of more tokens keep only their reduced rows (the slots of a token take 4 kB in the small model)
    /// and compute the slots of every state anew: slower, the same bytes.
    std::size_t max_precomputed = std::size_t{1} << 16;
    bool precomputed = true;
    std::vector<float> reduced;
    std::vector<float> slots;
    std::vector<float> fresh;
    std::vector<float> hidden;
    std::vector<float> scores;
  };

  Linear reduce;                ///< token row to hidden width
  Linear lower;                 ///< hidden width to slots * 2 * hidden, slot-major then piece-major
  const float* pad = nullptr;   ///< slots * 2 * hidden: what a missing feature contributes
  const float* bias = nullptr;  ///< 2 * hidden, added once, piece-major
  Linear upper;                 ///< hidden width to classes
  std::size_t hidden = 0;
  std::size_t slots = 0;

  /// Fills the cache for `tokens` rows of reduce.inputs floats each.
  void precompute(const float* rows, std::size_t tokens, Cache& cache) const;
  /// Scores of all classes (upper.outputs floats, valid until the next call) for `slots` features.
  const float* score(const std::int32_t* features, Cache& cache) const;
};

}  // namespace herald::nn
