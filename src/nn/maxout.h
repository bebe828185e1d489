// Maxout with layer normalisation: y = layernorm(max over pieces of (W x + b)), plus a residual where wanted.
// The outputs of `linear` are piece-major: piece p of unit j is output p * width + j.
// A view; thread safe while its memory lives.
#pragma once

#include <cstddef>
#include <vector>

#include "nn/linear.h"

namespace herald::nn {

struct Maxout {
  Linear linear;  ///< pieces * width outputs
  std::size_t width = 0;
  std::size_t pieces = 0;
  const float* gain = nullptr;
  const float* shift = nullptr;

  /// y[r] = layernorm(maxout(x[r])) (+ residual[r] when given; same stride as y). `scratch` is grown as
  /// needed and reused; y must not overlap x.
  void apply(const float* x, std::size_t rows, std::size_t x_stride, const float* residual, float* y,
             std::vector<float>& scratch) const;
  /// The part after the dense layer: y[r] from sums z[r] (linear.padded_outputs() apart).
  void norm(const float* z, std::size_t rows, const float* residual, float* y) const;
};

/// Turns thinc's order of a maxout parameter, [width][pieces][inputs] (inputs 1 for a bias), into piece-major
/// order [pieces][width][inputs].
std::vector<float> piece_major(const float* values, std::size_t width, std::size_t pieces,
                               std::size_t inputs);

}  // namespace herald::nn
