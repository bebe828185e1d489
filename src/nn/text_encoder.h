// A BERT encoder with int8 weights: pieces of several texts in, one row of floats a piece out.
//
//   TextEncoder encoder(judge);                       // packs the weights of an open JudgeFile
//   const float* rows = encoder.run(ids, ends, work); // text t is pieces [ends[t - 1], ends[t])
//
// Rows of all texts are packed, so nothing is spent on padding: the dense layers see one block of rows,
// attention one text at a time. A row depends on its own text alone, so the bytes do not depend on what else
// is in the batch. Immutable and safe to share, with one Workspace a thread; it views the JudgeFile, which
// must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "nn/int8_dot.h"
#include "nn/judge_file.h"

namespace herald::nn {

class TextEncoder {
 public:
  /// Buffers that grow to the largest batch seen.
  struct Workspace {
    std::vector<float> x;               ///< rows x width: the states
    std::vector<float> mixed;           ///< rows x 3 width: query, key and value
    std::vector<float> context;         ///< rows x width
    std::vector<std::int8_t> narrow;    ///< rows x the wider of width and intermediate: quantised states
    std::vector<float> scale;           ///< rows
    std::vector<std::int32_t> sums;     ///< rows x the widest output
    std::vector<std::int16_t> scratch;  ///< rows x the wider of width and intermediate
    std::vector<float> keys, values, scores, zeros;  ///< one head of one text
  };

  explicit TextEncoder(const JudgeFile& judge);
  TextEncoder() = default;

  /// The last states, ids.size() x width, valid until the next run with `work`. Every id is one of the
  /// vocabulary; `ends` grows to ids.size(), by 1 to judge.positions pieces a text.
  const float* run(std::span<const std::uint32_t> ids, std::span<const std::size_t> ends,
                   Workspace& work) const;

 private:
  struct Layer {
    Int8Weights mix, output, up, down;  ///< `mix` is query, key and value one below another
    std::vector<float> mix_scale, mix_bias;
  };
  void embed(std::span<const std::uint32_t> ids, std::span<const std::size_t> ends, Workspace& work) const;
  void attend(std::size_t first, std::size_t count, Workspace& work) const;
  void make_room(std::size_t rows, Workspace& work) const;

  const JudgeFile* judge_ = nullptr;
  std::vector<Layer> layers_;
};

}  // namespace herald::nn
