// Functions against the standard library's, rows against scalar loops, and the same bytes on every
// instruction set.
#include "nn/encoder_kernels.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "nn/kernels.h"

namespace herald::nn {
namespace {

std::vector<float> some(std::uint64_t seed, std::size_t count, float spread) {
  std::vector<float> out(count);
  for (float& value : out) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    value = spread * static_cast<float>(static_cast<std::int32_t>(seed >> 32)) / 2147483648.0F;
  }
  return out;
}

/// Runs `make` on each instruction set with fused multiply-add; all must give the same bytes. Returns them.
template <typename T>
std::vector<T> same_everywhere(const std::function<std::vector<T>()>& make) {
  std::vector<T> first = make();
  for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
    hwy::SetSupportedTargetsForTest(rest & -rest);
    const std::string name = instruction_set();
    const bool fused = fused_multiply_add();
    const std::vector<T> other = make();
    hwy::SetSupportedTargetsForTest(0);
    if (!fused) continue;
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (std::memcmp(&first[i], &other[i], sizeof(T)) != 0) {
        ADD_FAILURE() << name << " differs at " << i << ": " << +first[i] << ", " << +other[i];
        return first;
      }
    }
  }
  return first;
}

std::vector<float> applied(void (*function)(float*, std::size_t), std::vector<float> x) {
  return same_everywhere<float>([&] {
    std::vector<float> y = x;
    function(y.data(), y.size());
    return y;
  });
}

TEST(EncoderKernels, FunctionsAreNearTheTrueOnes) {
  std::vector<float> x;
  for (int i = -2048; i < 2048; ++i) x.push_back(static_cast<float>(i) / 200);
  const std::vector<float> exps = applied(exp_row, x);
  const std::vector<float> erfs = applied(erf_row, x);
  const std::vector<float> tanhs = applied(tanh_row, x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_NEAR(exps[i] / std::exp(static_cast<double>(x[i])), 1, 2.4e-7) << x[i];
    EXPECT_NEAR(erfs[i], std::erf(static_cast<double>(x[i])), 3e-7) << x[i];
    EXPECT_NEAR(tanhs[i], std::tanh(static_cast<double>(x[i])), 2e-7) << x[i];
  }
  std::vector<float> ends{-1e30F, 1e30F, -100, 100, 0};
  ends.resize(16);
  EXPECT_EQ(applied(erf_row, ends)[0], -1);
  EXPECT_EQ(applied(erf_row, ends)[1], 1);
  EXPECT_EQ(applied(tanh_row, ends)[0], -1);
  EXPECT_EQ(applied(tanh_row, ends)[1], 1);
  EXPECT_EQ(applied(exp_row, ends)[4], 1);
  EXPECT_LT(applied(exp_row, ends)[0], 1e-37F);
}

TEST(EncoderKernels, QuantisesHalfToEven) {
  // Greatest 127: the scale is 1, and what is half way goes to the even one.
  std::vector<float> x{127, 0.5F, 1.5F, 2.5F, -0.5F, -1.5F, -127, 0.49F, 0, 126.5F, -126.5F, 3, 4, 5, 6, 7};
  x.resize(32);  // and a row of zeros
  std::vector<float> scale(2);
  const std::vector<std::int8_t> q = same_everywhere<std::int8_t>([&] {
    std::vector<std::int8_t> out(32, 9);
    quantise_rows(x.data(), 2, 16, {out.data(), scale.data()});
    return out;
  });
  const std::vector<std::int8_t> expected{127, 0, 2, 2, 0, -2, -127, 0, 0, 126, -126, 3, 4, 5, 6, 7};
  EXPECT_EQ(std::vector<std::int8_t>(q.begin(), q.begin() + 16), expected);
  EXPECT_EQ(std::vector<std::int8_t>(q.begin() + 16, q.end()), std::vector<std::int8_t>(16));
  EXPECT_EQ(scale, (std::vector<float>{1, 1}));
}

/// A layer's sums with all that belongs to them.
struct Layer {
  explicit Layer(std::size_t rows, std::size_t width)
      : row_scale(some(2, rows, 0.01F)), scale(some(3, width, 0.01F)), bias(some(4, width, 1)) {
    for (const float value : some(1, rows * width, 30000)) sums.push_back(static_cast<std::int32_t>(value));
  }
  ScaledSums view() const { return {sums.data(), row_scale.data(), scale.data(), bias.data()}; }
  double value(std::size_t row, std::size_t at) const {
    return sums[row * scale.size() + at] * double{row_scale[row]} * double{scale[at]} + double{bias[at]};
  }
  std::vector<std::int32_t> sums;
  std::vector<float> row_scale, scale, bias;
};

constexpr std::size_t kRows = 3, kWidth = 96;

