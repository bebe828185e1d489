#include "nn/encoder_kernels.h"

#include <cmath>

#include "base/check.h"

// Scalable vectors have no fixed size and cannot be kept in arrays; the fixed-size sets cover our machines.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nn/encoder_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace herald::nn {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;
using Ints = hn::RebindToSigned<Floats>;
using Vec = hn::Vec<Floats>;
constexpr std::size_t kWidth = hn::MaxLanes(Floats());
constexpr std::size_t kLanes = 16;
constexpr std::size_t kParts = kLanes / kWidth;

// ---- functions ----

HWY_INLINE Vec constant(float value) {
  return hn::Set(Floats(), value);
}

/// e^x for -87 <= x <= 88; beyond that as at the ends. x = n ln 2 + r, |r| <= ln 2 / 2, and the Taylor series
/// of e^r.
HWY_INLINE Vec exp_of(Vec x) {
  const Ints ints;
  x = hn::Min(hn::Max(x, constant(-87.0F)), constant(88.0F));
  const auto n = hn::NearestInt(hn::Mul(x, constant(1.44269504F)));
  const Vec whole = hn::ConvertTo(Floats(), n);
  Vec r = hn::NegMulAdd(whole, constant(0.693359375F), x);  // ln 2 in two parts, the first of few bits
  r = hn::NegMulAdd(whole, constant(-2.12194440e-4F), r);
  Vec y = constant(1.0F / 5040);
  for (const float c : {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F}) {
    y = hn::MulAdd(y, r, constant(c));
  }
  const auto power = hn::ShiftLeft<23>(hn::Add(n, hn::Set(ints, 127)));
  return hn::Mul(y, hn::BitCast(Floats(), power));
}

/// The error function: x P(x^2) / Q(x^2), level where it is 1 to the last bit.
HWY_INLINE Vec erf_of(Vec x) {
  constexpr float kEdge = 3.925F;
  x = hn::Min(hn::Max(x, constant(-kEdge)), constant(kEdge));
  const Vec u = hn::Mul(x, x);
  Vec p = constant(2.030975110756117e-06F);
  for (const float c : {0.00028747832402586937F, 0.003875715658068657F, 0.05308246612548828F,
                        0.192958265542984F, 1.128378987312317F}) {
    p = hn::MulAdd(p, u, constant(c));
  }
  Vec q = constant(3.803183062700555e-05F);
  for (const float c :
       {0.001189601724036038F, 0.01518713217228651F, 0.11516155302524567F, 0.5043364763259888F, 1.0F}) {
    q = hn::MulAdd(q, u, constant(c));
  }
  return hn::Min(hn::Max(hn::Div(hn::Mul(x, p), q), constant(-1.0F)), constant(1.0F));
}

/// tanh x = 1 - 2 / (e^2x + 1), which is 1 to the last bit from 10 on.
HWY_INLINE Vec tanh_of(Vec x) {
  const Vec doubled = hn::Min(hn::Add(x, x), constant(40.0F));
  const Vec rest = hn::Div(constant(2.0F), hn::Add(exp_of(doubled), constant(1.0F)));
  return hn::Sub(constant(1.0F), rest);
}

// ---- reductions over 16 lanes, held in kParts vectors ----

struct Lanes {
  Vec part[kParts];
};

HWY_INLINE Lanes all(float value) {
  Lanes lanes;
  for (std::size_t v = 0; v < kParts; ++v) lanes.part[v] = constant(value);
  return lanes;
}

/// The sum of the 16 lanes in one fixed tree: distance 8, 4, 2, 1.
HWY_INLINE float sum_of(const Lanes& lanes) {
  HWY_ALIGN float a[kLanes];
  for (std::size_t v = 0; v < kParts; ++v) hn::StoreU(lanes.part[v], Floats(), a + v * kWidth);
  for (std::size_t distance = kLanes / 2; distance > 0; distance /= 2) {
    for (std::size_t i = 0; i < distance; ++i) a[i] += a[i + distance];
  }
  return a[0];
}

