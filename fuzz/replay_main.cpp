// Replays the files of the given folders (or single files) through a fuzz target, for compilers without
// libFuzzer:
//   fuzz_feed fuzz/corpus/feed
// Exits 1 when there was nothing to replay, so that a moved corpus is noticed.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "base/file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

bool replay_file(const std::string& path) {
  const auto bytes = herald::base::read_file(path);
  if (!bytes) {
    std::fprintf(stderr, "%s\n", bytes.error().text().c_str());
    return false;
  }
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size());
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t replayed = 0;
  bool failed = false;
  for (int i = 1; i < count; ++i) {
    const std::string path = arguments[i];
    if (!herald::base::folder_exists(path)) {
      replay_file(path) ? void(++replayed) : void(failed = true);
      continue;
    }
    const auto names = herald::base::list_files(path, "");
    if (!names) {
      std::fprintf(stderr, "%s\n", names.error().text().c_str());
      return 1;
    }
    for (const std::string& name : *names) {
      std::fprintf(stderr, "%s\n", name.c_str());  // the last name printed is the one that crashed
      replay_file(path + "/" + name) ? void(++replayed) : void(failed = true);
    }
  }
  std::printf("%zu inputs replayed\n", replayed);
  return failed || replayed == 0 ? 1 : 0;
}
