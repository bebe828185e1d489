// The judge's part in coding: a marked pair of a text is shown to it, and what it says is read as type, mode
// and modality in our own terms.
//
//   Judging judging(*engine_judge, workspace);
//   judging.ask(text, pair);
//   judging.probabilities(Ontology::kPlover)       // of judging.classes(Ontology::kPlover)
//
// One a question and thread; judge and workspace must outlive it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coder/relate.h"
#include "coder/weigh.h"
#include "nn/pair_judge.h"

namespace herald::coder {

class Judging {
 public:
  Judging(const nn::PairJudge& judge, nn::PairJudge::Workspace& work) : judge_(judge), work_(work) {}

  /// Shows the judge one pair of `text`, spans in bytes of it.
  void ask(std::string_view text, const MarkedPair& pair);
  /// Shows it many pairs at once, which is faster; `texts` and `pairs` are of one length.
  void ask(std::span<const std::string_view> texts, std::span<const MarkedPair> pairs);

  /// Whether it can answer in that ontology.
  bool knows(Ontology ontology) const;
  std::span<const std::string> classes(Ontology ontology) const;
  /// Of pair `which` of the last question.
  std::span<const float> probabilities(Ontology ontology, std::size_t which = 0) const;
  /// The most probable mode among those of `type`; empty for none.
  std::string mode(news::EventType type, std::size_t which = 0) const;
  news::Modality modality(std::size_t which = 0) const;

 private:
  const nn::PairJudge& judge_;
  nn::PairJudge::Workspace& work_;
};

}  // namespace herald::coder
