// The judge: what a sentence says that its source did to its target.
//
//   Result<PairJudge> judge = PairJudge::open("judge.herald");
//   PairJudge::Workspace work;
//   const ByteSpan kenya{0, 5}, chad{14, 18};
//   const MarkedPair pairs[] = {{"Kenya accused Chad.", {&kenya, 1}, {&chad, 1}}};
//   judge->judge(pairs, work);
//   work.verdict(0).type[2];        // probability of judge->file().type.classes[2]
//
// Give it many pairs at once: weights are read once for about a hundred pieces. The verdict on a pair has the
// same bytes whatever else is in the batch, and on AVX2, AVX-512 and NEON. Total on any text and spans
// (pair_input.h). Immutable and safe to share, with one Workspace a thread; nothing is allocated once that
// has seen a batch as large.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "nn/judge_file.h"
#include "nn/linear.h"
#include "nn/pair_input.h"
#include "nn/text_encoder.h"

namespace herald::nn {

class PairJudge {
 public:
  /// Probabilities in the order of the classes of each head, with its temperature; each adds up to 1.
  struct Verdict {
    std::span<const float> type;
    std::span<const float> mode;
    std::span<const float> modality;
    std::span<const float> root2018;  ///< empty for a judge without that head
  };

  class Workspace {
   public:
    /// On pair `which` of the last batch; valid until the next.
    Verdict verdict(std::size_t which) const;

   private:
    friend class PairJudge;
    struct Answers {
      std::vector<float> values;  ///< pairs x stride
      std::size_t count = 0;
      std::size_t stride = 0;
      std::span<const float> row(std::size_t which) const { return {values.data() + which * stride, count}; }
    };
    PairScratch scratch_;
    PairInput input_;
    std::vector<std::size_t> ends_;
    TextEncoder::Workspace encoder_;
    std::vector<const float*> chosen_;
    std::vector<float> pooled_, hidden_;
    Answers type_, mode_, modality_, root2018_;
  };

  /// Opens and packs a judge's file (JudgeFile says what can be wrong); about 40 MB of memory for six layers
  /// of 384.
  static base::Result<PairJudge> open(const std::string& path);

  /// Judges all pairs; the verdicts are in `work`.
  void judge(std::span<const MarkedPair> pairs, Workspace& work) const;
  const JudgeFile& file() const { return *file_; }

 private:
  /// A dense layer with memory of its own.
  struct Dense {
    std::vector<float> weights;
    std::vector<float> bias;
    Linear view;
  };
  static Dense packed(const FloatLayer& layer);
  void judge_some(std::size_t first, Workspace& work) const;
  void pool(const float* rows, std::size_t text, Workspace& work) const;
  void answer(const JudgeHead& head, const Dense& dense, std::size_t first, Workspace& work,
              Workspace::Answers& out) const;

  std::unique_ptr<JudgeFile> file_;  ///< at one place, since the encoder looks at it
  TextEncoder encoder_;
  Dense dense_, type_, mode_, modality_, root2018_;
};

}  // namespace herald::nn
