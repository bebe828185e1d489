#include "ingest/signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/hash.h"
#include "base/text.h"
#include "base/unicode.h"

namespace herald::ingest {
namespace {

constexpr std::uint64_t kSeed = 0x4865726C64u;

/// Hashes of the words of `text`: runs of letters and digits, lowered; apostrophes are passed over.
void add_words(std::string_view text, std::vector<std::uint64_t>& words) {
  const std::string lower = base::lower(text);
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(base::murmur64(word, kSeed));
    word.clear();
  };
  for (std::size_t at = 0; at < lower.size();) {
    const base::CodePoint c = base::decode_utf8(lower, at);
    if (base::is_alpha(c.value) || base::is_digit(c.value)) {
      word.append(lower, at, c.size);
    } else if (c.value != '\'' && c.value != 0x2019) {
      close();
    }
    at += c.size;
  }
  close();
}

std::vector<std::uint64_t> words_of(const news::Article& article) {
  std::vector<std::uint64_t> words;
  const std::string_view text = article.text;
  std::size_t at = 0;
  for (const news::Span& span : article.not_coded) {
    if (span.begin >= at && span.end <= text.size()) {
      add_words(text.substr(at, span.begin - at), words);
      at = span.end;
    }
  }
  add_words(text.substr(at), words);
  if (words.empty()) add_words(article.title.value_or(""), words);
  return words;
}

/// Hashes both have among the smallest of their union, and how many of the union were looked at.
struct Overlap {
  std::size_t shared = 0, seen = 0;
};

Overlap overlap(const Signature& a, const Signature& b) {
  Overlap found;
  std::size_t i = 0, j = 0;
  const bool a_whole = a.shingles <= Signature::kKept, b_whole = b.shingles <= Signature::kKept;
  const std::size_t most = a_whole && b_whole ? static_cast<std::size_t>(-1) : Signature::kKept;
  while (found.seen < most && (i < a.hashes.size() || j < b.hashes.size())) {
    // Beyond the kept part of a text nothing is known of it: stop there.
    if ((i == a.hashes.size() && !a_whole) || (j == b.hashes.size() && !b_whole)) break;
    const bool take_a = j == b.hashes.size() || (i < a.hashes.size() && a.hashes[i] <= b.hashes[j]);
    const bool both = i < a.hashes.size() && j < b.hashes.size() && a.hashes[i] == b.hashes[j];
    if (both) ++found.shared;
    if (both || take_a) ++i;
    if (both || !take_a) ++j;
    ++found.seen;
  }
  return found;
}

}  // namespace

Signature sign(const news::Article& article) {
  const std::vector<std::uint64_t> words = words_of(article);
  Signature signature;
  if (words.empty()) return signature;
  const std::size_t width = std::min(words.size(), Signature::kShingle);
  auto& hashes = signature.hashes;
  hashes.reserve(words.size());
  for (std::size_t i = 0; i + width <= words.size(); ++i) {
    const std::string_view bytes(reinterpret_cast<const char*>(&words[i]), width * sizeof(std::uint64_t));
    hashes.push_back(base::murmur64(bytes, kSeed));
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  signature.shingles = static_cast<std::uint32_t>(hashes.size());
  if (hashes.size() > Signature::kKept) hashes.resize(Signature::kKept);
  hashes.shrink_to_fit();
  return signature;
}

double similarity(const Signature& a, const Signature& b) {
  const Overlap found = overlap(a, b);
  return found.seen == 0 ? 0.0 : static_cast<double>(found.shared) / static_cast<double>(found.seen);
}

double containment(const Signature& a, const Signature& b) {
  const double jaccard = similarity(a, b);
  const double shorter = std::min(a.shingles, b.shingles),
               total = static_cast<double>(a.shingles) + b.shingles;
  if (shorter == 0) return 0.0;
  return std::min(1.0, jaccard / (1.0 + jaccard) * total / shorter);  // |A and B| = J / (1 + J) * (|A| + |B|)
}

std::string to_text(const Signature& signature) {
  std::string text = fmt::format("{:x}", signature.shingles);
  for (const std::uint64_t hash : signature.hashes) fmt::format_to(std::back_inserter(text), ":{:x}", hash);
  return text;
}

std::optional<Signature> signature_from_text(std::string_view text) {
  Signature signature;
  bool first = true;
  for (const std::string_view field : base::split(text, ':')) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value, 16);
    if (error != std::errc() || end != field.data() + field.size() || field.empty()) return std::nullopt;
    if (first) {
      if (value > 0xFFFFFFFFu) return std::nullopt;
      signature.shingles = static_cast<std::uint32_t>(value);
    } else {
      if (!signature.hashes.empty() && value <= signature.hashes.back()) return std::nullopt;
      signature.hashes.push_back(value);
    }
    first = false;
  }
  if (signature.hashes.size() != std::min<std::size_t>(signature.shingles, Signature::kKept))
    return std::nullopt;
  return signature;
}

}  // namespace herald::ingest
