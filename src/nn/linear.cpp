#include "nn/linear.h"

namespace herald::nn {

void pack_weights(const float* w, std::size_t outputs, std::size_t inputs, float* panels) {
  for (std::size_t first = 0; first < padded(outputs); first += kPanel) {
    for (std::size_t i = 0; i < inputs; ++i) {
      for (std::size_t o = first; o < first + kPanel; ++o) *panels++ = o < outputs ? w[o * inputs + i] : 0.0F;
    }
  }
}

Linear Linear::part(std::size_t first, std::size_t count, const float* part_bias) const {
  return {weights + first * kPanel, part_bias, count, outputs, panel_inputs == 0 ? inputs : panel_inputs};
}

Linear Linear::outputs_part(std::size_t first, std::size_t count) const {
  const std::size_t step = panel_inputs == 0 ? inputs : panel_inputs;
  return {weights + first * step, bias + first, inputs, count, step};
}

void Linear::apply(const float* x, std::size_t rows, std::size_t x_stride, float* y,
                   std::size_t y_stride) const {
  affine({.x = x,
          .rows = rows,
          .x_stride = x_stride,
          .inputs = inputs,
          .weights = weights,
          .panel_step = (panel_inputs == 0 ? inputs : panel_inputs) * kPanel,
          .bias = bias,
          .panels = padded(outputs) / kPanel,
          .y = y,
          .y_stride = y_stride});
}

}  // namespace herald::nn
