#include "nn/hash_embed.h"

#include <array>

#include "base/hash.h"
#include "nn/kernels.h"

namespace herald::nn {

void HashEmbed::apply(std::uint64_t id, float* out) const {
  const std::array<std::uint32_t, 4> keys = base::murmur128_keys(id, seed);
  const float* picked[4];
  for (std::size_t k = 0; k < 4; ++k) picked[k] = table + std::size_t{keys[k] % rows} * width;
  sum_rows(picked, 4, width, out);
}

}  // namespace herald::nn
