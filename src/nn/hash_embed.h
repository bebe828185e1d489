// thinc's HashEmbed: an id picks four rows of a small table by hashing, and its vector is their sum.
// A view; thread safe while its memory lives.
#pragma once

#include <cstddef>
#include <cstdint>

namespace herald::nn {

struct HashEmbed {
  const float* table = nullptr;  ///< rows x width
  std::uint32_t rows = 0;
  std::uint32_t width = 0;  ///< a multiple of 16
  std::uint32_t seed = 0;

  /// out[0..width) = the vector of `id`; the four rows are added in the order of their keys.
  void apply(std::uint64_t id, float* out) const;
};

}  // namespace herald::nn
