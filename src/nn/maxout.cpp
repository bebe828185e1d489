#include "nn/maxout.h"

#include <algorithm>

namespace herald::nn {
namespace {

// Rows worked between the dense part and the norm: their sums (96 x 288 floats) stay in the second-level
// cache.
constexpr std::size_t kBlock = 96;

}  // namespace

void Maxout::apply(const float* x, std::size_t rows, std::size_t x_stride, const float* residual, float* y,
                   std::vector<float>& scratch) const {
  const std::size_t z_stride = linear.padded_outputs();
  if (scratch.size() < kBlock * z_stride) scratch.resize(kBlock * z_stride);
  for (std::size_t r = 0; r < rows; r += kBlock) {
    const std::size_t count = std::min(kBlock, rows - r);
    linear.apply(x + r * x_stride, count, x_stride, scratch.data(), z_stride);
    norm(scratch.data(), count, residual == nullptr ? nullptr : residual + r * width, y + r * width);
  }
}

void Maxout::norm(const float* z, std::size_t rows, const float* residual, float* y) const {
  maxout_norm({.z = z,
               .rows = rows,
               .z_stride = linear.padded_outputs(),
               .width = width,
               .pieces = pieces,
               .gain = gain,
               .shift = shift,
               .residual = residual,
               .out = y,
               .out_stride = width});
}

std::vector<float> piece_major(const float* values, std::size_t width, std::size_t pieces,
                               std::size_t inputs) {
  std::vector<float> out(width * pieces * inputs);
  for (std::size_t j = 0; j < width; ++j) {
    for (std::size_t p = 0; p < pieces; ++p) {
      const float* from = values + (j * pieces + p) * inputs;
      std::copy(from, from + inputs, out.begin() + static_cast<std::ptrdiff_t>((p * width + j) * inputs));
    }
  }
  return out;
}

}  // namespace herald::nn
