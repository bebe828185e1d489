// Any bytes as a model file and as the text data inside one: an Error or a model, and a model that opens
// parses a text. Checksums stop most changed files at the door, so a container that can be read is packed
// again with right ones and tried once more.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/hash.h"
#include "lang/model_file.h"
#include "lang/model_layout.h"
#include "lang/pipeline.h"

namespace {

using herald::base::check;
namespace lang = herald::lang;

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

void parse_with(const std::string& path) {
  static const std::string kText =
      "Freedonia's president don't visit the U.N. in Klopstokia...\n\n \"Talks failed\u2014again\", he \xff "
      "said at "
      "3:45 a.m. (see http://herald.example.org/a?b)  and\u00a0left.";
  const auto pipeline = lang::Pipeline::open(path);
  if (!pipeline) {
    check(!pipeline.error().message.empty(), "errors say something");
    return;
  }
  lang::Workspace work;
  herald::news::ParsedText parsed;
  pipeline->parse(kText, work, parsed);
  std::uint32_t at = 0;
  for (const herald::news::Token& token : parsed.tokens) {
    check(at <= token.span.begin && token.span.begin < token.span.end && token.span.end <= kText.size(),
          "tokens lie in the text, in order");
    check(token.head < parsed.tokens.size(), "heads are tokens");
    at = token.span.end;
  }
  for (const herald::news::Entity& entity : parsed.entities) {
    check(entity.first < entity.end && entity.end <= parsed.tokens.size(), "entities are tokens");
  }
}

void try_model(const std::string& bytes) {
  const MemoryFile file(bytes);
  const bool whole = bool(lang::check_model(file.path()));
  const auto model = lang::open_model(file.path());
  if (!model) check(!model.error().message.empty(), "errors say something");
  check(!whole || bool(model), "a whole model opens");
  if (model) parse_with(file.path());
}

/// The input with the file size and the checksum of header and table (model_layout.cpp) that it should have.
std::string with_right_header(std::string bytes) {
  constexpr std::size_t kCountAt = 12, kSizeAt = 16, kChecksumAt = 88, kHeader = 128, kEntry = 40;
  if (bytes.size() < kHeader) return bytes;
  std::uint32_t count = 0;
  std::memcpy(&count, bytes.data() + kCountAt, sizeof count);
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + kSizeAt, &size, sizeof size);
  std::memset(bytes.data() + kChecksumAt, 0, sizeof(std::uint64_t));
  const std::string_view covered = std::string_view(bytes).substr(0, kHeader + std::size_t{count} * kEntry);
  const std::uint64_t checksum = herald::base::murmur64(covered, 0x6865726C64U);
  std::memcpy(bytes.data() + kChecksumAt, &checksum, sizeof checksum);
  return bytes;
}

void try_with_right_checksums(const std::string& bytes) {
  const std::string repaired = with_right_header(bytes);
  if (repaired != bytes) try_model(repaired);
  const auto container = lang::read_container(repaired, "input");
  if (!container) return;
  std::vector<std::pair<std::string, std::string>> sections;
  for (const lang::Section& section : container->sections) {
    sections.emplace_back(std::string(section.name), std::string(section.bytes));
  }
  const std::string again = lang::write_container(sections);
  if (again != bytes) try_model(again);
}

void try_text_data(const std::string& bytes) {
  std::string_view rest = bytes;
  const auto text = lang::TextData::read(rest);
  if (!text) {
    check(rest.size() == bytes.size(), "a bad record is left alone");
    return;
  }
  std::string written;
  text->write(written);
  check(written == bytes.substr(0, bytes.size() - rest.size()), "what was read is written the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  try_model(bytes);
  try_with_right_checksums(bytes);
  try_text_data(bytes);
  return 0;
}
