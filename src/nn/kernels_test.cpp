// Every kernel against a scalar reference, bit for bit, on every instruction set this machine has.
#include "nn/kernels.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "nn/linear.h"
#include "nn/maxout.h"
#include "nn/transition_net.h"
#include "nn/window_encoder.h"

namespace herald::nn {
namespace {

/// Small reproducible numbers in [-1, 1).
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  float next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<float>(static_cast<std::int32_t>(state_ >> 32)) / 2147483648.0F;
  }
  std::vector<float> many(std::size_t count) {
    std::vector<float> out(count);
    for (float& value : out) value = next();
    return out;
  }

 private:
  std::uint64_t state_;
};

float tree_sum(const float* lanes) {
  float a[16];
  for (std::size_t i = 0; i < 16; ++i) a[i] = lanes[i];
  for (std::size_t d = 8; d > 0; d /= 2) {
    for (std::size_t i = 0; i < d; ++i) a[i] += a[i + d];
  }
  return a[0];
}

std::vector<float> reference_affine(const std::vector<float>& w, const std::vector<float>& b, const float* x,
                                    std::size_t rows, std::size_t stride, std::size_t inputs,
                                    std::size_t outputs) {
  std::vector<float> y(rows * outputs);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t o = 0; o < outputs; ++o) {
      float sum = 0;
      for (std::size_t i = 0; i < inputs; ++i) sum = std::fma(x[r * stride + i], w[o * inputs + i], sum);
      y[r * outputs + o] = sum + b[o];
    }
  }
  return y;
}

std::vector<float> reference_norm(const float* z, std::size_t width, std::size_t pieces, const float* gain,
                                  const float* shift) {
  std::vector<float> m(width);
  float lanes[16] = {};
  for (std::size_t j = 0; j < width; ++j) {
    m[j] = z[j];
    for (std::size_t p = 1; p < pieces; ++p) m[j] = std::max(m[j], z[p * width + j]);
    lanes[j % 16] += m[j];
  }
  const float mean = tree_sum(lanes) / static_cast<float>(width);
  for (float& lane : lanes) lane = 0;
  for (std::size_t j = 0; j < width; ++j) {
    m[j] -= mean;
    lanes[j % 16] = std::fma(m[j], m[j], lanes[j % 16]);
  }
  const float scale = 1.0F / std::sqrt(tree_sum(lanes) / static_cast<float>(width) + 1e-8F);
  for (std::size_t j = 0; j < width; ++j) m[j] = m[j] * scale * gain[j] + shift[j];
  return m;
}

/// Runs `test` once on each instruction set with fused multiply-add that this machine has.
template <typename Test>
void on_every_target(Test test) {
  const std::int64_t all = hwy::SupportedTargets();
  int tried = 0;
  for (std::int64_t rest = all; rest != 0; rest &= rest - 1) {
    hwy::SetSupportedTargetsForTest(rest & -rest);
    if (!fused_multiply_add()) continue;
    SCOPED_TRACE(instruction_set());
    test();
    ++tried;
  }
  hwy::SetSupportedTargetsForTest(0);
  if (tried == 0) GTEST_SKIP() << "no fused multiply-add on this machine";
}

TEST(Kernels, AffineEqualsScalarChains) {
  Numbers numbers(7);
  for (const std::size_t outputs : {1U, 50U, 106U, 128U, 288U}) {
    for (const std::size_t rows : {1U, 2U, 5U, 11U, 12U, 13U, 29U}) {
      const std::size_t inputs = 96;
      const std::size_t stride = 32;  // rows overlap: a sliding window
      const std::vector<float> x = numbers.many(rows * stride + inputs);
      const std::vector<float> w = numbers.many(outputs * inputs);
      std::vector<float> b = numbers.many(outputs);
      b.resize(padded(outputs));
      std::vector<float> panels(packed_size(outputs, inputs));
      pack_weights(w.data(), outputs, inputs, panels.data());
      const Linear layer{panels.data(), b.data(), inputs, outputs};
      const std::vector<float> expected = reference_affine(w, b, x.data(), rows, stride, inputs, outputs);
      on_every_target([&] {
        std::vector<float> y(rows * padded(outputs));
        layer.apply(x.data(), rows, stride, y.data(), padded(outputs));
        for (std::size_t r = 0; r < rows; ++r) {
          for (std::size_t o = 0; o < outputs; ++o) {
            ASSERT_EQ(std::bit_cast<std::uint32_t>(y[r * padded(outputs) + o]),
                      std::bit_cast<std::uint32_t>(expected[r * outputs + o]))
                << "row " << r << " output " << o;
          }
        }
      });
    }
  }
}

