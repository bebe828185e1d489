// What grammar alone tells of a marked pair, where no line of the codebook need fit: done together ("A and B
// patrolled …"), or said by one of the other ("A said B had …", "unless B …, A warned").
//
//   for (Act& act : pair_readings(book, cast, sources, targets)) …
//
// Weak readings: whatever the codebook finds between the two counts first. Pure function; thread safe.
#pragma once

#include <cstdint>
#include <vector>

#include "coder/interpreter.h"

namespace herald::coder {

/// `sources` and `targets` are the heads of the marks; `known` the acts that were found in the sentence.
std::vector<Act> pair_readings(const lexicon::Codebook& book, const Cast& cast,
                               const std::vector<std::uint32_t>& sources,
                               const std::vector<std::uint32_t>& targets, const std::vector<Act>& known);

}  // namespace herald::coder
