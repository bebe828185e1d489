// thinc's serialised models: nodes in breadth-first order, each with its dimensions, references, attributes
// and float parameters. Layers are found by role (name, attribute, reference), never by a fixed index.
//
//   Result<ThincModel> model = read_thinc_model(bytes, path);
//   for (const ThincNode* node : model->named("hashembed")) ...
//
// Values; safe to share once read. Format: thinc/model.py, to_bytes (version 8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace herald::lang {

/// A dense array of float32, row-major.
struct Tensor {
  std::vector<std::size_t> shape;
  std::vector<float> values;

  bool has_shape(const std::vector<std::size_t>& expected) const { return shape == expected; }
};

struct ThincNode {
  std::string name;
  std::map<std::string, std::size_t> refs;                ///< index of the node referred to; absent when nil
  std::map<std::string, std::int64_t> numbers;            ///< integer and boolean attributes
  std::map<std::string, std::vector<std::string>> lists;  ///< attributes that are lists of strings
  std::map<std::string, Tensor> params;                   ///< parameters that are set
};

struct ThincModel {
  std::vector<ThincNode> nodes;

  /// Nodes of that exact name, in breadth-first order.
  std::vector<const ThincNode*> named(std::string_view name) const;
  /// The node that the root refers to as `ref`; nullptr when it has none.
  const ThincNode* ref(const std::string& ref) const;
};

/// Reads a model file's bytes. A malformed one gives an Error with `place`; other sizes than announced,
/// non-float parameters and non-empty shims are refused.
base::Result<ThincModel> read_thinc_model(std::string_view bytes, const std::string& place);

/// The value of the string key `key` of a msgpack map whose value is a string (the parser's `moves` file).
base::Result<std::string> read_msgpack_text(std::string_view bytes, const std::string& key,
                                            const std::string& place);

}  // namespace herald::lang
