#include "engine/copies.h"

#include <algorithm>
#include <map>

namespace herald::engine {
namespace {

constexpr std::uint32_t kLeastShingles = 20;
constexpr double kSame = 0.6, kTrimmed = 0.8;

}  // namespace

std::string CopyFinder::original_of(const ingest::Signature& signature) const {
  if (signature.shingles < kLeastShingles) return "";
  std::map<std::uint32_t, int> shared;
  for (const std::uint64_t hash : signature.hashes) {
    const auto it = by_hash_.find(hash);
    if (it == by_hash_.end()) continue;
    for (const std::uint32_t article : it->second) ++shared[article];
  }
  for (const auto& [article, hits] : shared) {
    if (hits < 8) continue;
    const Known& known = known_[article];
    if (ingest::similarity(signature, known.signature) >= kSame ||
        ingest::containment(signature, known.signature) >= kTrimmed)
      return known.id;
  }
  return "";
}

void CopyFinder::add(const std::string& id, const ingest::Signature& signature) {
  const std::uint32_t index = static_cast<std::uint32_t>(known_.size());
  known_.push_back({id, signature});
  for (const std::uint64_t hash : signature.hashes) by_hash_[hash].push_back(index);
}

}  // namespace herald::engine
