// Writes the seeds of fuzz_judge into a folder: a whole small judge, the same cut and changed. The same bytes
// on every run.
//   make_judge_seeds fuzz/corpus/judge
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "../tests/support/hand_made_judge.h"
#include "base/file.h"

namespace {

using herald::test::HandMadeJudge;
using Seeds = std::vector<std::pair<std::string, std::string>>;

HandMadeJudge smallest() {
  HandMadeJudge made;
  made.layers = 1;
  made.width = made.intermediate = 32;
  made.heads = 1;
  made.positions = 12;
  return made;
}

std::string with(std::string bytes, const std::string& from, const std::string& to) {
  return bytes.replace(bytes.find(from), from.size(), to);
}

Seeds seeds() {
  HandMadeJudge masked = smallest();
  masked.masking = "placeholder";
  HandMadeJudge short_of = smallest();
  short_of.left_out = "head.type.bias";
  HandMadeJudge endless = smallest();
  endless.made_bad = "0.up.scale";
  const std::string whole = smallest().bytes();
  return {{"whole.herald", whole},
          {"masked.herald", masked.bytes()},
          {"tensor-missing.herald", short_of.bytes()},
          {"infinite-scale.herald", endless.bytes()},
          {"empty.herald", ""},
          {"cut-63.herald", whole.substr(0, 63)},
          {"cut-header.herald", whole.substr(0, 300)},
          {"cut-tensors.herald", whole.substr(0, whole.size() / 2)},
          {"longer.herald", whole + "x"},
          {"version-2.herald", with(whole, std::string("\1\0\0\0", 4), std::string("\2\0\0\0", 4))},
          {"offset.herald", with(whole, "\"offset\":16384", "\"offset\":9e307")},
          {"shape.herald", with(whole, "[32,32]", "[32,1]8")},
          {"huge-shape.herald", with(whole, "[32,32]", "[9e307]")},
          {"eps.herald", with(whole, "1e-12", "1e+12")}};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: make_judge_seeds FOLDER\n");
    return 2;
  }
  for (const auto& [name, bytes] : seeds()) {
    const auto written = herald::base::write_file_atomic(std::string(arguments[1]) + "/" + name, bytes);
    if (!written) {
      std::fprintf(stderr, "%s\n", written.error().text().c_str());
      return 1;
    }
  }
  return 0;
}
