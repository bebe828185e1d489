// From a sentence with a source and a target to the pieces the judge reads.
//
//   "[CLS] @ placeholder @ invited # placeholder # . [SEP]"
//
// The rule, the same as the trainer's (tools/judge/inputs.py):
// 1. Where spans overlap, a character belongs to the shortest span that covers it (then the one that starts
// first,
//    then the source's). A span is what is left to it, as maximal runs, spaces trimmed, empty runs dropped.
// 2. The stretches between the runs and the runs themselves are cut into pieces one by one. Before and after
// each run
//    stands its role's mark as one piece. A masking judge reads the placeholder's pieces in place of the
//    run's.
// 3. At most positions - 2 pieces stand between [CLS] and [SEP]. If there are more, pieces go from the ends,
// one at a
//    time from the side that has more beyond the outermost mark (from the right when equal). When nothing is
//    left beyond the marks and it is still too long, the first and the last half of the stretch from the
//    first mark to the last stay. A sentence without marks keeps its beginning.
//
// Spans that reach beyond the text are cut to it, and edges inside a character go to its front. Total on any
// bytes; time is linear in the text and grows with the square of the number of spans. Pure; one Scratch a
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nn/judge_file.h"
#include "nn/word_piece.h"

namespace herald::nn {

/// Bytes [begin, end) of a text.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A sentence and the words in it that name who did something and whom it was done to; both may have several
/// spans, or none. A view.
struct MarkedPair {
  std::string_view text;
  std::span<const ByteSpan> source;
  std::span<const ByteSpan> target;
};

enum class Role : std::uint8_t { kNone, kSource, kTarget };

/// Pieces of one or more pairs, one after another.
struct PairInput {
  std::vector<std::uint32_t> ids;
  std::vector<Role> roles;  ///< of each piece; marks have their run's
};

struct PairScratch {
  struct Claim {
    std::size_t length = 0;  ///< characters
    std::size_t begin = 0;
    Role role = Role::kNone;
    std::size_t end = 0;
    auto operator<=>(const Claim&) const = default;
  };
  WordPiece::Scratch word;
  std::vector<Claim> claims;
  std::vector<std::size_t> edges;
  std::vector<Claim> runs;
  std::vector<Piece> pieces;
};

/// Appends the pieces of `pair`, [CLS] and [SEP] among them: 2 to judge.positions of them.
void add_pair(const JudgeFile& judge, const MarkedPair& pair, PairScratch& scratch, PairInput& out);

}  // namespace herald::nn
