// The 64-bit number spaCy knows a string by; embeddings and lookup tables are keyed by it.
//
//   string_id("Freedonia")   // MurmurHash64A(utf8, seed 1)
//   string_id("X")           // 101: one of 457 names that are numbered by hand
//
// Source: spacy/strings.pyx and spacy/symbols.pxd of spaCy 3.8. Pure function, thread safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace herald::lang {

/// 0 for the empty string.
std::uint64_t string_id(std::string_view text);

}  // namespace herald::lang
