// Writes the seeds of fuzz_model into a folder: a whole small model, the same cut and changed, and single
// records of its text data. The same bytes on every run.
//   make_model_seeds fuzz/corpus/model
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "hand_made.h"
#include "lang/model_file.h"

namespace {

using Seeds = std::vector<std::pair<std::string, std::string>>;

std::string with_byte(std::string bytes, std::size_t at, char mask) {
  bytes[at] = static_cast<char>(bytes[at] ^ mask);
  return bytes;
}

Seeds seeds_of(const std::string& whole) {
  Seeds seeds{{"whole.herald", whole}, {"empty.herald", ""}};
  for (const std::size_t size : {std::size_t{1}, std::size_t{127}, std::size_t{128}, std::size_t{200},
                                 whole.size() / 3, whole.size() - 1}) {
    seeds.emplace_back("cut-" + std::to_string(size) + ".herald", whole.substr(0, size));
  }
  // Number of sections, where the first lies, how long it is, a shape in it.
  for (const std::size_t at : {12U, 144U, 152U, 291U}) {
    seeds.emplace_back("byte-" + std::to_string(at) + ".herald", with_byte(whole, at, 0x01));
  }
  seeds.emplace_back("longer.herald", whole + "x");
  std::string text;
  herald::fuzz::hand_made_text().write(text);
  seeds.emplace_back("text-data.bin", text);
  seeds.emplace_back("text-data-cut.bin", text.substr(0, text.size() / 2));
  return seeds;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: make_model_seeds FOLDER\n");
    return 2;
  }
  const auto whole =
      herald::lang::pack_model(herald::fuzz::hand_made_package(), herald::fuzz::hand_made_text());
  if (!whole) {
    std::fprintf(stderr, "%s\n", whole.error().text().c_str());
    return 1;
  }
  for (const auto& [name, bytes] : seeds_of(*whole)) {
    const auto written = herald::base::write_file_atomic(std::string(arguments[1]) + "/" + name, bytes);
    if (!written) {
      std::fprintf(stderr, "%s\n", written.error().text().c_str());
      return 1;
    }
  }
  return 0;
}
