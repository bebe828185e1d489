#include "nn/kernels.h"

#include <algorithm>
#include <cmath>

// Scalable vectors have no fixed size and cannot be kept in arrays; the fixed-size sets cover our machines.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nn/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace herald::nn {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;
using Vec = hn::Vec<Floats>;
constexpr std::size_t kWidth = hn::MaxLanes(Floats());
// The block of outputs held in registers: rows x vectors accumulators. 32 registers of 16 lanes take 12 x 2,
// 16 registers of 8 lanes 6 x 2 (half a panel), 32 registers of 4 lanes 6 x 4.
constexpr std::size_t kVectors = kWidth >= 8 ? 2 : 4;
constexpr std::size_t kRows = kWidth >= 16 ? 12 : (kWidth == 8 ? 6 : (HWY_ARCH_ARM ? 6 : 2));
constexpr std::size_t kStripe = kVectors * kWidth;
static_assert(kPanel % kStripe == 0);

/// R rows times one stripe of a panel.
template <std::size_t R>
HWY_INLINE void stripe(const AffineCall& call, const float* HWY_RESTRICT x, const float* HWY_RESTRICT w,
                       const float* HWY_RESTRICT bias, float* HWY_RESTRICT y) {
  const Floats d;
  Vec sum[R][kVectors];
#pragma GCC unroll 12
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kVectors; ++v) sum[r][v] = hn::Zero(d);
  }
  for (std::size_t i = 0; i < call.inputs; ++i) {
    Vec weight[kVectors];
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kVectors; ++v) weight[v] = hn::LoadU(d, w + i * kPanel + v * kWidth);
#pragma GCC unroll 12
    for (std::size_t r = 0; r < R; ++r) {
      const Vec input = hn::Set(d, x[r * call.x_stride + i]);
#pragma GCC unroll 4
      for (std::size_t v = 0; v < kVectors; ++v) sum[r][v] = hn::MulAdd(input, weight[v], sum[r][v]);
    }
  }
#pragma GCC unroll 12
  for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kVectors; ++v) {
      hn::StoreU(hn::Add(sum[r][v], hn::LoadU(d, bias + v * kWidth)), d, y + r * call.y_stride + v * kWidth);
    }
  }
}

/// `rows` < kRows rows: the same sums in a smaller block.
template <std::size_t R>
HWY_INLINE void remainder(std::size_t rows, const AffineCall& call, const float* x, const float* w,
                          const float* bias, float* y) {
  if constexpr (R > 0) {
    if (rows == R) return stripe<R>(call, x, w, bias, y);
    remainder<R - 1>(rows, call, x, w, bias, y);
  }
}

/// One row: several stripes at once, since one stripe alone would wait for its own sums.
HWY_NOINLINE void affine_row(const AffineCall& call, std::size_t panel) {
  const Floats d;
  constexpr std::size_t kAll = kPanel / kWidth;
  Vec sum[kAll];
  const float* HWY_RESTRICT w = call.weights + panel * call.panel_step;
#pragma GCC unroll 8
  for (std::size_t v = 0; v < kAll; ++v) sum[v] = hn::Zero(d);
  for (std::size_t i = 0; i < call.inputs; ++i) {
    const Vec input = hn::Set(d, call.x[i]);
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kAll; ++v) {
      sum[v] = hn::MulAdd(input, hn::LoadU(d, w + i * kPanel + v * kWidth), sum[v]);
    }
  }
  for (std::size_t v = 0; v < kAll; ++v) {
    const std::size_t at = panel * kPanel + v * kWidth;
    hn::StoreU(hn::Add(sum[v], hn::LoadU(d, call.bias + at)), d, call.y + at);
  }
}

