// Tokens a second of the whole pipeline on one pinned core, in processor time (so that other work on the
// machine counts as little as it can; on an idle one it is the time that passes).
//
//   bench_parse MODEL TEXTS [--rounds 3] [--core 0] [--expect TOKENS:HASH]
//
// TEXTS is JSON Lines with "text", or plain text cut at empty lines. The first round starts cold. Every round
// must give the same tokens, tree, entities and lemmas (their hash is printed), and those of --expect when
// given.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "bench_support.h"
#include "lang/parse_json.h"
#include "lang/pipeline.h"
#include "nn/kernels.h"

namespace {

using herald::base::Result;
using herald::bench::pin_to;
using herald::bench::processor_seconds;

struct Options {
  std::string model;
  std::string texts;
  std::string expect;
  int rounds = 3;
  int core = 0;
};

struct Answer {
  std::size_t tokens = 0;
  std::uint64_t hash = 0;
  bool operator==(const Answer&) const = default;
};

std::string spell(const Answer& answer) {
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(answer.hash));
  return std::to_string(answer.tokens) + ":" + hex;
}

/// Chains the exact JSON of a parse into the hash.
std::uint64_t add_to_hash(std::uint64_t hash, std::string_view text, const herald::news::ParsedText& parsed) {
  return herald::base::murmur64(herald::lang::to_jsonl("", text, parsed), hash);
}

/// One pass over all texts; the seconds are those of parsing alone.
Answer run_round(const herald::lang::Pipeline& pipeline, const std::vector<std::string>& texts,
                 herald::lang::Workspace& work, double& seconds) {
  Answer answer;
  herald::news::ParsedText parsed;
  seconds = 0;
  for (const std::string& text : texts) {
    const double start = processor_seconds();
    pipeline.parse(text, work, parsed);
    seconds += processor_seconds() - start;
    answer.tokens += parsed.tokens.size();
    answer.hash = add_to_hash(answer.hash, text, parsed);
  }
  return answer;
}

int run(const Options& options) {
  pin_to(options.core);
  const auto start = std::chrono::steady_clock::now();
  Result<herald::lang::Pipeline> pipeline = herald::lang::Pipeline::open(options.model);
  const double opened = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!pipeline) {
    std::fprintf(stderr, "%s\n", pipeline.error().text().c_str());
    return 1;
  }
  Result<std::vector<std::string>> texts = herald::bench::read_texts(options.texts);
  if (!texts) {
    std::fprintf(stderr, "%s\n", texts.error().text().c_str());
    return 1;
  }
  std::printf("model %s, %s, opened in %.1f ms\n", pipeline->fingerprint().c_str(),
              herald::nn::instruction_set(), opened * 1e3);
  herald::lang::Workspace work;
  Answer first;
  for (int round = 0; round < options.rounds; ++round) {
    double seconds = 0;
    const Answer answer = run_round(*pipeline, *texts, work, seconds);
    if (round == 0) first = answer;
    std::printf("round %d: %zu texts, %zu tokens, %.3f s, %.0f tokens/s\n", round + 1, texts->size(),
                answer.tokens, seconds, static_cast<double>(answer.tokens) / seconds);
    if (!(answer == first)) {
      std::fprintf(stderr, "the answer changed: %s, then %s\n", spell(first).c_str(), spell(answer).c_str());
      return 1;
    }
  }
  std::printf("answer %s\n", spell(first).c_str());
  if (!options.expect.empty() && options.expect != spell(first)) {
    std::fprintf(stderr, "expected %s\n", options.expect.c_str());
    return 1;
  }
  return 0;
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
    } else if (flag == "--expect" && more) {
      options.expect = argv[++i];
    } else {
      paths.emplace_back(flag);
    }
  }
  if (paths.size() != 2 || options.rounds < 1 || options.core < 0) {
    std::fprintf(stderr, "usage: bench_parse MODEL TEXTS [--rounds N] [--core N] [--expect TOKENS:HASH]\n");
    return 2;
  }
  options.model = paths[0];
  options.texts = paths[1];
  return run(options);
}
