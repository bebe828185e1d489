// spaCy's arc-eager transition state (pipeline/_parser_internals/arc_eager.pyx and _state.pxd): a stack, a
// buffer into which headless tokens can be put back, arcs, and marks where a sentence must start.
//
//   ArcEager state;
//   state.start(tokens);
//   while (!state.is_final()) { ... state.features(ids); ... if (state.is_valid(action)) state.apply(action,
//   label) }
//
// Not thread safe; reuse one a worker.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace herald::lang {

class ArcEager {
 public:
  enum Action : std::uint8_t { kShift, kReduce, kLeft, kRight, kBreak, kActions };
  static constexpr std::size_t kSlots = 8;
  static constexpr std::int32_t kNone = -1;

  void start(std::size_t tokens);
  bool is_final() const { return stack_.empty() && buffer_length() == 0; }
  /// Whether an action may be taken now; its label never matters in the English models.
  bool is_valid(Action action) const;
  /// Takes a valid action. `label` is kept for the arc of kLeft and kRight.
  void apply(Action action, std::uint16_t label);
  /// B0, B1, S0, S1, S2, latest left child of B0 and of S0, latest right child of S0; kNone where missing.
  std::array<std::int32_t, kSlots> features() const;

  /// Head of every token, kNone for a headless one, and the label its arc was given.
  const std::vector<std::int32_t>& heads() const { return heads_; }
  const std::vector<std::uint16_t>& labels() const { return labels_; }

 private:
  std::int32_t stack(std::size_t depth) const {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : kNone;
  }
  std::int32_t buffer(std::size_t i) const;
  std::size_t buffer_length() const { return length_ - next_ + returned_.size(); }
  std::int32_t last_child(const std::vector<std::int32_t>& last, std::int32_t head) const {
    return head < 0 ? kNone : last[static_cast<std::size_t>(head)];
  }
  void push();
  void attach(std::int32_t child, std::int32_t head, std::uint16_t label);
  void detach(std::int32_t child);

  std::size_t length_ = 0;
  std::size_t next_ = 0;  ///< first token never shifted
  std::vector<std::int32_t> stack_;
  std::vector<std::int32_t> returned_;  ///< tokens put back, the front of the buffer last
  std::vector<std::int32_t> heads_;
  std::vector<std::uint16_t> labels_;
  std::vector<std::int32_t> last_left_;  ///< latest child on each side that is still attached
  std::vector<std::int32_t> last_right_;
  std::vector<std::int32_t>
      earlier_;  ///< the child attached before this one to the same side of the same head
  std::vector<char> unshiftable_;
  std::vector<char> must_start_;
};

}  // namespace herald::lang
