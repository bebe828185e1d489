// From heads to a finished dependency tree: subtree edges, sentence starts and the lifting back of decorated
// ("pseudo-projective") arcs, as spaCy does them (tokens/doc.pyx set_children_from_heads,
// _parser_internals/nonproj.pyx deprojectivize; Nivre and Nilsson 2005, scheme HEAD).
//
// Plain values and functions; one tree a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "news/labels.h"

namespace herald::lang {

struct DependencyTree {
  std::vector<std::uint32_t> head;  ///< a root is its own head
  std::vector<news::Dep> label;
  std::vector<news::Dep>
      lifted_from;  ///< of "a||b" the b: the label of the head this arc was lifted from; else kNone
  std::vector<std::uint32_t> left_edge;
  std::vector<std::uint32_t> right_edge;
  std::vector<bool> sentence_start;

  /// All tokens headless and unlabelled.
  void reset(std::size_t tokens);
  /// Recomputes edges and sentence starts: the left edge of every root starts a sentence.
  void find_edges();
  /// Reattaches every lifted arc below the first token with the wanted label, searched breadth first from its
  /// present head over children as the present edges show them, white space left out; then finds edges again.
  void lower_arcs(const std::vector<bool>& is_space);

 private:
  bool relax_edges();
  std::uint32_t find_lower_head(std::uint32_t token, const std::vector<bool>& is_space);

  std::vector<bool> starts_;
  std::vector<std::uint32_t> level_;
  std::vector<std::uint32_t> next_level_;
};

}  // namespace herald::lang
