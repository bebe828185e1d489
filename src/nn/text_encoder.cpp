#include "nn/text_encoder.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "nn/encoder_kernels.h"
#include "nn/linear.h"

namespace herald::nn {
namespace {

template <typename T>
void grow(std::vector<T>& buffer, std::size_t size) {
  if (buffer.size() < size) buffer.resize(size);
}

Int8Weights packed(const Int8Layer& layer) {
  Int8Weights out(layer.outputs, layer.inputs);
  out.pack_rows(0, layer.outputs, layer.weights);
  return out;
}

/// Keys as the weights of a dense layer that turns a query into its products with them: panels of 32 keys,
/// each `size` x 32, zeros behind the last key.
void pack_keys(const float* key, std::size_t stride, std::size_t count, std::size_t size, float* panels) {
  for (std::size_t first = 0; first < count; first += kPanel, panels += size * kPanel) {
    const std::size_t here = std::min(kPanel, count - first);
    if (here < kPanel) std::fill(panels, panels + size * kPanel, 0.0F);
    for (std::size_t k = 0; k < here; ++k, key += stride) {
      for (std::size_t i = 0; i < size; ++i) panels[i * kPanel + k] = key[i];
    }
  }
}

/// Values as the weights of one that adds them up: panels of 32 of their numbers, each `count` x 32.
void pack_values(const float* value, std::size_t stride, std::size_t count, std::size_t size, float* panels) {
  for (std::size_t i = 0; i < size; i += kPanel) {
    for (std::size_t v = 0; v < count; ++v, panels += kPanel) {
      std::copy_n(value + v * stride + i, kPanel, panels);
    }
  }
}

}  // namespace

TextEncoder::TextEncoder(const JudgeFile& judge) : judge_(&judge) {
  for (const JudgeLayer& from : judge.layers) {
    Layer to;
    to.mix = Int8Weights(3 * judge.width, judge.width);
    std::size_t row = 0;
    for (const Int8Layer* part : {&from.query, &from.key, &from.value}) {
      to.mix.pack_rows(row, judge.width, part->weights);
      to.mix_scale.insert(to.mix_scale.end(), part->scale, part->scale + judge.width);
      to.mix_bias.insert(to.mix_bias.end(), part->bias, part->bias + judge.width);
      row += judge.width;
    }
    to.output = packed(from.output);
    to.up = packed(from.up);
    to.down = packed(from.down);
    layers_.push_back(std::move(to));
  }
}

void TextEncoder::make_room(std::size_t rows, Workspace& work) const {
  const std::size_t width = judge_->width;
  const std::size_t widest = std::max(width, judge_->intermediate);
  grow(work.x, rows * width);
  grow(work.mixed, rows * 3 * width);
  grow(work.context, rows * width);
  grow(work.narrow, rows * widest);
  grow(work.scale, rows);
  grow(work.sums, rows * std::max(3 * width, judge_->intermediate));
  grow(work.scratch, rows * widest);
  const std::size_t longest = padded(judge_->positions);
  const std::size_t size = width / judge_->heads;
  grow(work.keys, longest * size);
  grow(work.values, longest * size);
  grow(work.scores, longest * longest);
  grow(work.zeros, std::max(longest, size));
}

void TextEncoder::embed(std::span<const std::uint32_t> ids, std::span<const std::size_t> ends,
                        Workspace& work) const {
  const std::size_t width = judge_->width;
  std::size_t row = 0;
  for (const std::size_t end : ends) {
    base::check(end > row && end - row <= judge_->positions && end <= ids.size(), "texts of good length");
    for (std::size_t position = 0; row < end; ++row, ++position) {
      const std::size_t id = ids[row];
      base::check(id < judge_->pieces.size(), "a piece of the vocabulary");
      const EmbedCall call{judge_->words + id * width, judge_->word_scale[id],
                           judge_->position + position * width};
      embed_row(call, width, judge_->embed_norm, work.x.data() + row * width);
    }
  }
  base::check(row == ids.size(), "all pieces are of a text");
}

/// The context rows of one text, pieces [first, first + count).
void TextEncoder::attend(std::size_t first, std::size_t count, Workspace& work) const {
  const std::size_t width = judge_->width;
  const std::size_t size = width / judge_->heads;
  const std::size_t stride = padded(count);
  const float factor = 1.0F / std::sqrt(static_cast<float>(size));
  for (std::size_t head = 0; head < judge_->heads; ++head) {
    const float* const query = work.mixed.data() + first * 3 * width + head * size;
    pack_keys(query + width, 3 * width, count, size, work.keys.data());
    pack_values(query + 2 * width, 3 * width, count, size, work.values.data());
    affine({.x = query,
            .rows = count,
            .x_stride = 3 * width,
            .inputs = size,
            .weights = work.keys.data(),
            .panel_step = size * kPanel,
            .bias = work.zeros.data(),
            .panels = stride / kPanel,
            .y = work.scores.data(),
            .y_stride = stride});
    softmax_rows(work.scores.data(), count, count, stride, factor);
    affine({.x = work.scores.data(),
            .rows = count,
            .x_stride = stride,
            .inputs = count,
            .weights = work.values.data(),
            .panel_step = count * kPanel,
            .bias = work.zeros.data(),
            .panels = size / kPanel,
            .y = work.context.data() + first * width + head * size,
            .y_stride = width});
  }
}

const float* TextEncoder::run(std::span<const std::uint32_t> ids, std::span<const std::size_t> ends,
                              Workspace& work) const {
  const std::size_t rows = ids.size();
  const std::size_t width = judge_->width;
  make_room(rows, work);
  float* const x = work.x.data();
  std::int32_t* const sums = work.sums.data();
  const QuantRows narrow{work.narrow.data(), work.scale.data()};
  const auto multiply = [&](const Int8Weights& weights) {
    dot({.x = narrow.q, .rows = rows, .weights = &weights, .scratch = work.scratch.data(), .y = sums});
  };
  embed(ids, ends, work);
  quantise_rows(x, rows, width, narrow);
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Layer& layer = layers_[l];
    const JudgeLayer& own = judge_->layers[l];
    multiply(layer.mix);
    scale_rows({sums, narrow.scale, layer.mix_scale.data(), layer.mix_bias.data()}, rows, 3 * width,
               work.mixed.data());
    std::size_t first = 0;
    for (const std::size_t end : ends) {
      attend(first, end - first, work);
      first = end;
    }
    quantise_rows(work.context.data(), rows, width, narrow);
    multiply(layer.output);
    add_norm_rows({sums, narrow.scale, own.output.scale, own.output.bias}, rows, width, own.norm1, x, narrow);
    multiply(layer.up);
    gelu_rows({sums, narrow.scale, own.up.scale, own.up.bias}, rows, judge_->intermediate, narrow);
    multiply(layer.down);
    add_norm_rows({sums, narrow.scale, own.down.scale, own.down.bias}, rows, width, own.norm2, x, narrow);
  }
  return x;
}

}  // namespace herald::nn
