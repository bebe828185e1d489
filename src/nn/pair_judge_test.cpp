// The judge against a plain reference in doubles, and the bytes of its verdicts on every instruction set.
#include "nn/pair_judge.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "../../tests/support/hand_made_judge.h"
#include "base/file.h"
#include "nn/int8_dot.h"
#include "nn/kernels.h"

namespace herald::nn {
namespace {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

// ---- the reference: what tools/judge/net.py says, one number at a time ----

Row quantised(const Row& x, double& scale) {
  double most = 0;
  for (const double value : x) most = std::max(most, std::fabs(value));
  scale = most == 0 ? 1 : most / 127;
  Row q;
  for (const double value : x) q.push_back(std::nearbyint(value / scale));
  return q;
}

Row dense(const Int8Layer& layer, const Row& x) {
  double scale = 0;
  const Row q = quantised(x, scale);
  Row y;
  for (std::size_t o = 0; o < layer.outputs; ++o) {
    double sum = 0;
    for (std::size_t i = 0; i < layer.inputs; ++i) sum += q[i] * layer.weights[o * layer.inputs + i];
    y.push_back(sum * scale * double{layer.scale[o]} + double{layer.bias[o]});
  }
  return y;
}

Row dense(const FloatLayer& layer, const Row& x) {
  Row y;
  for (std::size_t o = 0; o < layer.outputs; ++o) {
    double sum = double{layer.bias[o]};
    for (std::size_t i = 0; i < layer.inputs; ++i) sum += x[i] * double{layer.weights[o * layer.inputs + i]};
    y.push_back(sum);
  }
  return y;
}

Row softmax(Row x, double factor) {
  double sum = 0;
  for (double& value : x) sum += value = std::exp(value * factor);
  for (double& value : x) value /= sum;
  return x;
}

Row normed(const Row& a, const Row& b, const LayerNorm& norm) {
  const auto n = static_cast<double>(a.size());
  Row x;
  double mean = 0;
  double variance = 0;
  for (std::size_t i = 0; i < a.size(); ++i) x.push_back(a[i] + b[i]), mean += x[i] / n;
  for (double& value : x) value -= mean, variance += value * value / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = x[i] / std::sqrt(variance + double{norm.epsilon}) * double{norm.gain[i]} + double{norm.shift[i]};
  }
  return x;
}

Rows attended(const JudgeFile& judge, const JudgeLayer& layer, const Rows& x) {
  const std::size_t size = judge.width / judge.heads;
  Rows query, key, value, out;
  for (const Row& row : x) {
    query.push_back(dense(layer.query, row));
    key.push_back(dense(layer.key, row));
    value.push_back(dense(layer.value, row));
    out.emplace_back(judge.width);
  }
  for (std::size_t head = 0; head < judge.heads; ++head) {
    for (std::size_t r = 0; r < x.size(); ++r) {
      Row scores;
      for (std::size_t k = 0; k < x.size(); ++k) {
        double sum = 0;
        for (std::size_t i = head * size; i < (head + 1) * size; ++i) sum += query[r][i] * key[k][i];
        scores.push_back(sum);
      }
      scores = softmax(scores, 1 / std::sqrt(static_cast<double>(size)));
      for (std::size_t i = head * size; i < (head + 1) * size; ++i) {
        for (std::size_t k = 0; k < x.size(); ++k) out[r][i] += scores[k] * value[k][i];
      }
    }
  }
  return out;
}

/// Probabilities of the types.
Row reference(const JudgeFile& judge, const MarkedPair& pair) {
  PairScratch scratch;
  PairInput input;
  add_pair(judge, pair, scratch, input);
  Rows x;
  for (std::size_t p = 0; p < input.ids.size(); ++p) {
    Row word, position;
    for (std::size_t i = 0; i < judge.width; ++i) {
      const std::size_t id = input.ids[p];
      word.push_back(judge.words[id * judge.width + i] * double{judge.word_scale[id]});
      position.push_back(double{judge.position[p * judge.width + i]});
    }
    x.push_back(normed(word, position, judge.embed_norm));
  }
  for (const JudgeLayer& layer : judge.layers) {
    const Rows context = attended(judge, layer, x);
    for (std::size_t r = 0; r < x.size(); ++r) {
      x[r] = normed(x[r], dense(layer.output, context[r]), layer.norm1);
      Row inner = dense(layer.up, x[r]);
      for (double& value : inner) value *= (1 + std::erf(value / std::sqrt(2.0))) / 2;
      x[r] = normed(x[r], dense(layer.down, inner), layer.norm2);
    }
  }
  Row pooled;
  for (const Role role : {Role::kNone, Role::kSource, Role::kTarget}) {
    Row mean(judge.width);
    double count = 0;
    for (std::size_t r = 0; r < x.size(); ++r) count += role == Role::kNone || input.roles[r] == role;
    for (std::size_t r = 0; r < x.size(); ++r) {
      if (role != Role::kNone && input.roles[r] != role) continue;
      for (std::size_t i = 0; i < judge.width; ++i) mean[i] += x[r][i] / count;
    }
    pooled.insert(pooled.end(), mean.begin(), mean.end());
  }
  Row hidden = dense(judge.dense, pooled);
  for (double& value : hidden) value = std::tanh(value);
  return softmax(dense(judge.type.output, hidden), 1 / double{judge.type.temperature});
}

// ---- tests ----

std::string written(const test::HandMadeJudge& made) {
  const std::string path = ::testing::TempDir() + "pair_judge_test_" + std::to_string(::getpid()) + ".herald";
  EXPECT_TRUE(base::write_file_atomic(path, made.bytes()));
  return path;
}

struct Sentence {
  std::string text;
  std::vector<ByteSpan> source, target;
};

std::vector<Sentence> sentences() {
  std::vector<Sentence> out = {{"", {}, {}},
                               {"Kenya accused Chad.", {{0, 5}}, {{14, 18}}},
                               {"Kenya accused Chad.", {{14, 18}}, {{0, 5}}},
                               {"the president of Kenya said a b c d e f a b c d e f", {{0, 13}}, {{17, 22}}},
                               {"a b \xFF c", {{2, 3}}, {}},
                               {"\u00E9\u00E9\u00E9 Chad, Kenya", {}, {{7, 11}, {13, 18}}}};
  for (int i = 0; i < 20; ++i) {
    Sentence more = out[1];
    for (int k = 0; k < i; ++k) more.text += " " + std::string(1, static_cast<char>('a' + (i * k) % 6));
    out.push_back(more);
  }
  return out;
}

std::vector<MarkedPair> pairs_of(const std::vector<Sentence>& sentences) {
  std::vector<MarkedPair> out;
  for (const Sentence& one : sentences) out.push_back({one.text, one.source, one.target});
  return out;
}

/// All probabilities of a batch, one after another.
std::vector<float> flat(const PairJudge::Workspace& work, std::size_t count) {
  std::vector<float> out;
  for (std::size_t p = 0; p < count; ++p) {
    const PairJudge::Verdict verdict = work.verdict(p);
    for (const auto& head : {verdict.type, verdict.mode, verdict.modality}) {
      out.insert(out.end(), head.begin(), head.end());
    }
  }
  return out;
}

TEST(PairJudge, JudgesAsThePlainReference) {
  for (const char* masking : {"none", "placeholder"}) {
    test::HandMadeJudge made;
    made.masking = masking;
    const auto judge = PairJudge::open(written(made));
    ASSERT_TRUE(judge) << judge.error().text();
    const std::vector<Sentence> texts = sentences();
    const std::vector<MarkedPair> pairs = pairs_of(texts);
    PairJudge::Workspace work;
    judge->judge(pairs, work);
    double least = 1;
    double most = 0;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const Row expected = reference(judge->file(), pairs[p]);
      const PairJudge::Verdict verdict = work.verdict(p);
      ASSERT_EQ(verdict.type.size(), 3U);
      // A number on the border of two int8 steps may fall to either side.
      for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(verdict.type[c], expected[c], 0.01) << texts[p].text;
      float sum = 0;
      for (const float value : verdict.mode) sum += value;
      EXPECT_NEAR(sum, 1, 1e-6);
      least = std::min(least, expected[0]);
      most = std::max(most, expected[0]);
    }
    EXPECT_GT(most - least, 0.1) << "the pairs are not told apart";
  }
}

