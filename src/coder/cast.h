// The actors of one sentence by token: who fills a slot that points at this noun.
// Built once a sentence; read-only afterwards.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "lexicon/codebook.h"
#include "news/report.h"

namespace herald::coder {

/// An actor in a slot. `indirect`: found inside the noun phrase ("a Turkish ship"), not as its head.
struct Fill {
  const news::Mention* mention = nullptr;
  bool indirect = false;
};

/// How far into a noun phrase an actor is looked for.
enum class Reach : std::uint8_t {
  kHead,   ///< what `code` needs: the head itself, and inside it only where that names who acts
  kPhrase  ///< what `relate` needs: anywhere in the phrase, since the actor is known to matter
};

class Cast {
 public:
  /// `annotated` and `book` must outlive the cast.
  Cast(const news::AnnotatedArticle& annotated, std::uint32_t sentence, const lexicon::Codebook& book,
       Reach reach = Reach::kHead);
  Cast(const Cast&) = delete;
  Cast& operator=(const Cast&) = delete;

  /// Actors a slot at `token` stands for. As a source, an actor inside the phrase counts only where the
  /// noun is its instrument ("Russian tanks"); as a target any possessor or adjective does.
  std::vector<Fill> at(std::uint32_t token, bool as_source) const;

  /// The mentions whose head is `token`: usually one; "Russian and Chinese troops" has two.
  std::vector<Fill> direct(std::uint32_t token) const;

  /// The adjectival mentions at `token` ("Turkish").
  std::vector<Fill> adjective(std::uint32_t token) const;

  /// The country of a place at `token` that is no actor there ("arrived in Chad"), or nothing.
  std::vector<Fill> place(std::uint32_t token) const;

  const news::Sentence& sentence() const { return sentence_; }

 private:
  void inside(std::uint32_t token, bool as_source, std::vector<Fill>& fills) const;
  void anywhere_in_phrase(std::uint32_t token, std::vector<Fill>& fills) const;

  const news::Sentence& sentence_;
  const lexicon::Codebook& book_;
  std::vector<std::vector<const news::Mention*>> by_head_;
  Reach reach_ = Reach::kHead;
  std::deque<news::Mention> places_;  ///< made of places; their addresses stay
};

}  // namespace herald::coder
