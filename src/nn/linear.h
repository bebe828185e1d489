// A dense layer with packed weights.
//
//   std::vector<float> panels(packed_size(outputs, inputs));
//   pack_weights(w, outputs, inputs, panels.data());          // once, when a model is converted
//   Linear layer{panels.data(), padded_bias, inputs, outputs};
//   layer.apply(x, rows, inputs, y, layer.padded_outputs());
//
// A view: it owns nothing and is safe to share between threads while its memory lives.
#pragma once

#include <cstddef>

#include "nn/kernels.h"

namespace herald::nn {

/// `outputs` rounded up to whole panels of 32.
constexpr std::size_t padded(std::size_t outputs) {
  return (outputs + kPanel - 1) / kPanel * kPanel;
}
/// Floats that packed weights take.
constexpr std::size_t packed_size(std::size_t outputs, std::size_t inputs) {
  return padded(outputs) * inputs;
}

/// Packs row-major w[outputs][inputs] into panels: panel p holds outputs 32p..32p+31 as inputs x 32, missing
/// outputs as zeros. `panels` has packed_size() floats.
void pack_weights(const float* w, std::size_t outputs, std::size_t inputs, float* panels);

struct Linear {
  const float* weights = nullptr;  ///< packed_size(outputs, inputs) floats
  const float* bias = nullptr;     ///< padded(outputs) floats, zeros at the end
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  std::size_t panel_inputs = 0;  ///< inputs of the packed matrix when this is a part of one; 0 for `inputs`

  std::size_t padded_outputs() const { return padded(outputs); }
  /// The part of the layer that looks at inputs [first, first + count), with `part_bias` as its bias.
  Linear part(std::size_t first, std::size_t count, const float* part_bias) const;
  /// The part of the layer that gives outputs [first, first + count); `first` is a multiple of 32.
  Linear outputs_part(std::size_t first, std::size_t count) const;
  /// y[r][0..padded) = W x[r] + b for `rows` rows; x_stride may be smaller than inputs (sliding window).
  void apply(const float* x, std::size_t rows, std::size_t x_stride, float* y, std::size_t y_stride) const;
};

}  // namespace herald::nn