HWY_INLINE float most_of(const Lanes& lanes) {
  Vec most = lanes.part[0];
  for (std::size_t v = 1; v < kParts; ++v) most = hn::Max(most, lanes.part[v]);
  return hn::GetLane(hn::MaxOfLanes(Floats(), most));
}

// ---- rows ----

HWY_INLINE Vec scaled_sum(const ScaledSums& in, std::size_t row_start, Vec row_scale, std::size_t at) {
  const Floats d;
  const Vec sum = hn::ConvertTo(d, hn::LoadU(Ints(), in.sums + row_start + at));
  const Vec scale = hn::Mul(row_scale, hn::LoadU(d, in.scale + at));
  return hn::Add(hn::Mul(sum, scale), hn::LoadU(d, in.bias + at));
}

/// Quantises a row whose greatest absolute value is `most`.
HWY_INLINE void quantise_row(const float* x, std::size_t width, float most, std::int8_t* q, float* scale) {
  const Floats d;
  const hn::Rebind<std::int8_t, Floats> bytes;
  const float step = most / 127.0F;
  *scale = step == 0 ? 1.0F : step;
  const Vec divisor = constant(*scale);
  for (std::size_t at = 0; at < width; at += kWidth) {
    const auto rounded = hn::NearestInt(hn::Div(hn::LoadU(d, x + at), divisor));
    hn::StoreU(hn::DemoteTo(bytes, rounded), bytes, q + at);
  }
}

HWY_INLINE float most_in_row(const float* x, std::size_t width) {
  const Floats d;
  Lanes most = all(0.0F);
  for (std::size_t at = 0; at < width; at += kLanes) {
    for (std::size_t v = 0; v < kParts; ++v) {
      most.part[v] = hn::Max(most.part[v], hn::Abs(hn::LoadU(d, x + at + v * kWidth)));
    }
  }
  return most_of(most);
}

void QuantiseRowsImpl(const float* x, std::size_t rows, std::size_t width, QuantRows out) {
  for (std::size_t r = 0; r < rows; ++r, x += width) {
    quantise_row(x, width, most_in_row(x, width), out.q + r * width, out.scale + r);
  }
}

void ScaleRowsImpl(const ScaledSums& in, std::size_t rows, std::size_t width, float* out) {
  for (std::size_t r = 0; r < rows; ++r) {
    const Vec row_scale = constant(in.row_scale[r]);
    for (std::size_t at = 0; at < width; at += kWidth) {
      hn::StoreU(scaled_sum(in, r * width, row_scale, at), Floats(), out + r * width + at);
    }
  }
}

void GeluRowsImpl(const ScaledSums& in, std::size_t rows, std::size_t width, QuantRows out) {
  HWY_ALIGN float row[kWidestRow];
  for (std::size_t r = 0; r < rows; ++r) {
    const Vec row_scale = constant(in.row_scale[r]);
    Lanes most = all(0.0F);
    for (std::size_t at = 0; at < width; at += kLanes) {
      for (std::size_t v = 0; v < kParts; ++v) {
        const Vec x = scaled_sum(in, r * width, row_scale, at + v * kWidth);
        const Vec half = hn::Mul(x, constant(0.5F));
        const Vec y = hn::MulAdd(half, erf_of(hn::Mul(x, constant(0.70710678118654752F))), half);
        most.part[v] = hn::Max(most.part[v], hn::Abs(y));
        hn::StoreU(y, Floats(), row + at + v * kWidth);
      }
    }
    quantise_row(row, width, most_of(most), out.q + r * width, out.scale + r);
  }
}

