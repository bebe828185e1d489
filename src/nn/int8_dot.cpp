#include "nn/int8_dot.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "base/check.h"
#include "nn/int8_vnni.h"

// Scalable vectors have no fixed size and cannot be kept in arrays; the fixed-size sets cover our machines.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nn/int8_dot.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef HERALD_NN_BYTE_DOT  // once, not once a target
#define HERALD_NN_BYTE_DOT
namespace herald::nn {
inline std::atomic<bool> byte_dot_allowed{true};
}  // namespace herald::nn
#endif

HWY_BEFORE_NAMESPACE();
namespace herald::nn {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kStep = Int8Weights::kPanel * Int8Weights::kGroup;

/// Which build for byte instructions takes the place of this one.
enum class ByteDot { kNone, kWide, kNarrow };
ByteDot byte_dot() {
#if HWY_ARCH_X86_64 && HWY_TARGET <= HWY_AVX2
  if (!byte_dot_allowed.load(std::memory_order_relaxed)) return ByteDot::kNone;
  if (HWY_TARGET <= HWY_AVX3 && has_avx512_vnni()) return ByteDot::kWide;
  if (has_avx_vnni()) return ByteDot::kNarrow;
#endif
  return ByteDot::kNone;
}

#if HWY_TARGET == HWY_SCALAR

/// A processor without vectors of ours.
void word_dot(const DotCall& call) {
  const std::size_t inputs = call.weights->inputs();
  const std::size_t outputs = call.weights->outputs();
  for (std::size_t r = 0; r < call.rows; ++r) {
    for (std::size_t o = 0; o < outputs; ++o) {
      const std::int8_t* const w =
          call.weights->panel(o / Int8Weights::kPanel) + o % Int8Weights::kPanel * Int8Weights::kGroup;
      std::int32_t sum = 0;
      for (std::size_t i = 0; i < inputs; ++i) {
        const std::size_t group = i / Int8Weights::kGroup;
        sum += call.x[r * inputs + i] * w[group * kStep + i % Int8Weights::kGroup];
      }
      call.y[r * outputs + o] = sum;
    }
  }
}

#else

using Words = hn::CappedTag<std::int16_t, 32>;
using Sums = hn::RepartitionToWide<Words>;
using Quads = hn::RepartitionToWide<Sums>;
using Bytes = hn::Rebind<std::int8_t, Words>;
using Sum = hn::Vec<Sums>;
constexpr std::size_t kWordLanes = hn::MaxLanes(Words());
constexpr std::size_t kOutputs = kWordLanes / 2;         // of one block: two vectors, each of half as many
constexpr std::size_t kRows = kWordLanes == 32 ? 8 : 3;  // more, and compilers begin to spill
static_assert(kWordLanes >= 8 && Int8Weights::kPanel % kOutputs == 0);

/// R rows times kOutputs outputs. A lane sums two of the four products of a group; neighbours meet at the
/// end.
template <std::size_t R>
HWY_INLINE void block(const std::int16_t* HWY_RESTRICT x, std::size_t inputs,
                      const std::int8_t* HWY_RESTRICT w, std::int32_t* HWY_RESTRICT y, std::size_t y_stride) {
  const Words words;
  const Sums sums;
  const Quads quads;
  Sum first[R][2];
  Sum second[R][2];  // only some instruction sets put anything in it
#pragma GCC unroll 12
  for (std::size_t r = 0; r < R; ++r) {
    first[r][0] = first[r][1] = second[r][0] = second[r][1] = hn::Zero(sums);
  }
  for (std::size_t i = 0; i < inputs; i += Int8Weights::kGroup, w += kStep) {
    const auto low = hn::PromoteTo(words, hn::LoadU(Bytes(), w));
    const auto high = hn::PromoteTo(words, hn::LoadU(Bytes(), w + kWordLanes));
#pragma GCC unroll 12
    for (std::size_t r = 0; r < R; ++r) {
      std::int64_t four = 0;
      std::memcpy(&four, x + r * inputs + i, sizeof four);
      const auto input = hn::BitCast(words, hn::Set(quads, four));
      first[r][0] = hn::ReorderWidenMulAccumulate(sums, input, low, first[r][0], second[r][0]);
      first[r][1] = hn::ReorderWidenMulAccumulate(sums, input, high, first[r][1], second[r][1]);
    }
  }
#pragma GCC unroll 12
  for (std::size_t r = 0; r < R; ++r) {
    const Sum low = hn::RearrangeToOddPlusEven(first[r][0], second[r][0]);
    const Sum high = hn::RearrangeToOddPlusEven(first[r][1], second[r][1]);
    hn::StoreU(hn::Add(hn::ConcatEven(sums, high, low), hn::ConcatOdd(sums, high, low)), sums,
               y + r * y_stride);
  }
}

template <std::size_t R>
HWY_INLINE void some_rows(std::size_t rows, const std::int16_t* x, std::size_t inputs, const std::int8_t* w,
                          std::int32_t* y, std::size_t y_stride) {
  if constexpr (R > 0) {
    if (rows == R) return block<R>(x, inputs, w, y, y_stride);
    some_rows<R - 1>(rows, x, inputs, w, y, y_stride);
  }
}

/// 16-bit multiply-adds of the widened bytes.
void word_dot(const DotCall& call) {
  const std::size_t inputs = call.weights->inputs();
  const std::size_t outputs = call.weights->outputs();
  std::copy(call.x, call.x + call.rows * inputs, call.scratch);
  // Blocks of nearly the same height: a last one of one or two rows would wait for its own sums.
  const std::size_t blocks = (call.rows + kRows - 1) / kRows;
  for (std::size_t output = 0; output < outputs; output += kOutputs) {
    const std::int8_t* const w = call.weights->panel(output / Int8Weights::kPanel) +
                                 output % Int8Weights::kPanel * Int8Weights::kGroup;
    std::size_t row = 0;
    for (std::size_t b = 0; b < blocks; ++b) {
      const std::size_t end = call.rows * (b + 1) / blocks;
      some_rows<kRows>(end - row, call.scratch + row * inputs, inputs, w, call.y + row * outputs + output,
                       outputs);
      row = end;
    }
  }
}

#endif

void DotImpl(const DotCall& call) {
  switch (byte_dot()) {
    case ByteDot::kWide:
      return dot_avx512_vnni(call);
    case ByteDot::kNarrow:
      return dot_avx_vnni(call);
    case ByteDot::kNone:
      return word_dot(call);
  }
}

const char* DotNameImpl() {
  switch (byte_dot()) {
    case ByteDot::kWide:
      return "AVX-512 VNNI";
    case ByteDot::kNarrow:
      return "AVX-VNNI";
    case ByteDot::kNone:
      break;
  }
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace HWY_NAMESPACE
}  // namespace herald::nn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace herald::nn {

HWY_EXPORT(DotImpl);
HWY_EXPORT(DotNameImpl);

Int8Weights::Int8Weights(std::size_t outputs, std::size_t inputs)
    : outputs_(outputs), inputs_(inputs), packed_(outputs * inputs), offsets_(outputs) {
  base::check(outputs % (2 * kPanel) == 0 && inputs % kGroup == 0, "whole panels and groups");
}

void Int8Weights::pack_rows(std::size_t first, std::size_t count, const std::int8_t* w) {
  base::check(first % kPanel == 0 && count % kPanel == 0 && first + count <= outputs_, "whole panels");
  for (std::size_t output = 0; output < count; output += kPanel) {
    const std::int8_t* const rows = w + output * inputs_;
    std::int8_t* to = packed_.data() + (first + output) * inputs_;
    for (std::size_t i = 0; i < inputs_; i += kGroup) {
      for (std::size_t o = 0; o < kPanel; ++o, to += kGroup) std::memcpy(to, rows + o * inputs_ + i, kGroup);
    }
    for (std::size_t o = 0; o < kPanel; ++o) {
      std::int32_t sum = 0;
      for (std::size_t i = 0; i < inputs_; ++i) sum += rows[o * inputs_ + i];
      offsets_[first + output + o] = -128 * sum;
    }
  }
}

void dot(const DotCall& call) {
  if (call.rows > 0) HWY_DYNAMIC_DISPATCH(DotImpl)(call);
}
const char* dot_instructions() {
  return HWY_DYNAMIC_DISPATCH(DotNameImpl)();
}
void allow_byte_dot(bool allowed) {
  byte_dot_allowed.store(allowed, std::memory_order_relaxed);
}

}  // namespace herald::nn
#endif  // HWY_ONCE
