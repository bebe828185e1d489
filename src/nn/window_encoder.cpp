#include "nn/window_encoder.h"

#include <algorithm>
#include <utility>

namespace herald::nn {

float* WindowEncoder::input(std::size_t tokens, Scratch& scratch) const {
  const std::size_t pad = blocks.size() * width;
  const std::size_t size = tokens * width + 2 * pad;
  for (std::vector<float>& rows : scratch.rows) {
    if (rows.size() < size) rows.resize(size);
  }
  float* const first = scratch.rows[0].data();
  std::fill(first, first + pad, 0.0F);
  std::fill(first + pad + tokens * width, first + size, 0.0F);
  return first + pad;
}

const float* WindowEncoder::run(std::size_t tokens, Scratch& scratch) const {
  const std::size_t depth = blocks.size();
  float* from = scratch.rows[0].data();
  float* to = scratch.rows[1].data();
  for (std::size_t k = 1; k <= depth; ++k) {
    // Buffer row r is text row r - depth; this block computes buffer rows k .. tokens + 2 * depth - k - 1.
    blocks[k - 1].apply(from + (k - 1) * width, tokens + 2 * (depth - k), width, from + k * width, to + k * width,
                        scratch.sums);
    std::swap(from, to);
  }
  return from + depth * width;
}

}  // namespace herald::nn