/// x = (x - mean) / sqrt(variance + epsilon) * gain + shift; `sum` is that of x. Returns the greatest
/// absolute value.
HWY_INLINE float norm_row(float* x, std::size_t width, const Lanes& sum, const LayerNorm& norm) {
  const Floats d;
  const float count = static_cast<float>(width);
  const Vec mean = constant(sum_of(sum) / count);
  Lanes squares = all(0.0F);
  for (std::size_t at = 0; at < width; at += kLanes) {
    for (std::size_t v = 0; v < kParts; ++v) {
      const Vec off = hn::Sub(hn::LoadU(d, x + at + v * kWidth), mean);
      squares.part[v] = hn::MulAdd(off, off, squares.part[v]);
    }
  }
  const Vec scale = constant(1.0F / std::sqrt(sum_of(squares) / count + norm.epsilon));
  Lanes most = all(0.0F);
  for (std::size_t at = 0; at < width; at += kLanes) {
    for (std::size_t v = 0; v < kParts; ++v) {
      const std::size_t i = at + v * kWidth;
      const Vec off = hn::Mul(hn::Sub(hn::LoadU(d, x + i), mean), scale);
      const Vec y = hn::MulAdd(off, hn::LoadU(d, norm.gain + i), hn::LoadU(d, norm.shift + i));
      most.part[v] = hn::Max(most.part[v], hn::Abs(y));
      hn::StoreU(y, d, x + i);
    }
  }
  return most_of(most);
}

void AddNormRowsImpl(const ScaledSums& in, std::size_t rows, std::size_t width, const LayerNorm& norm,
                     float* x, QuantRows out) {
  const Floats d;
  for (std::size_t r = 0; r < rows; ++r) {
    float* const row = x + r * width;
    const Vec row_scale = constant(in.row_scale[r]);
    Lanes sum = all(0.0F);
    for (std::size_t at = 0; at < width; at += kLanes) {
      for (std::size_t v = 0; v < kParts; ++v) {
        const std::size_t i = at + v * kWidth;
        const Vec y = hn::Add(hn::LoadU(d, row + i), scaled_sum(in, r * width, row_scale, i));
        sum.part[v] = hn::Add(sum.part[v], y);
        hn::StoreU(y, d, row + i);
      }
    }
    const float most = norm_row(row, width, sum, norm);
    quantise_row(row, width, most, out.q + r * width, out.scale + r);
  }
}

void EmbedRowImpl(const EmbedCall& call, std::size_t width, const LayerNorm& norm, float* x) {
  const Floats d;
  const hn::Rebind<std::int8_t, Floats> bytes;
  const Vec scale = constant(call.scale);
  Lanes sum = all(0.0F);
  for (std::size_t at = 0; at < width; at += kLanes) {
    for (std::size_t v = 0; v < kParts; ++v) {
      const std::size_t i = at + v * kWidth;
      const auto word = hn::PromoteTo(Ints(), hn::LoadU(bytes, call.word + i));
      const Vec y = hn::Add(hn::Mul(hn::ConvertTo(d, word), scale), hn::LoadU(d, call.position + i));
      sum.part[v] = hn::Add(sum.part[v], y);
      hn::StoreU(y, d, x + i);
    }
  }
  norm_row(x, width, sum, norm);
}

void SoftmaxRowsImpl(float* x, std::size_t rows, std::size_t count, std::size_t stride, float factor) {
  const Floats d;
  const std::size_t end = (count + kLanes - 1) / kLanes * kLanes;
  for (std::size_t r = 0; r < rows; ++r, x += stride) {
    for (std::size_t i = count; i < end; ++i) x[i] = x[0];  // never the only greatest
    Lanes most = all(x[0]);
    for (std::size_t at = 0; at < end; at += kLanes) {
      for (std::size_t v = 0; v < kParts; ++v) {
        most.part[v] = hn::Max(most.part[v], hn::LoadU(d, x + at + v * kWidth));
      }
    }
    const Vec top = constant(most_of(most));
    Lanes sum = all(0.0F);
    for (std::size_t at = 0; at < end; at += kLanes) {
      for (std::size_t v = 0; v < kParts; ++v) {
        const std::size_t i = at + v * kWidth;
        Vec y = exp_of(hn::Mul(hn::Sub(hn::LoadU(d, x + i), top), constant(factor)));
        if (i + kWidth > count) y = i < count ? hn::IfThenElseZero(hn::FirstN(d, count - i), y) : hn::Zero(d);
        sum.part[v] = hn::Add(sum.part[v], y);
        hn::StoreU(y, d, x + i);
      }
    }
    const Vec inverse = constant(1.0F / sum_of(sum));
    for (std::size_t at = 0; at < end; at += kWidth) {
      hn::StoreU(hn::Mul(hn::LoadU(d, x + at), inverse), d, x + at);
    }
  }
}

