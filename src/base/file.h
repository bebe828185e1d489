// Whole files in and out, and read-only mappings. Paths are plain strings in UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace herald::base {

/// The whole file; an error names the path. Refuses more than `limit` bytes.
Result<std::string> read_file(const std::string& path, std::size_t limit = std::size_t{1} << 31);

/// Writes beside the target, syncs, then renames over it: a reader sees the old or the new file, never half.
Result<void> write_file_atomic(const std::string& path, std::string_view bytes);

/// Files below `folder` (not recursive), names only, sorted; `suffix` filters by ending.
Result<std::vector<std::string>> list_files(const std::string& folder, std::string_view suffix);

/// Size in bytes and time of last change in nanoseconds since 1970: what tells quickly that a file is the same.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t changed = 0;
  bool operator==(const FileStamp&) const = default;
};
/// The stamp of a file, symbolic links followed; nothing when there is none.
std::optional<FileStamp> file_stamp(const std::string& path);
bool file_exists(const std::string& path);
bool folder_exists(const std::string& path);
/// Creates the folder and its parents.
Result<void> make_folders(const std::string& path);

/// A read-only memory mapping; movable; unmapped by its destructor. Views into it die with it.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::string& path);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace herald::base
