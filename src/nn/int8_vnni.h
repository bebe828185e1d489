// dot() with the byte instructions of x86 (VPDPBUSD), which Highway 1.0 lacks. Used by int8_dot.cpp only.
//
// The instruction takes unsigned times signed bytes: 128 is added to every input, and the sums start from
// -128 times the sum of the weights. Its four products go into int32 without saturation.
#pragma once

#include "nn/int8_dot.h"

namespace herald::nn {

/// Whether this processor (and system) can run the build for 512-bit registers.
bool has_avx512_vnni();
/// Whether it can run the one for 256-bit registers.
bool has_avx_vnni();
void dot_avx512_vnni(const DotCall& call);
void dot_avx_vnni(const DotCall& call);

}  // namespace herald::nn
