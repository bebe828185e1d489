// The inner loops of the net, one build per instruction set, chosen once at run time (Highway).
//
// Every output is one chain of fused multiply-adds over ascending input indices, and every reduction over a
// row runs in 16 lanes of fixed order, so AVX2, AVX-512 and NEON give the same bytes. A processor without
// fused multiply-add rounds the product first and may differ in the last bit: see fused_multiply_add().
// All functions are pure and thread safe; no pointer need be aligned; buffers must not overlap unless said.
#pragma once

#include <cstddef>

namespace herald::nn {

/// Outputs per panel of packed weights (see linear.h) and the unit rows are padded to.
inline constexpr std::size_t kPanel = 32;
/// Lanes of a reduction; row widths given to maxout_norm are multiples of it.
inline constexpr std::size_t kLanes = 16;

/// A dense layer for `rows` rows: y[r][o] = (sum over ascending i of x[r][i] * w[o][i]) + bias[o], for all
/// panels * 32 outputs. Row r of x starts at x + r * x_stride; x_stride < inputs is allowed, and gives a
/// sliding window over contiguous rows without copying them together.
struct AffineCall {
  const float* x = nullptr;
  std::size_t rows = 0;
  std::size_t x_stride = 0;
  std::size_t inputs = 0;
  const float* weights = nullptr;  ///< panels of inputs x 32 floats
  std::size_t panel_step = 0;      ///< floats from panel to panel; at least inputs * 32
  const float* bias = nullptr;     ///< panels * 32 floats
  std::size_t panels = 0;
  float* y = nullptr;
  std::size_t y_stride = 0;  ///< at least panels * 32
};
void affine(const AffineCall& call);

/// Per row: m[j] = max over pieces p of z[p * width + j]; out = (m - mean) / sqrt(variance + 1e-8) * gain +
/// shift, and plus residual[j] when `residual` is given (thinc's maxout, LayerNorm.v1 and residual). `width`
/// is a multiple of 16 and at most 1024.
struct MaxoutNormCall {
  const float* z = nullptr;
  std::size_t rows = 0;
  std::size_t z_stride = 0;
  std::size_t width = 0;
  std::size_t pieces = 0;
  const float* gain = nullptr;
  const float* shift = nullptr;
  const float* residual = nullptr;  ///< same stride as out, or nullptr
  float* out = nullptr;
  std::size_t out_stride = 0;
};
void maxout_norm(const MaxoutNormCall& call);

/// out[j] = rows[0][j] + rows[1][j] + ... in that order; `width` is a multiple of 16; count >= 1.
void sum_rows(const float* const* rows, std::size_t count, std::size_t width, float* out);

/// Hidden layer of the transition net: h[j] = max over 2 pieces p of (sum_rows(rows)[p * width + j] + bias[p
/// * width + j]).
void sum_rows_maxout2(const float* const* rows, std::size_t count, const float* bias, std::size_t width,
                      float* h);

/// Index of the first greatest value of v[0..count); count >= 1.
std::size_t first_max(const float* v, std::size_t count);

/// Whether the chosen build has fused multiply-add; without it results may differ in the last bit.
bool fused_multiply_add();
/// Name of the chosen instruction set ("AVX3_ZEN4", "AVX2", "NEON").
const char* instruction_set();

}  // namespace herald::nn
