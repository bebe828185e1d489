#include "coder/judging.h"

#include <algorithm>

#include "lexicon/codebook.h"

namespace herald::coder {
namespace {

std::vector<nn::ByteSpan> bytes_of(const std::vector<news::Span>& spans) {
  std::vector<nn::ByteSpan> out;
  for (const news::Span& span : spans) out.push_back({span.begin, span.end});
  return out;
}

}  // namespace

void Judging::ask(std::string_view text, const MarkedPair& pair) {
  ask(std::span(&text, 1), std::span(&pair, 1));
}

void Judging::ask(std::span<const std::string_view> texts, std::span<const MarkedPair> pairs) {
  std::vector<std::vector<nn::ByteSpan>> spans;
  spans.reserve(pairs.size() * 2);
  std::vector<nn::MarkedPair> questions;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    spans.push_back(bytes_of(pairs[i].source));
    const auto& source = spans.back();
    spans.push_back(bytes_of(pairs[i].target));
    questions.push_back({texts[i], source, spans.back()});
  }
  judge_.judge(questions, work_);
}

bool Judging::knows(Ontology ontology) const {
  return ontology == Ontology::kPlover || judge_.file().root2018.has_value();
}

std::span<const std::string> Judging::classes(Ontology ontology) const {
  return ontology == Ontology::kPlover ? judge_.file().type.classes : judge_.file().root2018->classes;
}

std::span<const float> Judging::probabilities(Ontology ontology, std::size_t which) const {
  const auto verdict = work_.verdict(which);
  return ontology == Ontology::kPlover ? verdict.type : verdict.root2018;
}

std::string Judging::mode(news::EventType type, std::size_t which) const {
  const std::vector<std::string>& names = judge_.file().mode.classes;
  const auto verdict = work_.verdict(which).mode;
  const auto modes = lexicon::modes_of(type);
  std::string best;
  float most = -1;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool none = names[i] == "none";
    if (!none && std::find(modes.begin(), modes.end(), names[i]) == modes.end()) continue;
    if (verdict[i] <= most) continue;
    most = verdict[i];
    best = none ? std::string() : names[i];
  }
  return best;
}

news::Modality Judging::modality(std::size_t which) const {
  const auto verdict = work_.verdict(which).modality;
  const auto best =
      static_cast<std::size_t>(std::max_element(verdict.begin(), verdict.end()) - verdict.begin());
  return news::modality_of(judge_.file().modality.classes[best]).value_or(news::Modality::kHappened);
}

}  // namespace herald::coder
