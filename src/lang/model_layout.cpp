#include "lang/model_layout.h"

#include <cstring>

#include "base/bytes.h"
#include "base/hash.h"

namespace herald::lang {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kMagic = "HERALDML";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 128;
constexpr std::size_t kEntry = 40;
constexpr std::size_t kName = 16;
constexpr std::size_t kMaxSections = 64;
constexpr std::size_t kChecksumAt = 88;
constexpr std::uint64_t kSeed = 0x6865726C64ULL;

/// Checksum of header and table with its own field taken as zero.
std::uint64_t header_checksum(std::string_view header_and_table) {
  std::string copy(header_and_table);
  std::memset(copy.data() + kChecksumAt, 0, sizeof(std::uint64_t));
  return base::murmur64(copy, kSeed);
}

Error damaged(const std::string& what, const std::string& place) {
  return Error{ErrorKind::kModel, "not a usable model file: " + what, place};
}

}  // namespace

const Section* Container::find(std::string_view name) const {
  for (const Section& section : sections) {
    if (section.name == name) return &section;
  }
  return nullptr;
}

void align(std::string& bytes) {
  bytes.resize((bytes.size() + kAlignment - 1) / kAlignment * kAlignment, '\0');
}

std::string fingerprint_of(const std::vector<std::string_view>& contents) {
  std::string digests;
  for (const std::string_view content : contents) digests += base::sha256_hex(content);
  return base::sha256_hex(digests);
}

std::string write_container(const std::vector<std::pair<std::string, std::string>>& sections) {
  std::vector<std::string_view> contents;
  std::size_t at = kHeader + sections.size() * kEntry;
  std::string table;
  base::ByteWriter entries(table);
  for (const auto& [name, content] : sections) {
    at = (at + kAlignment - 1) / kAlignment * kAlignment;
    table += name.substr(0, kName - 1);
    table.resize((table.size() / kEntry) * kEntry + kName, '\0');
    entries.u64(at);
    entries.u64(content.size());
    entries.u64(base::murmur64(content, kSeed));
    at += content.size();
    contents.push_back(content);
  }
  std::string out(kMagic);
  base::ByteWriter header(out);
  header.u32(kVersion);
  header.u32(static_cast<std::uint32_t>(sections.size()));
  header.u64(at);
  out += fingerprint_of(contents);
  out.resize(kHeader, '\0');
  out += table;
  const std::uint64_t checksum = header_checksum(out);
  std::memcpy(out.data() + kChecksumAt, &checksum, sizeof checksum);
  for (const auto& [name, content] : sections) {
    align(out);
    out += content;
  }
  return out;
}

Result<Container> read_container(std::string_view bytes, const std::string& place) {
  if (bytes.size() < kHeader || bytes.substr(0, kMagic.size()) != kMagic) return damaged("no header", place);
  base::ByteReader header(bytes.substr(kMagic.size(), kHeader - kMagic.size()));
  const std::uint32_t version = header.u32();
  const std::uint32_t count = header.u32();
  const std::uint64_t size = header.u64();
  if (version != kVersion)
    return damaged("format version " + std::to_string(version) + " is not known", place);
  if (size != bytes.size()) {
    return damaged("it has " + std::to_string(bytes.size()) + " bytes instead of " + std::to_string(size),
                   place);
  }
  if (count > kMaxSections || bytes.size() < kHeader + count * kEntry)
    return damaged("bad section table", place);
  const std::string_view top = bytes.substr(0, kHeader + count * kEntry);
  std::uint64_t checksum = 0;
  std::memcpy(&checksum, bytes.data() + kChecksumAt, sizeof checksum);
  if (checksum != header_checksum(top)) return damaged("its header is damaged", place);
  Container out;
  out.fingerprint = bytes.substr(24, 64);
  for (std::uint32_t s = 0; s < count; ++s) {
    const std::string_view entry = top.substr(kHeader + s * kEntry, kEntry);
    base::ByteReader numbers(entry.substr(kName));
    const std::uint64_t offset = numbers.u64();
    const std::uint64_t length = numbers.u64();
    const std::uint64_t digest = numbers.u64();
    if (offset % kAlignment != 0 || offset < top.size() || offset > bytes.size() ||
        length > bytes.size() - offset) {
      return damaged("a section lies outside the file", place);
    }
    const std::string_view name = entry.substr(0, kName);
    out.sections.push_back({name.substr(0, name.find('\0')), bytes.substr(offset, length), digest});
  }
  return out;
}

Result<void> check_section(const Section& section, const std::string& place) {
  if (base::murmur64(section.bytes, kSeed) == section.checksum) return {};
  return damaged("section '" + std::string(section.name) + "' is damaged", place);
}

}  // namespace herald::lang
