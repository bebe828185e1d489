// What the codebook's evidence and the judge say together of one marked pair.
//
//   Result<Weights> weights = read_weights(folder + "/judge_weights.tsv");
//   Weighed best = weigh(*weights, Ontology::kPlover, views, classes, probabilities, false);
//
// A linear layer of named features over both, its weights in a table that can be read. Values and pure
// functions; thread safe.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "coder/relate.h"

namespace herald::coder {

/// What is looked at. Of the foremost evidence its fit, how loosely it was read, its rank and lead; of the
/// others whether they speak for a class at all; of NONE what stands against it.
enum class Feature : std::uint8_t {
  kJudge,  ///< log probability of the class
  kBoth,
  kReversed,
  kOneSide,
  kOnPath,
  kInSentence,
  kPrior,
  kSlack0,
  kSlack1,
  kSlack2,
  kSlack3,
  kWeight,
  kScore,
  kReciprocal,
  kGrammarOnly,
  kLead,
  kAlso,
  kAlsoBehind,
  kAlsoBoth,
  kNoneWithoutEvidence,
  kNone,
  kNoneBoth,
  kNoneReversed,
  kNoneOneSide,
  kNoneOnPath,
  kNoneInSentence,
  kNonePrior,
  kCount
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);
/// "judge", "both", …, as the table has it.
std::string_view name(Feature feature);

/// The two namings of types that answers can be given in.
enum class Ontology : std::uint8_t { kPlover, kPlover2018, kCount };

struct Weights {
  std::array<std::array<double, kFeatures>, static_cast<std::size_t>(Ontology::kCount)> of{};
  std::string fingerprint;  ///< of the table read; empty when none was
};

/// A table of feature, weight for PLOVER, weight for the older ontology; '#' begins a remark. Every feature
/// must stand in it once. An error has file and line.
base::Result<Weights> read_weights(const std::string& path);

/// The class an evidence speaks for, in the ontology asked for, beside the evidence itself.
struct View {
  const Evidence* evidence = nullptr;
  std::string_view answer;
};

struct Weighed {
  std::size_t answer = 0;  ///< index into `classes`
  double probability = 0;
  double none = 0;                         ///< probability of NONE before it was ruled out
  const Evidence* evidence = nullptr;      ///< the foremost one that speaks for the answer, or nullptr
  std::vector<double> probabilities = {};  ///< of all classes
};

/// `views` the best first; `probabilities` are the judge's, of `classes`. Unless `may_be_none`, NONE is ruled
/// out.
Weighed weigh(const Weights& weights, Ontology ontology, std::span<const View> views,
              std::span<const std::string> classes, std::span<const float> probabilities, bool may_be_none);

}  // namespace herald::coder
