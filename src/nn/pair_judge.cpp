#include "nn/pair_judge.h"

#include <algorithm>
#include <utility>

#include "nn/encoder_kernels.h"
#include "nn/kernels.h"

namespace herald::nn {
namespace {

// Pieces worked at once: enough that reading the weights does not count, few enough that all in between stays
// in the second-level cache.
constexpr std::size_t kBatch = 96;

template <typename T>
void grow(std::vector<T>& buffer, std::size_t size) {
  if (buffer.size() < size) buffer.resize(size);
}

}  // namespace

base::Result<PairJudge> PairJudge::open(const std::string& path) {
  base::Result<JudgeFile> file = JudgeFile::open(path);
  if (!file) return file.error();
  PairJudge out;
  out.file_ = std::make_unique<JudgeFile>(std::move(*file));
  out.encoder_ = TextEncoder(*out.file_);
  out.dense_ = packed(out.file_->dense);
  out.type_ = packed(out.file_->type.output);
  out.mode_ = packed(out.file_->mode.output);
  out.modality_ = packed(out.file_->modality.output);
  if (out.file_->root2018) out.root2018_ = packed(out.file_->root2018->output);
  return out;
}

PairJudge::Dense PairJudge::packed(const FloatLayer& layer) {
  Dense out;
  out.weights.resize(packed_size(layer.outputs, layer.inputs));
  pack_weights(layer.weights, layer.outputs, layer.inputs, out.weights.data());
  out.bias.assign(layer.bias, layer.bias + layer.outputs);
  out.bias.resize(padded(layer.outputs));
  out.view = {out.weights.data(), out.bias.data(), layer.inputs, layer.outputs};
  return out;
}

PairJudge::Verdict PairJudge::Workspace::verdict(std::size_t which) const {
  return {type_.row(which), mode_.row(which), modality_.row(which), root2018_.row(which)};
}

void PairJudge::judge(std::span<const MarkedPair> pairs, Workspace& work) const {
  const auto make_room = [&](const JudgeHead& head, Workspace::Answers& answers) {
    answers.count = head.classes.size();
    answers.stride = padded(answers.count);
    grow(answers.values, pairs.size() * answers.stride);
  };
  make_room(file_->type, work.type_);
  make_room(file_->mode, work.mode_);
  make_room(file_->modality, work.modality_);
  work.root2018_.count = 0;
  if (file_->root2018) make_room(*file_->root2018, work.root2018_);
  std::size_t first = 0;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    if (p == first) {
      work.input_.ids.clear();
      work.input_.roles.clear();
      work.ends_.clear();
    }
    add_pair(*file_, pairs[p], work.scratch_, work.input_);
    work.ends_.push_back(work.input_.ids.size());
    if (work.input_.ids.size() >= kBatch || p + 1 == pairs.size()) {
      judge_some(first, work);
      first = p + 1;
    }
  }
}

/// Judges the pairs in work.input_; the first of them is pair `first` of the batch.
void PairJudge::judge_some(std::size_t first, Workspace& work) const {
  const std::size_t count = work.ends_.size();
  const std::size_t width = file_->width;
  const float* const rows = encoder_.run(work.input_.ids, work.ends_, work.encoder_);
  grow(work.pooled_, count * 3 * width);
  grow(work.hidden_, count * width);
  for (std::size_t text = 0; text < count; ++text) pool(rows, text, work);
  dense_.view.apply(work.pooled_.data(), count, 3 * width, work.hidden_.data(), width);
  for (std::size_t text = 0; text < count; ++text) tanh_row(work.hidden_.data() + text * width, width);
  answer(file_->type, type_, first, work, work.type_);
  answer(file_->mode, mode_, first, work, work.mode_);
  answer(file_->modality, modality_, first, work, work.modality_);
  if (file_->root2018) answer(*file_->root2018, root2018_, first, work, work.root2018_);
}

/// The means of a text's rows: of all, of the source's, of the target's.
void PairJudge::pool(const float* rows, std::size_t text, Workspace& work) const {
  const std::size_t width = file_->width;
  const std::size_t begin = text == 0 ? 0 : work.ends_[text - 1];
  float* out = work.pooled_.data() + text * 3 * width;
  for (const Role role : {Role::kNone, Role::kSource, Role::kTarget}) {
    work.chosen_.clear();
    for (std::size_t row = begin; row < work.ends_[text]; ++row) {
      if (role == Role::kNone || work.input_.roles[row] == role) work.chosen_.push_back(rows + row * width);
    }
    if (work.chosen_.empty()) {
      std::fill(out, out + width, 0.0F);
    } else {
      sum_rows(work.chosen_.data(), work.chosen_.size(), width, out);
      multiply_row(out, width, 1.0F / static_cast<float>(work.chosen_.size()));
    }
    out += width;
  }
}

void PairJudge::answer(const JudgeHead& head, const Dense& dense, std::size_t first, Workspace& work,
                       Workspace::Answers& out) const {
  const std::size_t count = work.ends_.size();
  float* const logits = out.values.data() + first * out.stride;
  dense.view.apply(work.hidden_.data(), count, file_->width, logits, out.stride);
  softmax_rows(logits, count, out.count, out.stride, 1.0F / head.temperature);
}

}  // namespace herald::nn
