// Part-of-speech tags from token vectors: one dense layer, the first greatest score wins (spaCy Tagger.v2).
// A view; safe to share between threads while the model file lives.
#pragma once

#include <cstddef>
#include <vector>

#include "news/labels.h"
#include "nn/linear.h"

namespace herald::lang {

struct Tagger {
  nn::Linear output;
  std::vector<news::Tag> labels;  ///< by output

  /// tags[i] = label of row i of `rows` (tokens x output.inputs). `scores` is scratch.
  void run(const float* rows, std::size_t tokens, std::vector<news::Tag>& tags,
           std::vector<float>& scores) const;
};

}  // namespace herald::lang