/// One row times four panels: 128 outputs in flight (16-lane registers only).
HWY_NOINLINE void affine_row4(const AffineCall& call, std::size_t panel) {
  const Floats d;
  constexpr std::size_t kEach = kPanel / kWidth;
  Vec sum[4 * kEach];
  const std::size_t step = call.panel_step;
  const float* HWY_RESTRICT w = call.weights + panel * step;
#pragma GCC unroll 32
  for (std::size_t v = 0; v < 4 * kEach; ++v) sum[v] = hn::Zero(d);
  for (std::size_t i = 0; i < call.inputs; ++i) {
    const Vec input = hn::Set(d, call.x[i]);
#pragma GCC unroll 32
    for (std::size_t v = 0; v < 4 * kEach; ++v) {
      const float* at = w + (v / kEach) * step + i * kPanel + (v % kEach) * kWidth;
      sum[v] = hn::MulAdd(input, hn::LoadU(d, at), sum[v]);
    }
  }
  for (std::size_t v = 0; v < 4 * kEach; ++v) {
    const std::size_t at = panel * kPanel + v * kWidth;
    hn::StoreU(hn::Add(sum[v], hn::LoadU(d, call.bias + at)), d, call.y + at);
  }
}

void AffineImpl(const AffineCall& call) {
  if (call.rows == 1) {
    std::size_t panel = 0;
    if constexpr (kWidth == 16) {
      for (; panel + 4 <= call.panels; panel += 4) affine_row4(call, panel);
    }
    for (; panel < call.panels; ++panel) affine_row(call, panel);
    return;
  }
  for (std::size_t panel = 0; panel < call.panels; ++panel) {
    const float* const w = call.weights + panel * call.panel_step;
    for (std::size_t at = 0; at < kPanel; at += kStripe) {
      const std::size_t out = panel * kPanel + at;
      std::size_t r = 0;
      for (; r + kRows <= call.rows; r += kRows) {
        stripe<kRows>(call, call.x + r * call.x_stride, w + at, call.bias + out,
                      call.y + r * call.y_stride + out);
      }
      remainder<kRows - 1>(call.rows - r, call, call.x + r * call.x_stride, w + at, call.bias + out,
                           call.y + r * call.y_stride + out);
    }
  }
}

/// Sum of 16 lanes held in 16 / kWidth vectors, in one fixed tree: distance 8, 4, 2, 1.
HWY_INLINE float sum_lanes(const Vec* lanes) {
  const Floats d;
  HWY_ALIGN float a[kLanes];
  for (std::size_t v = 0; v < kLanes / kWidth; ++v) hn::StoreU(lanes[v], d, a + v * kWidth);
  for (std::size_t distance = 8; distance > 0; distance /= 2) {
    for (std::size_t i = 0; i < distance; ++i) a[i] += a[i + distance];
  }
  return a[0];
}

HWY_INLINE void maxout_norm_row(const MaxoutNormCall& call, std::size_t row) {
  const Floats d;
  constexpr std::size_t kParts = kLanes / kWidth;
  const float* HWY_RESTRICT z = call.z + row * call.z_stride;
  const float* residual = call.residual == nullptr ? nullptr : call.residual + row * call.out_stride;
  float* out = call.out + row * call.out_stride;
  HWY_ALIGN float best[1024];
  Vec sum[kParts];
  for (std::size_t v = 0; v < kParts; ++v) sum[v] = hn::Zero(d);
  for (std::size_t j = 0; j < call.width; j += kLanes) {
    for (std::size_t v = 0; v < kParts; ++v) {
      const std::size_t at = j + v * kWidth;
      Vec most = hn::LoadU(d, z + at);
      for (std::size_t p = 1; p < call.pieces; ++p)
        most = hn::Max(most, hn::LoadU(d, z + p * call.width + at));
      hn::StoreU(most, d, best + at);
      sum[v] = hn::Add(sum[v], most);
    }
  }
  const float count = static_cast<float>(call.width);
  const Vec mean = hn::Set(d, sum_lanes(sum) / count);
  for (std::size_t v = 0; v < kParts; ++v) sum[v] = hn::Zero(d);
  for (std::size_t j = 0; j < call.width; j += kLanes) {
    for (std::size_t v = 0; v < kParts; ++v) {
      const std::size_t at = j + v * kWidth;
      const Vec off = hn::Sub(hn::LoadU(d, best + at), mean);
      hn::StoreU(off, d, best + at);
      sum[v] = hn::MulAdd(off, off, sum[v]);
    }
  }
  const Vec scale = hn::Set(d, 1.0F / std::sqrt(sum_lanes(sum) / count + 1e-8F));
  for (std::size_t at = 0; at < call.width; at += kWidth) {
    Vec y = hn::Mul(hn::Mul(hn::LoadU(d, best + at), scale), hn::LoadU(d, call.gain + at));
    y = hn::Add(y, hn::LoadU(d, call.shift + at));
    if (residual != nullptr) y = hn::Add(hn::LoadU(d, residual + at), y);
    hn::StoreU(y, d, out + at);
  }
}

