// The judge looks at what the codebook made of a sentence: it completes acts that lack a side, adds what
// holds between two actors and no pattern told, and takes back what it is sure is nothing of the kind.
//
//   SecondLook look(book, judge, workspace);
//   look.review(annotated, acts);          // acts[i] are those of sentence i
//
// One a thread; all arguments of the constructor must outlive it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "coder/interpreter.h"
#include "coder/judging.h"
#include "lexicon/codebook.h"
#include "news/report.h"

namespace herald::coder {

class SecondLook {
 public:
  SecondLook(const lexicon::Codebook& book, const nn::PairJudge& judge, nn::PairJudge::Workspace& work)
      : book_(book), judging_(judge, work) {}

  /// `acts` of every sentence of the article, those of the codebook, after the judge has seen the pairs in
  /// question. All are shown at once, which is faster.
  void review(const news::AnnotatedArticle& annotated, std::vector<std::vector<Act>>& acts);

 private:
  /// Two actors of the sentence whose pair is shown to the judge.
  struct Pair {
    const news::Mention* source = nullptr;
    const news::Mention* target = nullptr;
    bool coded = false;  ///< the codebook told an act from one to the other
  };
  std::vector<Pair> pairs_of(const news::AnnotatedArticle& annotated, std::uint32_t sentence,
                             const std::vector<Act>& acts) const;
  bool worth_asking(const news::Sentence& s, const Pair& pair) const;
  void ask(const news::AnnotatedArticle& annotated, const std::vector<std::vector<Pair>>& pairs);
  void settle(const news::AnnotatedArticle& annotated, std::uint32_t sentence, const std::vector<Pair>& pairs,
              std::size_t first, std::vector<Act>& acts) const;
  void take_back(const Pair& pair, std::size_t which, std::vector<Act>& acts) const;
  void add(const news::AnnotatedArticle& annotated, std::uint32_t sentence, const Pair& pair,
           std::size_t which, std::vector<Act>& acts) const;
  std::uint32_t trigger_of(const news::Sentence& s, const Pair& pair, news::EventType type) const;
  double probability(std::size_t which, news::EventType type) const;

  const lexicon::Codebook& book_;
  Judging judging_;
};

}  // namespace herald::coder