TEST(Kernels, MaxoutNormEqualsScalar) {
  Numbers numbers(9);
  const std::size_t width = 96;
  const std::vector<float> z = numbers.many(3 * width);
  const std::vector<float> gain = numbers.many(width);
  const std::vector<float> shift = numbers.many(width);
  const std::vector<float> residual = numbers.many(width);
  const std::vector<float> expected = reference_norm(z.data(), width, 3, gain.data(), shift.data());
  on_every_target([&] {
    std::vector<float> y(width);
    MaxoutNormCall call{.z = z.data(),
                        .rows = 1,
                        .z_stride = 3 * width,
                        .width = width,
                        .pieces = 3,
                        .gain = gain.data(),
                        .shift = shift.data(),
                        .out = y.data(),
                        .out_stride = width};
    maxout_norm(call);
    EXPECT_EQ(y, expected);
    call.residual = residual.data();
    maxout_norm(call);
    for (std::size_t j = 0; j < width; ++j) EXPECT_EQ(y[j], residual[j] + expected[j]);
  });
}

TEST(Kernels, SumsAndFirstMax) {
  Numbers numbers(11);
  const std::size_t width = 64;
  const std::vector<float> a = numbers.many(2 * width);
  const std::vector<float> b = numbers.many(2 * width);
  const std::vector<float> bias = numbers.many(2 * width);
  const float* rows[] = {a.data(), b.data(), a.data()};
  std::vector<float> ties = numbers.many(106);
  ties[40] = ties[77] = 5;
  on_every_target([&] {
    std::vector<float> h(width);
    sum_rows_maxout2(rows, 3, bias.data(), width, h.data());
    for (std::size_t j = 0; j < width; ++j) {
      const float first = a[j] + b[j] + a[j] + bias[j];
      const float second = a[width + j] + b[width + j] + a[width + j] + bias[width + j];
      EXPECT_EQ(h[j], std::max(first, second));
    }
    EXPECT_EQ(first_max(ties.data(), ties.size()), 40U);
    EXPECT_EQ(first_max(ties.data() + 41, 65), 36U);
    EXPECT_EQ(first_max(ties.data() + 77, 3), 0U);
  });
}

// The padding trap: a text's rows must equal those computed inside a longer zero-padded array to which every
// block was applied everywhere.
TEST(WindowEncoder, RunsOverItsPadding) {
  Numbers numbers(13);
  const std::size_t width = 16;
  const std::size_t depth = 4;
  const std::vector<float> w = numbers.many(3 * width * 3 * width);
  std::vector<float> bias = numbers.many(3 * width);
  bias.resize(padded(3 * width));
  const std::vector<float> gain = numbers.many(width);
  const std::vector<float> shift = numbers.many(width);
  std::vector<float> panels(packed_size(3 * width, 3 * width));
  pack_weights(w.data(), 3 * width, 3 * width, panels.data());
  const Maxout block{{panels.data(), bias.data(), 3 * width, 3 * width}, width, 3, gain.data(), shift.data()};
  const WindowEncoder encoder{std::vector<Maxout>(depth, block), width};
  const std::size_t tokens = 3;
  const std::vector<float> x = numbers.many(tokens * width);

  const std::size_t pad = 9;
  std::vector<float> rows((tokens + 2 * pad) * width);
  std::copy(x.begin(), x.end(), rows.begin() + static_cast<std::ptrdiff_t>(pad * width));
  const auto third = [&](std::size_t which) {
    std::vector<float> part;
    for (std::size_t o = 0; o < 3 * width; ++o) {
      const float* from = w.data() + o * 3 * width + which * width;
      part.insert(part.end(), from, from + width);
    }
    return part;
  };
  const std::vector<float> none(3 * width);
  for (std::size_t k = 0; k < depth; ++k) {
    std::vector<float> next = rows;
    for (std::size_t r = 1; r + 1 < tokens + 2 * pad; ++r) {
      const float* window = rows.data() + (r - 1) * width;
      std::vector<float> z = reference_affine(w, bias, window, 1, width, 3 * width, 3 * width);
      if (k == 0) {  // the first block adds three projections
        const std::vector<float> left = reference_affine(third(0), none, window, 1, width, width, 3 * width);
        const std::vector<float> own =
            reference_affine(third(1), bias, window + width, 1, width, width, 3 * width);
        const std::vector<float> right =
            reference_affine(third(2), none, window + 2 * width, 1, width, width, 3 * width);
        for (std::size_t o = 0; o < z.size(); ++o) z[o] = left[o] + own[o] + right[o];
      }
      const std::vector<float> y = reference_norm(z.data(), width, 3, gain.data(), shift.data());
      for (std::size_t j = 0; j < width; ++j) next[r * width + j] = rows[r * width + j] + y[j];
    }
    rows = next;
  }
  WindowEncoder::Scratch scratch;
  std::copy(x.begin(), x.end(), encoder.input(tokens, scratch));
  const float* out = encoder.run(tokens, nullptr, scratch);
  if (!fused_multiply_add()) GTEST_SKIP() << "no fused multiply-add on this machine";
  for (std::size_t i = 0; i < tokens * width; ++i) ASSERT_EQ(out[i], rows[pad * width + i]) << i;

  // Kept projections give the same bytes.
  std::vector<float> kept(tokens * encoder.projection_size());
  encoder.project(x.data(), tokens, kept.data(), scratch);
  const float* const known[] = {kept.data(), nullptr, kept.data() + 2 * encoder.projection_size()};
  std::copy(x.begin(), x.end(), encoder.input(tokens, scratch));
  out = encoder.run(tokens, known, scratch);
  for (std::size_t i = 0; i < tokens * width; ++i) ASSERT_EQ(out[i], rows[pad * width + i]) << i;
}