void MaxoutNormImpl(const MaxoutNormCall& call) {
  for (std::size_t r = 0; r < call.rows; ++r) maxout_norm_row(call, r);
}

void SumRowsImpl(const float* const* rows, std::size_t count, std::size_t width, float* out) {
  const Floats d;
  for (std::size_t at = 0; at < width; at += kWidth) {
    Vec sum = hn::LoadU(d, rows[0] + at);
    for (std::size_t r = 1; r < count; ++r) sum = hn::Add(sum, hn::LoadU(d, rows[r] + at));
    hn::StoreU(sum, d, out + at);
  }
}

void SumRowsMaxout2Impl(const float* const* rows, std::size_t count, const float* bias, std::size_t width,
                        float* h) {
  const Floats d;
  for (std::size_t at = 0; at < width; at += kWidth) {
    Vec first = hn::LoadU(d, rows[0] + at);
    Vec second = hn::LoadU(d, rows[0] + width + at);
    for (std::size_t r = 1; r < count; ++r) {
      first = hn::Add(first, hn::LoadU(d, rows[r] + at));
      second = hn::Add(second, hn::LoadU(d, rows[r] + width + at));
    }
    first = hn::Add(first, hn::LoadU(d, bias + at));
    second = hn::Add(second, hn::LoadU(d, bias + width + at));
    hn::StoreU(hn::Max(first, second), d, h + at);
  }
}

std::size_t FirstMaxImpl(const float* v, std::size_t count) {
  const Floats d;
  float most = v[0];
  std::size_t i = 0;
  if (count >= kWidth) {
    Vec best = hn::LoadU(d, v);
    for (i = kWidth; i + kWidth <= count; i += kWidth) best = hn::Max(best, hn::LoadU(d, v + i));
    most = hn::GetLane(hn::MaxOfLanes(d, best));
  }
  for (; i < count; ++i) most = std::max(most, v[i]);
  for (i = 0; i < count; ++i) {
    if (v[i] == most) return i;
  }
  return 0;  // only when a value is not a number
}

bool FusedImpl() {
#if HWY_NATIVE_FMA
  return true;
#else
  return false;
#endif
}

const char* NameImpl() {
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace HWY_NAMESPACE
}  // namespace herald::nn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace herald::nn {

HWY_EXPORT(AffineImpl);
HWY_EXPORT(MaxoutNormImpl);
HWY_EXPORT(SumRowsImpl);
HWY_EXPORT(SumRowsMaxout2Impl);
HWY_EXPORT(FirstMaxImpl);
HWY_EXPORT(FusedImpl);
HWY_EXPORT(NameImpl);

void affine(const AffineCall& call) {
  HWY_DYNAMIC_DISPATCH(AffineImpl)(call);
}
void maxout_norm(const MaxoutNormCall& call) {
  HWY_DYNAMIC_DISPATCH(MaxoutNormImpl)(call);
}
void sum_rows(const float* const* rows, std::size_t count, std::size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(SumRowsImpl)(rows, count, width, out);
}
void sum_rows_maxout2(const float* const* rows, std::size_t count, const float* bias, std::size_t width,
                      float* h) {
  HWY_DYNAMIC_DISPATCH(SumRowsMaxout2Impl)(rows, count, bias, width, h);
}
std::size_t first_max(const float* v, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(FirstMaxImpl)(v, count);
}
bool fused_multiply_add() {
  return HWY_DYNAMIC_DISPATCH(FusedImpl)();
}
const char* instruction_set() {
  return HWY_DYNAMIC_DISPATCH(NameImpl)();
}

}  // namespace herald::nn
#endif  // HWY_ONCE
