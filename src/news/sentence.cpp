#include "news/sentence.h"

#include <algorithm>

#include "base/check.h"

namespace herald::news {
namespace {

/// Builds the sentence of tokens [first, end) without its white-space tokens.
Sentence cut(const ParsedText& parsed, std::uint32_t first, std::uint32_t end, std::uint32_t offset,
             bool in_title) {
  Sentence sentence;
  sentence.in_title = in_title;
  std::vector<std::uint32_t> place(end - first + 1, 0);  // old index - first -> tokens kept before it
  std::uint32_t kept = 0;
  for (std::uint32_t i = first; i < end; ++i) {
    place[i - first] = kept;
    if (parsed.tokens[i].pos != Pos::kSPACE) ++kept;
  }
  place[end - first] = kept;
  sentence.tokens.reserve(kept);
  for (std::uint32_t i = first; i < end; ++i) {
    if (parsed.tokens[i].pos == Pos::kSPACE) continue;
    Token token = parsed.tokens[i];
    std::uint32_t head = token.head;
    // A white-space token never governs anything that matters; pass through it to the real head.
    for (int guard = 0; guard < 8 && head >= first && head < end && parsed.tokens[head].pos == Pos::kSPACE;
         ++guard) {
      if (parsed.tokens[head].head == head) break;
      head = parsed.tokens[head].head;
    }
    const bool inside = head >= first && head < end && parsed.tokens[head].pos != Pos::kSPACE;
    token.head = inside ? place[head - first] : place[i - first];
    token.span.begin += offset, token.span.end += offset;
    sentence.tokens.push_back(std::move(token));
  }
  if (sentence.tokens.empty()) return sentence;
  sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
  for (const Entity& entity : parsed.entities) {
    if (entity.first < first || entity.end > end) continue;
    const std::uint32_t begin = place[entity.first - first];
    const std::uint32_t past = place[entity.end - first];
    if (begin < past) sentence.entities.push_back({begin, past, entity.label});
  }
  sentence.link();
  return sentence;
}

}  // namespace

void Sentence::link() {
  const std::uint32_t n = static_cast<std::uint32_t>(tokens.size());
  children.assign(n, {});
  root = 0;
  bool rooted = false;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (tokens[i].head >= n) tokens[i].head = i;
    if (tokens[i].head != i) {
      children[tokens[i].head].push_back(i);
    } else if (!rooted) {
      root = i, rooted = true;
    }
  }
}

std::uint32_t Sentence::left_edge(std::uint32_t token) const {
  std::uint32_t edge = token;
  for (std::size_t guard = 0; guard < tokens.size(); ++guard) {
    if (children[edge].empty() || children[edge].front() >= edge) return edge;
    edge = children[edge].front();
  }
  return edge;
}

std::uint32_t Sentence::right_edge(std::uint32_t token) const {
  std::uint32_t edge = token;
  for (std::size_t guard = 0; guard < tokens.size(); ++guard) {
    if (children[edge].empty() || children[edge].back() <= edge) return edge;
    edge = children[edge].back();
  }
  return edge;
}

std::int32_t Sentence::child(std::uint32_t token, Dep dep) const {
  for (const std::uint32_t c : children[token]) {
    if (tokens[c].dep == dep) return static_cast<std::int32_t>(c);
  }
  return -1;
}

std::vector<Sentence> split_sentences(const ParsedText& parsed, std::uint32_t offset, bool in_title) {
  std::vector<Sentence> sentences;
  const std::uint32_t n = static_cast<std::uint32_t>(parsed.tokens.size());
  for (std::uint32_t first = 0; first < n;) {
    std::uint32_t end = first + 1;
    while (end < n && !parsed.tokens[end].sentence_start) ++end;
    Sentence sentence = cut(parsed, first, end, offset, in_title);
    if (!sentence.tokens.empty()) sentences.push_back(std::move(sentence));
    first = end;
  }
  return sentences;
}

}  // namespace herald::news
