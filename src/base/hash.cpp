#include "base/hash.h"

#include <openssl/evp.h>

#include <cstring>

#include "base/check.h"

namespace herald::base {
namespace {

std::uint64_t load64(const char* p) {
  std::uint64_t v;
  std::memcpy(&v, p, 8);
  return v;
}

std::uint64_t rotl(std::uint64_t v, int r) {
  return (v << r) | (v >> (64 - r));
}

std::uint64_t fmix(std::uint64_t k) {
  k ^= k >> 33;
  k *= 0xff51afd7ed558ccdULL;
  k ^= k >> 33;
  k *= 0xc4ceb9fe1a85ec53ULL;
  return k ^ (k >> 33);
}

}  // namespace

std::uint64_t murmur64(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t m = 0xc6a4a7935bd1e995ULL;
  std::uint64_t h = seed ^ (bytes.size() * m);
  const std::size_t blocks = bytes.size() / 8;
  for (std::size_t i = 0; i < blocks; ++i) {
    std::uint64_t k = load64(bytes.data() + i * 8);
    k *= m, k ^= k >> 47, k *= m;
    h ^= k, h *= m;
  }
  const std::size_t rest = bytes.size() & 7;
  if (rest) {
    for (std::size_t i = rest; i-- > 0;) {
      h ^= std::uint64_t{static_cast<unsigned char>(bytes[blocks * 8 + i])} << (8 * i);
    }
    h *= m;
  }
  h ^= h >> 47, h *= m;
  return h ^ (h >> 47);
}

std::array<std::uint32_t, 4> murmur128_keys(std::uint64_t value, std::uint32_t seed) {
  // The general function for a length of 8: no full block, all eight bytes in the tail of k1.
  std::uint64_t h1 = seed, h2 = seed;
  std::uint64_t k1 = value;
  k1 *= 0x87c37b91114253d5ULL;
  k1 = rotl(k1, 31);
  k1 *= 0x4cf5ad432745937fULL;
  h1 ^= k1;
  h1 ^= 8, h2 ^= 8;
  h1 += h2, h2 += h1;
  h1 = fmix(h1), h2 = fmix(h2);
  h1 += h2, h2 += h1;
  return {static_cast<std::uint32_t>(h1), static_cast<std::uint32_t>(h1 >> 32),
          static_cast<std::uint32_t>(h2), static_cast<std::uint32_t>(h2 >> 32)};
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const int ok = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  check(ok == 1 && size == 32, "SHA-256 available");
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i) {
    out += kHex[digest[i] >> 4];
    out += kHex[digest[i] & 15];
  }
  return out;
}

std::string content_id(std::string_view prefix, std::string_view bytes) {
  return std::string(prefix) + sha256_hex(bytes).substr(0, 16);
}

}  // namespace herald::base
