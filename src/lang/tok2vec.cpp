#include "lang/tok2vec.h"

#include <algorithm>

namespace herald::lang {
namespace {

// Types mixed at once: their inputs (96 x 576 floats) stay in the second-level cache.
constexpr std::size_t kBatch = 96;
constexpr std::size_t kLeastSlots = 1U << 12;

std::uint64_t hash_of(const FeatureIds& type) {
  std::uint64_t h = 0x9E3779B97F4A7C15ULL;
  for (const std::uint64_t id : type) {
    h = (h ^ id) * 0xFF51AFD7ED558CCDULL;
    h ^= h >> 32;
  }
  return h;
}

}  // namespace

void Tok2vec::mix(const FeatureIds* types, std::size_t count, float* rows, std::vector<float>& inputs,
                  std::vector<float>& sums) const {
  const std::size_t stride = tables.size() * width();
  if (inputs.size() < kBatch * stride) inputs.resize(kBatch * stride);
  for (std::size_t first = 0; first < count; first += kBatch) {
    const std::size_t batch = std::min(kBatch, count - first);
    for (std::size_t t = 0; t < batch; ++t) {
      float* out = inputs.data() + t * stride;
      for (const Table& table : tables) {
        table.embed.apply(types[first + t][static_cast<std::size_t>(table.feature)], out);
        out += width();
      }
    }
    mixer.apply(inputs.data(), batch, stride, nullptr, rows + first * width(), sums);
  }
}

void TypeCache::reset(std::size_t first_width, std::size_t second_width) {
  first_width_ = first_width;
  second_width_ = second_width;
  types_.clear();
  slots_.assign(kLeastSlots, 0);
}

std::uint32_t TypeCache::find_or_add(const FeatureIds& type) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(type) & mask;
  while (slots_[at] != 0) {
    const std::uint32_t index = slots_[at] - 1;
    if (types_[index] == type) return index;
    at = (at + 1) & mask;
  }
  types_.push_back(type);
  const auto index = static_cast<std::uint32_t>(types_.size() - 1);
  slots_[at] = index + 1;
  if (types_.size() * 2 > slots_.size()) rehash();
  return index;
}

void TypeCache::rehash() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < types_.size(); ++i) {
    std::size_t at = hash_of(types_[i]) & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

void TypeCache::grow_rows() {
  if (first_rows_.size() < types_.size() * first_width_) first_rows_.resize(types_.size() * first_width_);
  if (second_rows_.size() < types_.size() * second_width_) second_rows_.resize(types_.size() * second_width_);
}

}  // namespace herald::lang
