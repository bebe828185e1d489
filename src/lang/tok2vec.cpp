#include "lang/tok2vec.h"

#include <algorithm>

namespace herald::lang {
namespace {

// Types mixed at once: their inputs (96 x 576 floats) stay in the second-level cache.
constexpr std::size_t kBatch = 96;
constexpr std::size_t kLeastSlots = 1U << 12;

// String ids are hashes already, except for spaCy's symbols: one multiplication spreads those.
std::uint64_t hash_of(const TypeKey& key) {
  const std::uint64_t h = (key.orth ^ (key.token_norm * 3) ^ (key.space_after ? 0x5555555555555555ULL : 0)) *
                          0x9E3779B97F4A7C15ULL;
  return h ^ (h >> 32);
}

std::size_t slot(Feature feature) {
  return static_cast<std::size_t>(feature) - static_cast<std::size_t>(kFirstFeature);
}

}  // namespace

static_assert(static_cast<std::size_t>(Feature::kIsSpace) - static_cast<std::size_t>(kFirstFeature) ==
              kFeatures - 1);

FeatureIds feature_ids(const Lexeme& word, std::uint64_t token_norm, bool space_after) {
  FeatureIds out{};
  for (std::size_t f = 0; f < kFeatures; ++f) {
    const auto feature = static_cast<Feature>(static_cast<std::size_t>(kFirstFeature) + f);
    out[f] = feature_id(feature, word, token_norm, space_after);
  }
  return out;
}

void Tok2vec::mix(const FeatureIds* types, std::size_t count, float* rows, std::vector<float>& inputs,
                  std::vector<float>& sums) const {
  const std::size_t stride = tables.size() * width();
  if (inputs.size() < kBatch * stride) inputs.resize(kBatch * stride);
  for (std::size_t first = 0; first < count; first += kBatch) {
    const std::size_t batch = std::min(kBatch, count - first);
    for (std::size_t t = 0; t < batch; ++t) {
      float* out = inputs.data() + t * stride;
      for (const Table& table : tables) {
        table.embed.apply(types[first + t][slot(table.feature)], out);
        out += width();
      }
    }
    mixer.apply(inputs.data(), batch, stride, nullptr, rows + first * width(), sums);
  }
}

void TypeCache::clear() {
  types_.clear();
  features_.clear();
  lowers_.clear();
  slots_.assign(kLeastSlots, 0);
  filled_ = {};
  for (Rows& rows : rows_) rows.projected = 0;
}

std::uint32_t TypeCache::find_or_add(const TypeKey& type, bool& added) {
  added = false;
  if (slots_.empty()) clear();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(type) & mask;
  while (slots_[at] != 0) {
    const std::uint32_t index = slots_[at] - 1;
    if (types_[index] == type) return index;
    at = (at + 1) & mask;
  }
  added = true;
  types_.push_back(type);
  features_.emplace_back();
  lowers_.push_back(0);
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

void TypeCache::fill_rows(std::size_t which, const Tok2vec& net, std::vector<float>& inputs,
                          nn::WindowEncoder::Scratch& scratch) {
  Rows& rows = rows_[which];
  const std::size_t width = net.width();
  const std::size_t first = filled_[which];
  if (first == types_.size()) return;
  if (rows.embedded.size() < types_.size() * width) rows.embedded.resize(types_.size() * width);
  net.mix(features_.data() + first, types_.size() - first, rows.embedded.data() + first * width, inputs,
          scratch.sums);
  filled_[which] = types_.size();
  const std::size_t projected = std::min(types_.size(), kMaxProjected);
  if (projected <= rows.projected) return;
  const std::size_t size = net.encoder.projection_size();
  if (rows.projections.size() < projected * size) rows.projections.resize(projected * size);
  net.encoder.project(rows.embedded.data() + rows.projected * width, projected - rows.projected,
                      rows.projections.data() + rows.projected * size, scratch);
  rows.projected = projected;
}

}  // namespace herald::lang
