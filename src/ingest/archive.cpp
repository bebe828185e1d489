#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "base/file.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kMaxUnpacked = std::size_t{1} << 30;

struct CloseArchive {
  void operator()(::archive* a) const { ::archive_read_free(a); }
};

bool is_safe(const std::string& name) {
  return !name.empty() && name.front() != '/' && name.find("..") == std::string::npos &&
         name.find('\\') == std::string::npos;
}

Result<std::string> read_entry(::archive* reader, const std::string& place, std::size_t& total) {
  std::string bytes, buffer(std::size_t{1} << 16, '\0');
  for (;;) {
    const auto n = ::archive_read_data(reader, buffer.data(), buffer.size());
    if (n == 0) return bytes;
    if (n < 0) {
      const char* why = ::archive_error_string(reader);
      return Error{ErrorKind::kFormat, std::string("cannot unpack: ") + (why ? why : "damaged"), place};
    }
    bytes.append(buffer, 0, static_cast<std::size_t>(n));
    total += static_cast<std::size_t>(n);
    if (total > kMaxUnpacked) return Error{ErrorKind::kFormat, "unpacks to more than 1 GiB", place};
  }
}

}  // namespace

Result<void> unpack_archive(const std::string& archive, const std::string& folder) {
  const std::unique_ptr<::archive, CloseArchive> reader(::archive_read_new());
  ::archive_read_support_format_all(reader.get());
  ::archive_read_support_filter_all(reader.get());
  if (::archive_read_open_filename(reader.get(), archive.c_str(), std::size_t{1} << 16) != ARCHIVE_OK) {
    return Error{ErrorKind::kFormat, "is not an archive that can be read", archive};
  }
  std::size_t total = 0;
  for (;;) {
    ::archive_entry* entry = nullptr;
    const int code = ::archive_read_next_header(reader.get(), &entry);
    if (code == ARCHIVE_EOF) return {};
    if (code < ARCHIVE_WARN) return Error{ErrorKind::kFormat, "is damaged or cut short", archive};
    const char* raw = ::archive_entry_pathname_utf8(entry);
    const std::string name = raw ? raw : "";
    if (::archive_entry_filetype(entry) == AE_IFDIR) continue;
    if (!is_safe(name) || ::archive_entry_filetype(entry) != AE_IFREG) {
      return Error{ErrorKind::kFormat, "holds a path that leads outside: " + name, archive};
    }
    auto bytes = read_entry(reader.get(), archive, total);
    if (!bytes) return bytes.error();
    const std::string path = folder + "/" + name;
    if (auto made = base::make_folders(path.substr(0, path.rfind('/'))); !made) return made.error();
    if (auto written = base::write_file_atomic(path, *bytes); !written) return written.error();
  }
}

}  // namespace herald::ingest
