// Any bytes as a judge's file: an Error or a judge, and a judge that opens judges hostile pairs. The digest
// stops most changed files at the door, so that and the size are set right and the file is tried once more.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "../tests/support/hand_made_judge.h"
#include "base/check.h"
#include "nn/pair_judge.h"

namespace {

using herald::base::check;
namespace nn = herald::nn;

/// A file in memory that has a path.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& bytes) : file_(memfd_create("herald-fuzz", 0)) {
    check(file_ >= 0, "a file in memory");
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t written = ::write(file_, bytes.data() + at, bytes.size() - at);
      check(written > 0, "written");
      at += static_cast<std::size_t>(written);
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(file_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

/// Pairs nobody would write, and the end of the input as a text with spans taken from it.
void judge_with(const nn::PairJudge& judge, const std::string& bytes) {
  const std::string end = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 300));
  std::vector<nn::ByteSpan> spans;
  for (std::size_t i = 0; i + 1 < std::min<std::size_t>(end.size(), 12); i += 2) {
    spans.push_back({static_cast<unsigned char>(end[i]), static_cast<unsigned char>(end[i + 1])});
  }
  const std::string kenya =
      "Kenya \xff accused\u00A0Ch\u00E1d, \u6F22 of \u0130 [CLS] @ # \u0301\n" + std::string(300, 'a');
  const nn::ByteSpan first{0, 5};
  const nn::ByteSpan rest{3, 400};
  const nn::MarkedPair pairs[] = {
      {kenya, {&first, 1}, {&rest, 1}}, {end, spans, {&rest, 1}}, {"", {}, spans}};
  nn::PairJudge::Workspace work;
  judge.judge(pairs, work);
  for (std::size_t p = 0; p < std::size(pairs); ++p) {
    const nn::PairJudge::Verdict verdict = work.verdict(p);
    check(verdict.type.size() == judge.file().type.classes.size(), "an answer for each type");
    check(verdict.mode.size() == judge.file().mode.classes.size(), "and each mode");
  }
}

void try_judge(const std::string& bytes) {
  const MemoryFile file(bytes);
  const auto judge = nn::PairJudge::open(file.path());
  if (judge) {
    judge_with(*judge, bytes);
  } else {
    check(!judge.error().message.empty() && judge.error().place == file.path(), "errors say something");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  try_judge(bytes);
  if (bytes.size() < 64) return 0;
  herald::test::HandMadeJudge::make_fit(bytes);
  try_judge(bytes);
  return 0;
}
