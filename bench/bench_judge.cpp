// Pairs a second of the judge on one pinned core, in processor time.
//
//   bench_judge JUDGE [--rounds 3] [--core 0] [--pairs 512] [--pieces 25] [--set NAME] [--expect HASH]
//
// Sentences of --pieces pieces each ([CLS], [SEP] and marks counted) are made of a few words, the same ones
// every time. --set takes a lesser instruction set: "words" for no byte products, "AVX2" for that without
// byte products. Every round must give the same probabilities (their hash is printed), the first pairs the
// same when judged alone, and the hash must be that of --expect when given. The hash is that of the file,
// pairs and pieces on every instruction set with fused multiply-add.
#include <hwy/targets.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "bench_support.h"
#include "nn/int8_dot.h"
#include "nn/kernels.h"
#include "nn/pair_judge.h"

namespace {

namespace nn = herald::nn;
using herald::bench::processor_seconds;

struct Options {
  std::string judge;
  std::string set;
  std::string expect;
  int rounds = 3;
  int core = 0;
  int pairs = 512;
  int pieces = 25;
};

struct Sentence {
  std::string text;
  nn::ByteSpan source, target;
  nn::MarkedPair pair() const { return {text, {&source, 1}, {&target, 1}}; }
};

/// A sentence of at least `pieces` pieces, of one more where the last word has two.
Sentence sentence_of(const nn::JudgeFile& judge, std::size_t seed, std::size_t pieces) {
  static constexpr const char* kWords[] = {
      "the",   "prime", "minister", "of",  "visited", "on",  "border", "troops",  "said", "Tuesday",
      "after", "talks", "with",     "its", "foreign", "aid", "would",  "protest", "and",  "ceasefire"};
  Sentence out;
  out.text = "Kenya accused Somalia";
  out.source = {0, 5};
  out.target = {14, 21};
  nn::PairScratch scratch;
  nn::PairInput input;
  for (std::size_t i = seed; input.ids.size() < pieces; i = i * 31 + 7) {
    input.ids.clear();
    out.text += ' ';
    out.text += kWords[i / 8 % std::size(kWords)];
    nn::add_pair(judge, out.pair(), scratch, input);
  }
  return out;
}

std::uint64_t add_to_hash(std::uint64_t hash, std::span<const float> values) {
  return herald::base::murmur64({reinterpret_cast<const char*>(values.data()), values.size_bytes()}, hash);
}

std::string answer_of(const nn::PairJudge::Workspace& work, std::size_t count) {
  std::uint64_t hash = 0;
  for (std::size_t p = 0; p < count; ++p) {
    const nn::PairJudge::Verdict verdict = work.verdict(p);
    for (const auto& head : {verdict.type, verdict.mode, verdict.modality}) hash = add_to_hash(hash, head);
  }
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(hash));
  return hex;
}

/// Whether the first pairs, judged one by one, are judged as they were in the batch.
bool alone_as_together(const nn::PairJudge& judge, const std::vector<nn::MarkedPair>& pairs,
                       const nn::PairJudge::Workspace& together) {
  nn::PairJudge::Workspace alone;
  for (std::size_t p = 0; p < std::min<std::size_t>(pairs.size(), 5); ++p) {
    judge.judge({&pairs[p], 1}, alone);
    const std::span<const float> a = alone.verdict(0).type;
    const std::span<const float> b = together.verdict(p).type;
    if (std::memcmp(a.data(), b.data(), a.size_bytes()) != 0) return false;
  }
  return true;
}

int run_rounds(const Options& options, const nn::PairJudge& judge) {
  std::vector<Sentence> sentences;
  for (int p = 0; p < options.pairs; ++p) {
    sentences.push_back(
        sentence_of(judge.file(), static_cast<std::size_t>(p), static_cast<std::size_t>(options.pieces)));
  }
  std::vector<nn::MarkedPair> pairs;
  for (const Sentence& sentence : sentences) pairs.push_back(sentence.pair());
  nn::PairJudge::Workspace work;
  std::string first;
  for (int round = 0; round < options.rounds; ++round) {
    const double start = processor_seconds();
    judge.judge(pairs, work);
    const double seconds = processor_seconds() - start;
    const std::string answer = answer_of(work, pairs.size());
    if (round == 0) first = answer;
    std::printf("round %d: %zu pairs of %d pieces, %.3f s, %.0f pairs/s\n", round + 1, pairs.size(),
                options.pieces, seconds, static_cast<double>(pairs.size()) / seconds);
    if (answer != first) {
      std::fprintf(stderr, "the answer changed: %s, then %s\n", first.c_str(), answer.c_str());
      return 1;
    }
  }
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("answer %s, %.1f MB at most in memory\n", first.c_str(),
              static_cast<double>(used.ru_maxrss) / 1024);
  if (!alone_as_together(judge, pairs, work)) {
    std::fprintf(stderr, "pairs judged alone get another answer\n");
    return 1;
  }
  if (!options.expect.empty() && options.expect != first) {
    std::fprintf(stderr, "expected %s\n", options.expect.c_str());
    return 1;
  }
  return 0;
}

int run(const Options& options) {
  herald::bench::pin_to(options.core);
  if (!options.set.empty()) nn::allow_byte_dot(false);
  if (options.set == "AVX2") hwy::SetSupportedTargetsForTest(HWY_AVX2);
  const auto start = std::chrono::steady_clock::now();
  const double worked_before = processor_seconds();
  const herald::base::Result<nn::PairJudge> judge = nn::PairJudge::open(options.judge);
  const double opened = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double worked = processor_seconds() - worked_before;
  if (!judge) {
    std::fprintf(stderr, "%s\n", judge.error().text().c_str());
    return 1;
  }
  std::printf("judge %s, %s, products by %s, opened in %.1f ms (%.1f ms of processor time)\n",
              judge->file().fingerprint.c_str(), nn::instruction_set(), nn::dot_instructions(), opened * 1e3,
              worked * 1e3);
  return run_rounds(options, *judge);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const bool more = i + 1 < argc;
    if (flag == "--rounds" && more) {
      options.rounds = std::atoi(argv[++i]);
    } else if (flag == "--core" && more) {
      options.core = std::atoi(argv[++i]);
    } else if (flag == "--pairs" && more) {
      options.pairs = std::atoi(argv[++i]);
    } else if (flag == "--pieces" && more) {
      options.pieces = std::atoi(argv[++i]);
    } else if (flag == "--set" && more) {
      options.set = argv[++i];
    } else if (flag == "--expect" && more) {
      options.expect = argv[++i];
    } else {
      paths.emplace_back(flag);
    }
  }
  const bool good_set = options.set.empty() || options.set == "words" || options.set == "AVX2";
  if (paths.size() != 1 || options.rounds < 1 || options.core < 0 || options.pairs < 1 ||
      options.pieces < 10 || options.pieces > 120 || !good_set) {
    std::fprintf(
        stderr,
        "usage: bench_judge JUDGE [--rounds N] [--core N] [--pairs N] [--pieces 10..120] [--set words|AVX2] "
        "[--expect HASH]\n");
    return 2;
  }
  options.judge = paths[0];
  return run(options);
}
