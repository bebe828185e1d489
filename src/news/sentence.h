// Parsed text: tokens with their place in the dependency tree, entities, sentences.
// Plain values; safe to share between threads once built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "news/labels.h"

namespace herald::news {

/// Bytes [begin, end) of the UTF-8 text they belong to.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin == end; }
  bool covers(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
};

inline std::string_view text_of(std::string_view text, const Span& span) {
  return text.substr(span.begin, span.end - span.begin);
}

struct Token {
  Span span;
  std::uint32_t head = 0;  ///< index of the head; a root is its own head
  Tag tag = Tag::kNone;
  Pos pos = Pos::kNone;
  Dep dep = Dep::kNone;
  bool space_after = false;  ///< exactly one U+0020 follows
  bool sentence_start = false;
  std::string lemma;
};

/// A named entity over tokens [first, end).
struct Entity {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  EntityLabel label = EntityLabel::kNone;
};

/// What the parser makes of one text as a whole; token indices run over the whole text.
struct ParsedText {
  std::vector<Token> tokens;
  std::vector<Entity> entities;
};

/// One sentence: token heads and entity bounds are indices within it, spans stay offsets into the
/// article's text (or title, when `in_title`).
struct Sentence {
  bool in_title = false;
  Span span;
  std::vector<Token> tokens;
  std::vector<Entity> entities;

  /// Children of every token in text order, and which token is the root; built by link().
  std::vector<std::vector<std::uint32_t>> children;
  std::uint32_t root = 0;

  /// Fills `children` and `root` from the heads. A head outside the sentence makes its token a root.
  void link();
  /// First and last token of the subtree of `token` (inclusive), assuming children are linked.
  std::uint32_t left_edge(std::uint32_t token) const;
  std::uint32_t right_edge(std::uint32_t token) const;
  /// First child of `token` with that label, or -1.
  std::int32_t child(std::uint32_t token, Dep dep) const;
};

/// Cuts a parsed text into sentences, dropping white-space tokens (their children move to the head).
/// `offset` is added to all spans.
std::vector<Sentence> split_sentences(const ParsedText& parsed, std::uint32_t offset, bool in_title);

}  // namespace herald::news
