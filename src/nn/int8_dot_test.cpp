// Exact sums on every instruction set of this machine, with and without its byte instructions.
#include "nn/int8_dot.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace herald::nn {
namespace {

/// Bytes from -127 to 127: `extreme` ones are the two ends only.
std::vector<std::int8_t> some_bytes(std::uint64_t seed, std::size_t count, bool extreme) {
  std::vector<std::int8_t> out(count);
  std::uint64_t state = seed;
  for (std::int8_t& value : out) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto bits = static_cast<int>(state >> 40 & 0xFFFF);
    value = static_cast<std::int8_t>(extreme ? (bits % 2 == 0 ? -127 : 127) : bits % 255 - 127);
  }
  return out;
}

std::vector<std::int32_t> reference(const std::vector<std::int8_t>& x, const std::vector<std::int8_t>& w,
                                    std::size_t rows, std::size_t inputs) {
  const std::size_t outputs = w.size() / inputs;
  std::vector<std::int32_t> y(rows * outputs);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t o = 0; o < outputs; ++o) {
      for (std::size_t i = 0; i < inputs; ++i) y[r * outputs + o] += x[r * inputs + i] * w[o * inputs + i];
    }
  }
  return y;
}

template <typename Test>
void on_every_target(Test test) {
  std::set<std::string> names;
  for (const bool bytes : {true, false}) {
    allow_byte_dot(bytes);
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
      hwy::SetSupportedTargetsForTest(rest & -rest);
      SCOPED_TRACE(dot_instructions());
      if (names.insert(dot_instructions()).second) test();
      hwy::SetSupportedTargetsForTest(0);
    }
  }
  allow_byte_dot(true);
}

void expect_exact(const std::vector<std::int8_t>& x, const std::vector<std::int8_t>& w, std::size_t rows,
                  std::size_t inputs) {
  const std::size_t outputs = w.size() / inputs;
  const std::vector<std::int32_t> expected = reference(x, w, rows, inputs);
  Int8Weights weights(outputs, inputs);
  weights.pack_rows(0, 16, w.data());  // in two parts
  weights.pack_rows(16, outputs - 16, w.data() + 16 * inputs);
  on_every_target([&] {
    std::vector<std::int16_t> scratch(rows * inputs);
    std::vector<std::int32_t> y(rows * outputs, 7);
    dot({.x = x.data(), .rows = rows, .weights = &weights, .scratch = scratch.data(), .y = y.data()});
    EXPECT_EQ(y, expected) << rows << " rows, " << inputs << " inputs, " << outputs << " outputs";
  });
}

TEST(Int8Dot, EqualsScalarLoop) {
  for (const std::size_t rows : {1U, 2U, 5U, 11U, 12U, 13U, 29U, 48U}) {
    for (const std::size_t inputs : {4U, 36U, 96U}) {
      const std::vector<std::int8_t> x = some_bytes(rows, rows * inputs, false);
      expect_exact(x, some_bytes(inputs, 64 * inputs, false), rows, inputs);
    }
  }
}

TEST(Int8Dot, ExtremesDoNotSaturate) {
  const std::size_t inputs = 1536;
  const std::vector<std::int8_t> most(13 * inputs, 127);
  const std::vector<std::int8_t> least(13 * inputs, -127);
  const std::vector<std::int8_t> beyond(13 * inputs, -128);
  const std::vector<std::int8_t> high(32 * inputs, 127);
  const std::vector<std::int8_t> low(32 * inputs, -127);
  for (const auto* x : {&most, &least, &beyond}) {
    for (const auto* w : {&high, &low}) expect_exact(*x, *w, 13, inputs);
  }
  expect_exact(some_bytes(3, 13 * inputs, true), some_bytes(4, 32 * inputs, true), 13, inputs);
  expect_exact(some_bytes(5, 13 * inputs, false), some_bytes(6, 32 * inputs, true), 13, inputs);
}

TEST(Int8Dot, NoRowsIsNothing) {
  const Int8Weights weights(32, 32);
  dot({.weights = &weights});
}

}  // namespace
}  // namespace herald::nn
