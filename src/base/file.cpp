#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace herald::base {
namespace {

Error failure(const std::string& path, const char* what) {
  return {ErrorKind::kFile, std::string(what) + ": " + std::strerror(errno), path};
}

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return failure(path, "cannot open");
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return failure(path, "cannot read");
  if (S_ISDIR(info.st_mode)) return Error{ErrorKind::kFile, "is a folder, not a file", path};
  std::string out;
  if (info.st_size > 0) out.reserve(std::min(static_cast<std::size_t>(info.st_size), limit) + 1);
  std::string buffer(std::size_t{1} << 16, '\0');
  for (;;) {
    const ssize_t n = ::read(file.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failure(path, "cannot read");
    if (n == 0) return out;
    out.append(buffer, 0, static_cast<std::size_t>(n));
    if (out.size() > limit) {
      return Error{ErrorKind::kFile, "is larger than the limit of " + std::to_string(limit) + " bytes", path};
    }
  }
}

Result<void> write_file_atomic(const std::string& path, std::string_view bytes) {
  const std::string partial = path + ".partial-" + std::to_string(::getpid());
  {
    const Descriptor file(::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.get() < 0) return failure(path, "cannot write");
    if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0) {
      Error error = failure(path, "cannot write");
      ::unlink(partial.c_str());
      return error;
    }
  }
  if (::rename(partial.c_str(), path.c_str()) != 0) {
    Error error = failure(path, "cannot write");
    ::unlink(partial.c_str());
    return error;
  }
  return {};
}

Result<std::vector<std::string>> list_files(const std::string& folder, std::string_view suffix) {
  std::error_code code;
  std::filesystem::directory_iterator it(folder, code);
  if (code) return Error{ErrorKind::kFile, "cannot list: " + code.message(), folder};
  std::vector<std::string> names;
  for (const auto& entry : it) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file(code) && name.ends_with(suffix)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<FileStamp> file_stamp(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
  return FileStamp{static_cast<std::uint64_t>(found.st_size),
                   std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec};
}

bool file_exists(const std::string& path) {
  std::error_code code;
  return std::filesystem::is_regular_file(path, code);
}

bool folder_exists(const std::string& path) {
  std::error_code code;
  return std::filesystem::is_directory(path, code);
}

Result<void> make_folders(const std::string& path) {
  std::error_code code;
  std::filesystem::create_directories(path, code);
  if (code) return Error{ErrorKind::kFile, "cannot create folder: " + code.message(), path};
  return {};
}

Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return failure(path, "cannot open");
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return failure(path, "cannot read");
  if (!S_ISREG(info.st_mode)) return Error{ErrorKind::kFile, "is not a regular file", path};
  MappedFile mapped;
  mapped.size_ = static_cast<std::size_t>(info.st_size);
  if (mapped.size_ == 0) return mapped;
  void* data = ::mmap(nullptr, mapped.size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data == MAP_FAILED) {
    mapped.size_ = 0;
    return failure(path, "cannot map");
  }
  mapped.data_ = data;
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_) ::munmap(data_, size_);
}

}  // namespace herald::base