template <typename Function>
HWY_INLINE void each(float* x, std::size_t width, Function function) {
  for (std::size_t at = 0; at < width; at += kWidth) {
    hn::StoreU(function(hn::LoadU(Floats(), x + at)), Floats(), x + at);
  }
}

void TanhRowImpl(float* x, std::size_t width) {
  each(x, width, [](Vec v) HWY_ATTR { return tanh_of(v); });
}
void MultiplyRowImpl(float* x, std::size_t width, float factor) {
  each(x, width, [factor](Vec v) HWY_ATTR { return hn::Mul(v, constant(factor)); });
}
void ExpRowImpl(float* x, std::size_t width) {
  each(x, width, [](Vec v) HWY_ATTR { return exp_of(v); });
}
void ErfRowImpl(float* x, std::size_t width) {
  each(x, width, [](Vec v) HWY_ATTR { return erf_of(v); });
}

}  // namespace HWY_NAMESPACE
}  // namespace herald::nn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace herald::nn {

HWY_EXPORT(QuantiseRowsImpl);
HWY_EXPORT(ScaleRowsImpl);
HWY_EXPORT(GeluRowsImpl);
HWY_EXPORT(AddNormRowsImpl);
HWY_EXPORT(EmbedRowImpl);
HWY_EXPORT(SoftmaxRowsImpl);
HWY_EXPORT(TanhRowImpl);
HWY_EXPORT(MultiplyRowImpl);
HWY_EXPORT(ExpRowImpl);
HWY_EXPORT(ErfRowImpl);

namespace {

void check_width(std::size_t width) {
  base::check(width % 16 == 0 && width <= kWidestRow, "a width the kernels take");
}

}  // namespace

void quantise_rows(const float* x, std::size_t rows, std::size_t width, QuantRows out) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(QuantiseRowsImpl)(x, rows, width, out);
}
void scale_rows(const ScaledSums& in, std::size_t rows, std::size_t width, float* out) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(ScaleRowsImpl)(in, rows, width, out);
}
void gelu_rows(const ScaledSums& in, std::size_t rows, std::size_t width, QuantRows out) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(GeluRowsImpl)(in, rows, width, out);
}
void add_norm_rows(const ScaledSums& in, std::size_t rows, std::size_t width, const LayerNorm& norm, float* x,
                   QuantRows out) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(AddNormRowsImpl)(in, rows, width, norm, x, out);
}
void embed_row(const EmbedCall& call, std::size_t width, const LayerNorm& norm, float* x) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(EmbedRowImpl)(call, width, norm, x);
}
void softmax_rows(float* x, std::size_t rows, std::size_t count, std::size_t stride, float factor) {
  base::check(count > 0 && (count + 15) / 16 * 16 <= stride, "room for whole vectors");
  HWY_DYNAMIC_DISPATCH(SoftmaxRowsImpl)(x, rows, count, stride, factor);
}
void tanh_row(float* x, std::size_t width) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(TanhRowImpl)(x, width);
}
void multiply_row(float* x, std::size_t width, float factor) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(MultiplyRowImpl)(x, width, factor);
}
void exp_row(float* x, std::size_t width) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(ExpRowImpl)(x, width);
}
void erf_row(float* x, std::size_t width) {
  check_width(width);
  HWY_DYNAMIC_DISPATCH(ErfRowImpl)(x, width);
}

}  // namespace herald::nn
#endif  // HWY_ONCE
