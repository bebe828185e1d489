// spaCy's MaxoutWindowEncoder.v2: residual blocks x_i + layernorm(maxout(W [x_i-1; x_i; x_i+1] + b)).
//
// The trap: spaCy pads the text with as many zero rows as there are blocks and runs every block over the
// padding too, so the row before the first token is zero for the first block only. Here block k of d computes
// rows -(d-k) .. n+(d-k)-1, which gives the same rows whatever other texts were in spaCy's batch.
// The first block looks at rows that depend on the word type alone, so what a row contributes to its
// neighbours and itself (its projection: three dense layers) can be kept by type and is only added up here.
// Its sums are therefore defined as (left + (own + bias)) + right, each a chain over ascending inputs. A
// view; thread safe while its memory lives, with one Scratch a thread.
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
    std::vector<float> zeros;               ///< the bias and the row of nothing
    std::vector<float> padding;             ///< projection of a padding row
    std::vector<const float*> projections;  ///< of one batch of rows
    std::vector<float> fresh_rows;
    std::vector<float> fresh;
  };

  std::vector<Maxout> blocks;  ///< each 3 * width inputs, `width` units; at least one
  std::size_t width = 0;

  /// Floats of one projection.
  std::size_t projection_size() const { return 3 * blocks[0].linear.padded_outputs(); }
  /// out[r] = projection of row r: what it adds to the row after it, to itself (with bias), to the row before
  /// it.
  void project(const float* rows, std::size_t count, float* out, Scratch& scratch) const;

  /// Room for `tokens` rows: fill the returned rows (tokens x width, row-major), then call run().
  float* input(std::size_t tokens, Scratch& scratch) const;
  /// The encoded rows (tokens x width) of what input() was filled with; valid until the next input().
  /// known[i] is the projection of row i, or nullptr where it has to be computed; `known` may be nullptr.
  const float* run(std::size_t tokens, const float* const* known, Scratch& scratch) const;

 private:
  void run_first(std::size_t tokens, const float* const* known, Scratch& scratch) const;
  void find_projections(std::size_t tokens, std::size_t first, std::size_t count, const float* const* known,
                        Scratch& scratch) const;
};

}  // namespace herald::nn
