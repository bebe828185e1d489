// Products of int8 matrices, exact in int32 on every instruction set.
//
//   Int8Weights weights(384, 1152);
//   weights.pack_rows(0, 384, query);                         // row-major int8, once when a net is opened
//   dot({.x = tokens, .rows = 75, .weights = &weights, .scratch = scratch, .y = sums});
//
// y[r][o] = sum over i of x[r][i] * w[o][i]. Nothing saturates and nothing rounds, so the order of the sum
// does not matter: AVX-512 VNNI and AVX-VNNI (bytes, four products an instruction) where the processor has
// them, else 16-bit multiply-adds of the same packed weights through Highway. Sums of up to 131,072 products
// of int8 fit int32. Packed weights are immutable and safe to share; dot() is pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace herald::nn {

/// Weights in panels of 16 outputs, inputs in groups of four: [output / 16][input / 4][output % 16][input %
/// 4].
class Int8Weights {
 public:
  static constexpr std::size_t kPanel = 16;  ///< outputs of a panel; their number is a multiple of twice that
  static constexpr std::size_t kGroup = 4;   ///< inputs of a group; their number is a multiple of it

  Int8Weights() = default;
  /// All zeros. `outputs` is a multiple of 32, `inputs` of 4.
  Int8Weights(std::size_t outputs, std::size_t inputs);
  /// Sets outputs [first, first + count), multiples of 16, from row-major w[count][inputs].
  void pack_rows(std::size_t first, std::size_t count, const std::int8_t* w);

  std::size_t outputs() const { return outputs_; }
  std::size_t inputs() const { return inputs_; }
  const std::int8_t* panel(std::size_t which) const { return packed_.data() + which * kPanel * inputs_; }
  /// -128 times the sum of each output's weights: what a processor that wants unsigned inputs starts from.
  const std::int32_t* offsets() const { return offsets_.data(); }

 private:
  std::size_t outputs_ = 0;
  std::size_t inputs_ = 0;
  std::vector<std::int8_t> packed_;
  std::vector<std::int32_t> offsets_;
};

struct DotCall {
  const std::int8_t* x = nullptr;  ///< rows x inputs
  std::size_t rows = 0;
  const Int8Weights* weights = nullptr;
  std::int16_t* scratch = nullptr;  ///< rows x inputs, for x in the form the processor wants
  std::int32_t* y = nullptr;        ///< rows x outputs
};
void dot(const DotCall& call);

/// Name of the instructions in use: "AVX-512 VNNI", "AVX-VNNI", or Highway's name of the set.
const char* dot_instructions();
/// For tests and benches: whether byte instructions may be used where the processor has them (they may, at
/// first).
void allow_byte_dot(bool allowed);

}  // namespace herald::nn