TEST(PairJudge, SameBytesInAnyBatchOnEveryInstructionSet) {
  const auto judge = PairJudge::open(written({}));
  ASSERT_TRUE(judge) << judge.error().text();
  const std::vector<Sentence> texts = sentences();
  const std::vector<MarkedPair> pairs = pairs_of(texts);
  PairJudge::Workspace together;
  judge->judge(pairs, together);
  const std::vector<float> expected = flat(together, pairs.size());
  const auto expect_same = [&](const std::vector<float>& got) {
    ASSERT_EQ(got.size(), expected.size());
    EXPECT_EQ(std::memcmp(got.data(), expected.data(), got.size() * sizeof(float)), 0);
  };
  PairJudge::Workspace work;
  std::vector<float> alone;
  for (const MarkedPair& pair : pairs) {
    judge->judge({&pair, 1}, work);
    const std::vector<float> one = flat(work, 1);
    alone.insert(alone.end(), one.begin(), one.end());
  }
  expect_same(alone);
  for (const bool bytes : {true, false}) {
    allow_byte_dot(bytes);
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
      hwy::SetSupportedTargetsForTest(rest & -rest);
      SCOPED_TRACE(instruction_set());
      judge->judge(pairs, work);
      if (fused_multiply_add()) expect_same(flat(work, pairs.size()));
      hwy::SetSupportedTargetsForTest(0);
    }
  }
  allow_byte_dot(true);
  judge->judge({}, work);
}

TEST(PairJudge, SaysWhatIsWrong) {
  const auto judge = PairJudge::open("/nowhere/judge.herald");
  ASSERT_FALSE(judge);
  EXPECT_EQ(judge.error().place, "/nowhere/judge.herald");
}

}  // namespace
}  // namespace herald::nn
