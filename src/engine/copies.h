// Finds reprints: which earlier article a new one repeats, wholly or trimmed.
// One owner, one thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/signature.h"

namespace herald::engine {

class CopyFinder {
 public:
  /// Id of the earliest added article that `signature` repeats, empty for an original: at least 60 % of all
  /// shingles in common, or 80 % of the shorter text's. Texts of fewer than 20 shingles are never called
  /// copies.
  std::string original_of(const ingest::Signature& signature) const;
  /// Adds an original. Adding a copy is harmless but useless.
  void add(const std::string& id, const ingest::Signature& signature);

 private:
  struct Known {
    std::string id;
    ingest::Signature signature;
  };
  std::vector<Known> known_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>
      by_hash_;  ///< small hashes -> articles that hold them
};

}  // namespace herald::engine
