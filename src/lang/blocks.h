// Where one text ends and the next begins: paragraphs, headings and datelines, so that no sentence runs
// across. Pure functions, thread safe.
#pragma once

#include <string_view>
#include <vector>

#include "news/sentence.h"

namespace herald::lang {

/// The stretches of `text` to be parsed one by one: paragraphs (between blank lines, or after a line that
/// ends a sentence or a heading), without the spans in `left_out` (sorted). No span is empty or begins or
/// ends in white space.
std::vector<news::Span> text_blocks(std::string_view text, const std::vector<news::Span>& left_out);

}  // namespace herald::lang
