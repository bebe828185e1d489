#include "lang/arc_eager.h"

namespace herald::lang {
namespace {

std::size_t at(std::int32_t token) {
  return static_cast<std::size_t>(token);
}

}  // namespace

void ArcEager::start(std::size_t tokens) {
  length_ = tokens;
  next_ = 0;
  stack_.clear();
  returned_.clear();
  heads_.assign(tokens, kNone);
  labels_.assign(tokens, 0);
  last_left_.assign(tokens, kNone);
  last_right_.assign(tokens, kNone);
  earlier_.assign(tokens, kNone);
  unshiftable_.assign(tokens, 0);
  must_start_.assign(tokens, 0);
  if (tokens > 0) must_start_[0] = 1;
}

std::int32_t ArcEager::buffer(std::size_t i) const {
  if (i < returned_.size()) return returned_[returned_.size() - 1 - i];
  const std::size_t token = next_ + (i - returned_.size());
  return token < length_ ? static_cast<std::int32_t>(token) : kNone;
}

bool ArcEager::is_valid(Action action) const {
  const std::int32_t first = buffer(0);
  const bool starts = first >= 0 && must_start_[at(first)] != 0;
  switch (action) {
    case kShift:
      return stack_.empty() || (buffer_length() >= 2 && !starts && unshiftable_[at(first)] == 0);
    case kReduce:
      return !stack_.empty();
    case kLeft:
    case kRight:
      return !stack_.empty() && first >= 0 && !starts;
    case kBreak: {
      const std::int32_t second = buffer(1);
      return second >= 0 && second == first + 1 && must_start_[at(second)] == 0;
    }
    case kActions:
      break;
  }
  return false;
}

void ArcEager::apply(Action action, std::uint16_t label) {
  switch (action) {
    case kShift:
      push();
      break;
    case kReduce: {
      const std::int32_t top = stack_.back();
      const bool only = stack_.size() == 1;
      stack_.pop_back();
      if (heads_[at(top)] < 0 && !only) {
        unshiftable_[at(top)] = 1;
        returned_.push_back(top);
      }
      break;
    }
    case kLeft: {
      const std::int32_t first = buffer(0);
      attach(stack_.back(), first, label);
      unshiftable_[at(first)] = 0;
      stack_.pop_back();
      break;
    }
    case kRight:
      attach(buffer(0), stack_.back(), label);
      push();
      break;
    case kBreak:
      must_start_[at(buffer(1))] = 1;
      break;
    case kActions:
      break;
  }
}

std::array<std::int32_t, ArcEager::kSlots> ArcEager::features() const {
  const std::int32_t b0 = buffer(0);
  const std::int32_t s0 = stack(0);
  return {b0,
          buffer(1),
          s0,
          stack(1),
          stack(2),
          last_child(last_left_, b0),
          last_child(last_left_, s0),
          last_child(last_right_, s0)};
}

void ArcEager::push() {
  if (!returned_.empty()) {
    stack_.push_back(returned_.back());
    returned_.pop_back();
  } else {
    stack_.push_back(static_cast<std::int32_t>(next_++));
  }
}

void ArcEager::attach(std::int32_t child, std::int32_t head, std::uint16_t label) {
  if (heads_[at(child)] >= 0) detach(child);
  std::vector<std::int32_t>& last = head > child ? last_left_ : last_right_;
  earlier_[at(child)] = last[at(head)];
  last[at(head)] = child;
  heads_[at(child)] = head;
  labels_[at(child)] = label;
}

void ArcEager::detach(std::int32_t child) {
  const std::int32_t head = heads_[at(child)];
  std::int32_t* link = head > child ? &last_left_[at(head)] : &last_right_[at(head)];
  while (*link >= 0 && *link != child) link = &earlier_[at(*link)];
  if (*link == child) *link = earlier_[at(child)];
}

}  // namespace herald::lang
