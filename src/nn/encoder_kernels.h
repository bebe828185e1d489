// The float parts of a transformer encoder between its int8 products: what quantises rows, scales sums back,
// normalises, and the functions exp, erf and tanh they stand on.
//
// As in kernels.h: every function gives the same bytes on AVX2, AVX-512 and NEON, since lanes never meet but
// in reductions over 16 lanes of fixed order; without fused multiply-add the last bit may differ. Pure and
// thread safe; no pointer need be aligned; buffers must not overlap unless said. Widths are multiples of 16
// and at most 4096.
//
// The figures: exp is within 2 units in the last place, erf within 3e-7 of the true value (a quotient of two
// polynomials of degree 5 in x^2, fitted by us to the least greatest error on |x| < 3.925), tanh within 2e-7.
#pragma once

#include <cstddef>
#include <cstdint>

namespace herald::nn {

/// Widest row of the kernels here.
inline constexpr std::size_t kWidestRow = 4096;

/// Rows of int8 numbers with one scale each: value = q * scale.
struct QuantRows {
  std::int8_t* q = nullptr;  ///< rows x width
  float* scale = nullptr;    ///< rows
};

/// Quantises `rows` rows of `width` floats: scale = max |x| / 127 (1 for a row of zeros), q = x / scale,
/// rounded half to even.
void quantise_rows(const float* x, std::size_t rows, std::size_t width, QuantRows out);

/// What an int8 product says of a dense layer: (float(sum) * (scale of the row * scale of the output)) +
/// bias.
struct ScaledSums {
  const std::int32_t* sums = nullptr;  ///< rows x width
  const float* row_scale = nullptr;    ///< rows
  const float* scale = nullptr;        ///< width
  const float* bias = nullptr;         ///< width
};

/// out = the layer's values, `rows` x `width`.
void scale_rows(const ScaledSums& in, std::size_t rows, std::size_t width, float* out);
/// out = GELU of the layer's values, x * (1 + erf(x / sqrt 2)) / 2, quantised.
void gelu_rows(const ScaledSums& in, std::size_t rows, std::size_t width, QuantRows out);

struct LayerNorm {
  const float* gain = nullptr;
  const float* shift = nullptr;
  float epsilon = 0;
};
/// x = norm(x + the layer's values), in place, and the same quantised. norm(v) = (v - mean) / sqrt(variance +
/// epsilon)
/// * gain + shift.
void add_norm_rows(const ScaledSums& in, std::size_t rows, std::size_t width, const LayerNorm& norm, float* x,
                   QuantRows out);

/// One embedded token: x = norm(word * scale + position), `width` floats.
struct EmbedCall {
  const std::int8_t* word = nullptr;
  float scale = 0;
  const float* position = nullptr;
};
void embed_row(const EmbedCall& call, std::size_t width, const LayerNorm& norm, float* x);

/// Softmax of factor * x over the first `count` numbers of each row, in place; what is behind them, up to a
/// multiple of 16 within `stride`, becomes 0. count >= 1.
void softmax_rows(float* x, std::size_t rows, std::size_t count, std::size_t stride, float factor);

/// x[i] = tanh(x[i]).
void tanh_row(float* x, std::size_t width);
/// x[i] = x[i] * factor.
void multiply_row(float* x, std::size_t width, float factor);

/// The functions alone, over `width` numbers in place, for tests.
void exp_row(float* x, std::size_t width);
void erf_row(float* x, std::size_t width);

}  // namespace herald::nn