TEST(TransitionNet, MissingFeaturesTakeThePad) {
  Numbers numbers(17);
  const std::size_t hidden = 16;
  const std::vector<float> reduce = numbers.many(packed_size(hidden, 8));
  const std::vector<float> lower = numbers.many(packed_size(3 * 2 * hidden, hidden));
  const std::vector<float> upper = numbers.many(packed_size(5, hidden));
  const std::vector<float> zeros(256);
  const std::vector<float> pad = numbers.many(3 * 2 * hidden);
  const std::vector<float> bias = numbers.many(2 * hidden);
  const TransitionNet net{{reduce.data(), zeros.data(), 8, hidden},
                          {lower.data(), zeros.data(), hidden, 3 * 2 * hidden},
                          pad.data(),
                          bias.data(),
                          {upper.data(), zeros.data(), hidden, 5},
                          hidden,
                          3};
  TransitionNet::Cache cache;
  net.precompute(numbers.many(16).data(), 2, cache);
  const std::int32_t none[] = {-1, -1, -1};
  const float* scores = net.score(none, cache);
  std::vector<float> expected(32);
  std::vector<float> h(hidden);
  for (std::size_t j = 0; j < hidden; ++j) {
    const float a = pad[j] + pad[2 * hidden + j] + pad[4 * hidden + j] + bias[j];
    const float b = pad[hidden + j] + pad[3 * hidden + j] + pad[5 * hidden + j] + bias[hidden + j];
    h[j] = std::max(a, b);
  }
  net.upper.apply(h.data(), 1, hidden, expected.data(), 32);
  for (std::size_t c = 0; c < 5; ++c) EXPECT_EQ(scores[c], expected[c]);
}

TEST(TransitionNet, LongTextsScoreTheSame) {
  Numbers numbers(19);
  const std::size_t hidden = 16;
  const std::size_t width = 2 * hidden;
  const std::vector<float> reduce = numbers.many(packed_size(hidden, 8));
  const std::vector<float> lower = numbers.many(packed_size(3 * width, hidden));
  const std::vector<float> upper = numbers.many(packed_size(5, hidden));
  const std::vector<float> bias = numbers.many(256);
  const TransitionNet net{{reduce.data(), bias.data(), 8, hidden},
                          {lower.data(), bias.data(), hidden, 3 * width},
                          bias.data() + 100,
                          bias.data() + 7,
                          {upper.data(), bias.data(), hidden, 5},
                          hidden,
                          3};
  const std::vector<float> rows = numbers.many(4 * 8);
  TransitionNet::Cache whole;
  TransitionNet::Cache sparing;
  sparing.max_precomputed = 2;
  net.precompute(rows.data(), 4, whole);
  net.precompute(rows.data(), 4, sparing);
  EXPECT_FALSE(sparing.precomputed);
  for (const auto& features : {std::array<std::int32_t, 3>{0, 3, -1}, {2, 2, 1}, {-1, -1, 3}}) {
    const float* a = net.score(features.data(), whole);
    const float* b = net.score(features.data(), sparing);
    for (std::size_t c = 0; c < 5; ++c) EXPECT_EQ(a[c], b[c]);
  }
}

}  // namespace
}  // namespace herald::nn
