#include "nn/window_encoder.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace herald::nn {
namespace {

// Rows worked at once: their sums stay in the second-level cache.
constexpr std::size_t kBatch = 96;

}  // namespace

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

void WindowEncoder::project(const float* rows, std::size_t count, float* out, Scratch& scratch) const {
  const Linear& linear = blocks[0].linear;
  const std::size_t part = linear.padded_outputs();
  if (scratch.zeros.size() < std::max(part, width)) scratch.zeros.resize(std::max(part, width));
  const float* const none = scratch.zeros.data();
  // Row i is the left third of the window of row i + 1.
  linear.part(0, width, none).apply(rows, count, width, out, 3 * part);
  linear.part(width, width, linear.bias).apply(rows, count, width, out + part, 3 * part);
  linear.part(2 * width, width, none).apply(rows, count, width, out + 2 * part, 3 * part);
}

/// Projections of the `count` buffer rows from `first` on: known ones, the padding's, and new ones computed.
void WindowEncoder::find_projections(std::size_t tokens, std::size_t first, std::size_t count,
                                     const float* const* known, Scratch& scratch) const {
  const std::size_t depth = blocks.size();
  const std::size_t size = projection_size();
  scratch.projections.assign(count, nullptr);
  std::size_t fresh = 0;
  if (scratch.fresh_rows.size() < count * width) scratch.fresh_rows.resize(count * width);
  if (scratch.fresh.size() < count * size) scratch.fresh.resize(count * size);
  for (std::size_t r = 0; r < count; ++r) {
    const std::size_t row = first + r;
    if (row < depth || row >= depth + tokens) {
      scratch.projections[r] = scratch.padding.data();
    } else if (known != nullptr && known[row - depth] != nullptr) {
      scratch.projections[r] = known[row - depth];
    } else {
      const float* from = scratch.rows[0].data() + row * width;
      std::copy(from, from + width, scratch.fresh_rows.data() + fresh * width);
      scratch.projections[r] = scratch.fresh.data() + fresh++ * size;
    }
  }
  if (fresh > 0) project(scratch.fresh_rows.data(), fresh, scratch.fresh.data(), scratch);
}

/// The first block, from projections: buffer rows 1 .. tokens + 2 * depth - 2 of the second buffer.
void WindowEncoder::run_first(std::size_t tokens, const float* const* known, Scratch& scratch) const {
  const Maxout& block = blocks[0];
  const std::size_t part = block.linear.padded_outputs();
  const std::size_t end = tokens + 2 * blocks.size() - 1;
  if (scratch.padding.size() < projection_size()) scratch.padding.resize(projection_size());
  project(scratch.rows[0].data(), 1, scratch.padding.data(), scratch);  // the first buffer row is padding
  if (scratch.sums.size() < kBatch * part) scratch.sums.resize(kBatch * part);
  for (std::size_t first = 1; first < end; first += kBatch) {
    const std::size_t count = std::min(kBatch, end - first);
    find_projections(tokens, first - 1, count + 2, known, scratch);
    for (std::size_t r = 0; r < count; ++r) {
      const float* const parts[3] = {scratch.projections[r], scratch.projections[r + 1] + part,
                                     scratch.projections[r + 2] + 2 * part};
      sum_rows(parts, 3, part, scratch.sums.data() + r * part);
    }
    block.norm(scratch.sums.data(), count, scratch.rows[0].data() + first * width,
               scratch.rows[1].data() + first * width);
  }
}

const float* WindowEncoder::run(std::size_t tokens, const float* const* known, Scratch& scratch) const {
  const std::size_t depth = blocks.size();
  run_first(tokens, known, scratch);
  float* from = scratch.rows[1].data();
  float* to = scratch.rows[0].data();
  for (std::size_t k = 2; k <= depth; ++k) {
    // Buffer row r is text row r - depth; this block computes buffer rows k .. tokens + 2 * depth - k - 1.
    blocks[k - 1].apply(from + (k - 1) * width, tokens + 2 * (depth - k), width, from + k * width,
                        to + k * width, scratch.sums);
    std::swap(from, to);
  }
  return from + depth * width;
}

}  // namespace herald::nn
