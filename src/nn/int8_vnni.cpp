#include "nn/int8_vnni.h"

#include <hwy/base.h>

#include "base/check.h"

#if HWY_ARCH_X86_64
#include <immintrin.h>

#include <cstring>

namespace herald::nn {

bool has_avx512_vnni() {
  static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512vnni");
  return has;
}

bool has_avx_vnni() {
  static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("avxvnni");
  return has;
}

}  // namespace herald::nn

HWY_PUSH_ATTRIBUTES("avx512f,avx512bw,avx512vnni")
namespace herald::nn::wide {

using Vec = __m512i;
constexpr std::size_t kLanes = 16, kRows = 12, kPieces = 2;

inline Vec load(const void* p) {
  return _mm512_loadu_si512(p);
}
inline void store(void* p, Vec v) {
  _mm512_storeu_si512(p, v);
}
inline Vec broadcast(const std::uint8_t* p) {
  std::int32_t four = 0;
  std::memcpy(&four, p, sizeof four);
  return _mm512_set1_epi32(four);
}
inline Vec dot_add(Vec sum, Vec bytes, Vec weights) {
  return _mm512_dpbusd_epi32(sum, bytes, weights);
}
inline Vec flip(const std::int8_t* p) {
  return _mm512_xor_si512(_mm512_loadu_si512(p), _mm512_set1_epi8(-128));
}
#include "nn/int8_vnni.inc"

}  // namespace herald::nn::wide
HWY_POP_ATTRIBUTES

HWY_PUSH_ATTRIBUTES("avx2,avxvnni")
namespace herald::nn::narrow {

using Vec = __m256i;
constexpr std::size_t kLanes = 8, kRows = 6, kPieces = 2;

inline Vec load(const void* p) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(p));
}
inline void store(void* p, Vec v) {
  _mm256_storeu_si256(static_cast<__m256i*>(p), v);
}
inline Vec broadcast(const std::uint8_t* p) {
  std::int32_t four = 0;
  std::memcpy(&four, p, sizeof four);
  return _mm256_set1_epi32(four);
}
inline Vec dot_add(Vec sum, Vec bytes, Vec weights) {
  return _mm256_dpbusd_avx_epi32(sum, bytes, weights);
}
inline Vec flip(const std::int8_t* p) {
  return _mm256_xor_si256(load(p), _mm256_set1_epi8(-128));
}
#include "nn/int8_vnni.inc"

}  // namespace herald::nn::narrow
HWY_POP_ATTRIBUTES

namespace herald::nn {

void dot_avx512_vnni(const DotCall& call) {
  wide::run(call);
}
void dot_avx_vnni(const DotCall& call) {
  narrow::run(call);
}

}  // namespace herald::nn

#else  // other processors

namespace herald::nn {

bool has_avx512_vnni() {
  return false;
}
bool has_avx_vnni() {
  return false;
}
void dot_avx512_vnni(const DotCall&) {
  base::check(false, "byte products on this processor");
}
void dot_avx_vnni(const DotCall&) {
  base::check(false, "byte products on this processor");
}

}  // namespace herald::nn

#endif
