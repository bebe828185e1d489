#include "nn/pair_input.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "base/text.h"
#include "base/unicode.h"

namespace herald::nn {
namespace {

using Claim = PairScratch::Claim;

/// `at` or, inside a character, where that begins.
std::size_t character_front(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  for (std::size_t back = 1; back < 4 && back <= at; ++back) {
    const base::CodePoint point = base::decode_utf8(text, at - back);
    if (point.size > back) return at - back;
  }
  return at;
}

void add_claims(std::string_view text, std::span<const ByteSpan> spans, Role role,
                std::vector<Claim>& claims) {
  for (const ByteSpan& span : spans) {
    const std::size_t begin = character_front(text, span.begin);
    const std::size_t end = character_front(text, span.end);
    if (begin >= end) continue;
    claims.push_back({base::count_code_points(text.substr(begin, end - begin)), begin, role, end});
  }
}

/// Moves the edges of a run over white space; it may become empty.
void trim(std::string_view text, Claim& run) {
  std::size_t first = run.end;
  std::size_t last = run.begin;
  for (std::size_t at = run.begin; at < run.end;) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (!base::is_space(point.value)) {
      first = std::min(first, at);
      last = at + point.size;
    }
    at += point.size;
  }
  run.begin = first;
  run.end = last;
}

/// Rule 1: scratch.runs, in the order of the text.
void find_runs(const MarkedPair& pair, PairScratch& scratch) {
  scratch.claims.clear();
  scratch.edges.clear();
  scratch.runs.clear();
  add_claims(pair.text, pair.source, Role::kSource, scratch.claims);
  add_claims(pair.text, pair.target, Role::kTarget, scratch.claims);
  std::sort(scratch.claims.begin(), scratch.claims.end());
  for (const Claim& claim : scratch.claims) {
    scratch.edges.push_back(claim.begin);
    scratch.edges.push_back(claim.end);
  }
  std::sort(scratch.edges.begin(), scratch.edges.end());
  const Claim* before = nullptr;
  for (std::size_t e = 0; e + 1 < scratch.edges.size(); ++e) {
    const std::size_t begin = scratch.edges[e];
    const std::size_t end = scratch.edges[e + 1];
    if (begin == end) continue;
    const auto owner = std::find_if(scratch.claims.begin(), scratch.claims.end(), [&](const Claim& claim) {
      return claim.begin <= begin && end <= claim.end;
    });
    const Claim* const now = owner == scratch.claims.end() ? nullptr : &*owner;
    if (now != nullptr && before != nullptr && *now == *before) {
      scratch.runs.back().end = end;
    } else if (now != nullptr) {
      scratch.runs.push_back({0, begin, now->role, end});
    }
    before = now;
  }
  for (Claim& run : scratch.runs) trim(pair.text, run);
  std::erase_if(scratch.runs, [](const Claim& run) { return run.begin >= run.end; });
}

/// Rule 3: keeps at most `most` of the pieces from `first` on.
void cut_to_window(std::size_t first, std::size_t most, PairInput& out) {
  const std::size_t count = out.ids.size() - first;
  if (count <= most) return;
  const auto start = out.roles.begin() + static_cast<std::ptrdiff_t>(first);
  const auto marked = [](Role role) { return role != Role::kNone; };
  const auto found = std::find_if(start, out.roles.end(), marked);
  std::size_t left = static_cast<std::size_t>(found - start);  // pieces before the first mark
  std::size_t right = 0;                                       // and behind the last
  if (found == out.roles.end()) {
    left = 0;
    right = count;
  } else {
    while (!marked(out.roles[out.roles.size() - 1 - right])) ++right;
  }
  std::size_t begin = 0;
  std::size_t end = count;
  while (end - begin > most && left + right > 0) {
    if (left > right) {
      ++begin, --left;
    } else {
      --end, --right;
    }
  }
  const auto keep = [&](auto& all) {
    const auto at = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(first + i); };
    all.erase(at(end), all.end());
    if (end - begin > most) all.erase(at(begin + most / 2), at(end - most / 2));
    all.erase(at(0), at(begin));
  };
  keep(out.ids);
  keep(out.roles);
}

}  // namespace

void add_pair(const JudgeFile& judge, const MarkedPair& pair, PairScratch& scratch, PairInput& out) {
  base::check(pair.text.size() < std::numeric_limits<std::uint32_t>::max(), "a text below 4 GB");
  find_runs(pair, scratch);
  const auto add = [&](std::uint32_t id, Role role) {
    out.ids.push_back(id);
    out.roles.push_back(role);
  };
  const auto add_text = [&](std::size_t begin, std::size_t end, Role role) {
    scratch.pieces.clear();
    judge.pieces.cut(pair.text, begin, end, scratch.word, scratch.pieces);
    for (const Piece& piece : scratch.pieces) add(piece.id, role);
  };
  add(judge.begin_piece, Role::kNone);
  const std::size_t first = out.ids.size();
  std::size_t at = 0;
  for (const Claim& run : scratch.runs) {
    const std::uint32_t mark = run.role == Role::kSource ? judge.source_mark : judge.target_mark;
    add_text(at, run.begin, Role::kNone);
    add(mark, run.role);
    for (const std::uint32_t id : judge.placeholder) add(id, run.role);
    if (!judge.masked) add_text(run.begin, run.end, run.role);
    add(mark, run.role);
    at = run.end;
  }
  add_text(at, pair.text.size(), Role::kNone);
  cut_to_window(first, judge.positions - 2, out);
  add(judge.end_piece, Role::kNone);
}

}  // namespace herald::nn