TEST(EncoderKernels, ScalesSumsAndGelu) {
  const Layer layer(kRows, kWidth);
  const std::vector<float> plain = same_everywhere<float>([&] {
    std::vector<float> out(kRows * kWidth);
    scale_rows(layer.view(), kRows, kWidth, out.data());
    return out;
  });
  std::vector<float> scale(kRows);
  const std::vector<std::int8_t> gelu = same_everywhere<std::int8_t>([&] {
    std::vector<std::int8_t> out(kRows * kWidth);
    gelu_rows(layer.view(), kRows, kWidth, {out.data(), scale.data()});
    return out;
  });
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t i = 0; i < kWidth; ++i) {
      const double x = layer.value(r, i);
      EXPECT_NEAR(plain[r * kWidth + i], x, 1e-5);
      EXPECT_NEAR(gelu[r * kWidth + i] * scale[r], x * (1 + std::erf(x / std::sqrt(2.0))) / 2,
                  scale[r] * 0.501);
    }
  }
}

TEST(EncoderKernels, NormalisesRows) {
  const Layer layer(kRows, kWidth);
  const std::vector<float> before = some(5, kRows * kWidth, 2);
  const std::vector<float> gain = some(6, kWidth, 1);
  const std::vector<float> shift = some(7, kWidth, 1);
  const LayerNorm norm{gain.data(), shift.data(), 1e-12F};
  std::vector<float> scale(kRows);
  std::vector<std::int8_t> q(kRows * kWidth);
  const std::vector<float> after = same_everywhere<float>([&] {
    std::vector<float> x = before;
    add_norm_rows(layer.view(), kRows, kWidth, norm, x.data(), {q.data(), scale.data()});
    return x;
  });
  for (std::size_t r = 0; r < kRows; ++r) {
    double mean = 0;
    double variance = 0;
    const auto x = [&](std::size_t i) { return before[r * kWidth + i] + layer.value(r, i); };
    for (std::size_t i = 0; i < kWidth; ++i) mean += x(i) / kWidth;
    for (std::size_t i = 0; i < kWidth; ++i) variance += (x(i) - mean) * (x(i) - mean) / kWidth;
    for (std::size_t i = 0; i < kWidth; ++i) {
      const double expected = (x(i) - mean) / std::sqrt(variance) * double{gain[i]} + double{shift[i]};
      EXPECT_NEAR(after[r * kWidth + i], expected, 2e-5);
      EXPECT_NEAR(q[r * kWidth + i] * scale[r], expected, scale[r] * 0.501);
    }
  }
}

TEST(EncoderKernels, EmbedsAsItNormalises) {
  std::vector<std::int8_t> word;
  for (const float value : some(8, kWidth, 127)) word.push_back(static_cast<std::int8_t>(value));
  const std::vector<float> position = some(9, kWidth, 0.1F);
  const std::vector<float> ones(kWidth, 1);
  const std::vector<float> zeros(kWidth);
  const std::vector<float> x = same_everywhere<float>([&] {
    std::vector<float> out(kWidth);
    embed_row({word.data(), 0.01F, position.data()}, kWidth, {ones.data(), zeros.data(), 1e-12F}, out.data());
    return out;
  });
  double sum = 0;
  double squares = 0;
  for (const float value : x) sum += double{value}, squares += double{value} * double{value};
  EXPECT_NEAR(sum, 0, 1e-4);
  EXPECT_NEAR(squares, kWidth, 1e-3);
  EXPECT_EQ(std::max_element(x.begin(), x.end()) - x.begin(), [&] {
    std::vector<float> raw;
    for (std::size_t i = 0; i < kWidth; ++i) raw.push_back(word[i] * 0.01F + position[i]);
    return std::max_element(raw.begin(), raw.end()) - raw.begin();
  }());
}

TEST(EncoderKernels, SoftmaxOverTheFirstOfARow) {
  for (const std::size_t count : {1U, 3U, 16U, 17U, 40U}) {
    const std::size_t stride = 64;
    const std::vector<float> before = some(count, 2 * stride, 20);
    const std::vector<float> after = same_everywhere<float>([&] {
      std::vector<float> x = before;
      softmax_rows(x.data(), 2, count, stride, 0.25F);
      return x;
    });
    for (std::size_t r = 0; r < 2; ++r) {
      double sum = 0;
      for (std::size_t i = 0; i < count; ++i) sum += std::exp(double{before[r * stride + i]} / 4);
      for (std::size_t i = 0; i < stride; ++i) {
        const std::size_t at = r * stride + i;
        if (i < count) {
          EXPECT_NEAR(after[at], std::exp(double{before[at]} / 4) / sum, 1e-6);
        } else {
          EXPECT_EQ(after[at], i < (count + 15) / 16 * 16 ? 0 : before[at]);
        }
      }
    }
  }
}

}  // namespace
}  // namespace herald::nn
