// spaCy's MaxoutWindowEncoder.v2: residual blocks x_i + layernorm(maxout(W [x_i-1; x_i; x_i+1] + b)).
//
// The trap: spaCy pads the text with as many zero rows as there are blocks and runs every block over the
// padding too, so the row before the first token is zero for the first block only. Here block k of d computes
// rows -(d-k) .. n+(d-k)-1, which gives the same rows whatever other texts were in spaCy's batch.
// A view; thread safe while its memory lives, with one Scratch a thread.
#pragma once

#include <cstddef>
#include <vector>

#include "nn/maxout.h"

namespace herald::nn {

struct WindowEncoder {
  /// Buffers that grow to the longest text seen.
  struct Scratch {
    std::vector<float> rows[2];
    std::vector<float> sums;
  };

  std::vector<Maxout> blocks;  ///< each 3 * width inputs, `width` units
  std::size_t width = 0;

  /// Room for `tokens` rows: fill the returned rows (tokens x width, row-major), then call run().
  float* input(std::size_t tokens, Scratch& scratch) const;
  /// The encoded rows (tokens x width) of what input() was filled with; valid until the next input().
  const float* run(std::size_t tokens, Scratch& scratch) const;
};

}  // namespace herald::nn
