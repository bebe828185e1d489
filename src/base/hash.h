// Hashes: MurmurHash (Austin Appleby, public domain) as spaCy uses it for string ids and embedding rows,
// and SHA-256 for digests of files and stable ids. Pure functions, thread safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace herald::base {

/// MurmurHash64A. spaCy's string ids are murmur64(utf8, 1).
std::uint64_t murmur64(std::string_view bytes, std::uint64_t seed);

/// MurmurHash3_x64_128 of one 64-bit little-endian value, split into four 32-bit keys (low and high half of
/// h1, low and high half of h2): the four embedding rows of a feature id in thinc's HashEmbed.
std::array<std::uint32_t, 4> murmur128_keys(std::uint64_t value, std::uint32_t seed);

/// Lower-case hexadecimal SHA-256, 64 characters.
std::string sha256_hex(std::string_view bytes);

/// A short stable id: `prefix` and the first 16 hexadecimal digits of the SHA-256 of `bytes`.
std::string content_id(std::string_view prefix, std::string_view bytes);

}  // namespace herald::base
