#include "lang/tagger.h"

#include <algorithm>

namespace herald::lang {
namespace {

constexpr std::size_t kBatch = 192;

}  // namespace

void Tagger::run(const float* rows, std::size_t tokens, std::vector<news::Tag>& tags,
                 std::vector<float>& scores) const {
  const std::size_t stride = output.padded_outputs();
  if (scores.size() < kBatch * stride) scores.resize(kBatch * stride);
  tags.resize(tokens);
  for (std::size_t first = 0; first < tokens; first += kBatch) {
    const std::size_t batch = std::min(kBatch, tokens - first);
    output.apply(rows + first * output.inputs, batch, output.inputs, scores.data(), stride);
    for (std::size_t r = 0; r < batch; ++r) {
      tags[first + r] = labels[nn::first_max(scores.data() + r * stride, output.outputs)];
    }
  }
}

}  // namespace herald::lang
