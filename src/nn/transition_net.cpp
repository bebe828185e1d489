#include "nn/transition_net.h"

#include "base/check.h"

namespace herald::nn {
namespace {

constexpr std::size_t kMaxSlots = 16;

template <typename Buffer>
void grow(Buffer& buffer, std::size_t size) {
  if (buffer.size() < size) buffer.resize(size);
}

}  // namespace

void TransitionNet::precompute(const float* rows, std::size_t tokens, Cache& cache) const {
  base::check(slots <= kMaxSlots && hidden % kLanes == 0 && slots > 0, "transition net of a supported shape");
  cache.precomputed = tokens <= cache.max_precomputed;
  grow(cache.reduced, tokens * reduce.padded_outputs());
  grow(cache.fresh, slots * 2 * hidden);
  grow(cache.hidden, hidden);
  grow(cache.scores, upper.padded_outputs());
  reduce.apply(rows, tokens, reduce.inputs, cache.reduced.data(), reduce.padded_outputs());
  if (!cache.precomputed) return;
  grow(cache.slots, tokens * lower.padded_outputs());
  lower.apply(cache.reduced.data(), tokens, reduce.padded_outputs(), cache.slots.data(),
              lower.padded_outputs());
}

const float* TransitionNet::score(const std::int32_t* features, Cache& cache) const {
  const float* parts[kMaxSlots];
  const std::size_t width = 2 * hidden;
  for (std::size_t f = 0; f < slots; ++f) {
    const auto token = static_cast<std::size_t>(features[f]);
    if (features[f] < 0) {
      parts[f] = pad + f * width;
    } else if (cache.precomputed) {
      parts[f] = cache.slots.data() + token * lower.padded_outputs() + f * width;
    } else {
      float* const out = cache.fresh.data() + f * width;
      lower.outputs_part(f * width, width)
          .apply(cache.reduced.data() + token * reduce.padded_outputs(), 1, hidden, out, width);
      parts[f] = out;
    }
  }
  sum_rows_maxout2(parts, slots, bias, hidden, cache.hidden.data());
  upper.apply(cache.hidden.data(), 1, hidden, cache.scores.data(), upper.padded_outputs());
  return cache.scores.data();
}

}  // namespace herald::nn
