// Near-duplicate signatures: how much of one story is in another, without keeping the texts.
//
//   Signature a = sign(article), b = sign(copy);
//   similarity(a, b)    // 1.0 for the same words, 0.0 for strangers
//   containment(a, b)   // 1.0 when the shorter is wholly in the longer: a trimmed copy
//
// Method: w-shingling with resemblance and containment (A. Z. Broder, "On the resemblance and containment of
// documents", 1997), estimated from the k smallest hash values of the shingles of five words (the bottom-k
// sketch; E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", 2007). Words are lowered,
// punctuation, datelines, credits and notices do not count. Pure functions, thread safe, the same on every
// machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "news/article.h"

namespace herald::ingest {

struct Signature {
  static constexpr std::size_t kKept = 128;  ///< hashes kept; the standard error of an estimate is below 0.05
  static constexpr std::size_t kShingle = 5;  ///< words in a shingle

  std::uint32_t shingles = 0;         ///< different shingles of the text; an estimate is exact up to kKept
  std::vector<std::uint64_t> hashes;  ///< the smallest, ascending
  bool operator==(const Signature&) const = default;
};

/// The signature of the article's text without what `not_coded` marks; of the title when there is no text. A
/// text shorter than a shingle is one shingle; no words at all give an empty signature.
Signature sign(const news::Article& article);

/// Estimated share of the shingles of both texts that they have in common (Jaccard), 0 to 1; 0 for an empty
/// one.
double similarity(const Signature& a, const Signature& b);

/// Estimated share of the shorter text's shingles that the longer one has too, 0 to 1; 0 for an empty one.
double containment(const Signature& a, const Signature& b);

/// Hexadecimal text to store, and back; nothing when it is no signature.
std::string to_text(const Signature& signature);
std::optional<Signature> signature_from_text(std::string_view text);

}  // namespace herald::ingest
