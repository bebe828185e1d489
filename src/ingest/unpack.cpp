#include <archive.h>
#include <fmt/format.h>

#include <memory>

#include "ingest/text_input.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;

bool is_packed(std::string_view bytes) {
  for (const std::string_view magic : {"\x1F\x8B", "\x28\xB5\x2F\xFD",
                                       "\xFD"
                                       "7zXZ",
                                       "BZh9", "BZh1", "BZh6"}) {
    if (bytes.starts_with(magic)) return true;
  }
  return false;
}

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

Error broken(archive* reader, const std::string& place) {
  const char* why = archive_error_string(reader);
  return Error{ErrorKind::kFormat, fmt::format("cannot be unpacked: {}", why ? why : "damaged"), place};
}

}  // namespace

base::Result<std::string> unpack(const std::string& bytes, const std::string& place, std::size_t limit) {
  if (!is_packed(bytes)) {
    if (bytes.size() > limit)
      return Error{ErrorKind::kFile, fmt::format("larger than the limit of {} bytes", limit), place};
    return bytes;
  }
  const Archive reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_filter_zstd(reader.get());
  archive_read_support_filter_xz(reader.get());
  archive_read_support_filter_bzip2(reader.get());
  archive_read_support_format_raw(reader.get());
  archive_entry* entry = nullptr;
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK ||
      archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK) {
    return broken(reader.get(), place);
  }
  std::string out;
  std::string chunk(65536, '\0');
  for (;;) {
    const auto size = archive_read_data(reader.get(), chunk.data(), chunk.size());
    if (size < 0) return broken(reader.get(), place);
    if (size == 0) return out;
    if (out.size() + static_cast<std::size_t>(size) > limit) {
      return Error{ErrorKind::kFile, fmt::format("unpacks to more than the limit of {} bytes", limit), place};
    }
    out.append(chunk, 0, static_cast<std::size_t>(size));
  }
}

}  // namespace herald::ingest
