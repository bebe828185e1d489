#include "engine/models.h"

#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "ingest/archive.h"
#include "lang/model_file.h"

namespace herald::engine {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

/// The folder below `top` that holds config.cfg and tokenizer, at most four levels down.
std::string find_package(const std::string& top) {
  std::error_code code;
  if (fs::exists(top + "/config.cfg", code)) return top;
  fs::recursive_directory_iterator it(top, code), end;
  for (; !code && it != end; it.increment(code)) {
    if (it.depth() > 3) it.disable_recursion_pending();
    if (it->path().filename() == "config.cfg" && fs::exists(it->path().parent_path() / "tokenizer", code)) {
      return it->path().parent_path().string();
    }
  }
  return "";
}

/// A folder that is removed with everything in it at the end of its scope.
class ScratchFolder {
 public:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code code;
    fs::remove_all(path_, code);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Result<std::string> convert(const std::string& folder, const std::string& given, const std::string& out) {
  const std::string package = find_package(folder);
  if (package.empty()) return Error{ErrorKind::kModel, "holds no spaCy pipeline (no config.cfg)", given};
  if (auto converted = lang::convert_package(package, out, true); !converted) return converted.error();
  auto model = lang::open_model(out);
  if (!model) return model.error();
  return model->name + " " + model->version;
}

}  // namespace

Result<std::string> import_model(const std::string& path, const std::string& out) {
  if (base::folder_exists(path)) return convert(path, path, out);
  if (!base::file_exists(path)) return Error{ErrorKind::kFile, "no such file or folder", path};
  const ScratchFolder scratch(out + ".unpacked-" + std::to_string(::getpid()));
  if (auto made = base::make_folders(scratch.path()); !made) return made.error();
  if (auto unpacked = ingest::unpack_archive(path, scratch.path()); !unpacked) return unpacked.error();
  return convert(scratch.path(), path, out);
}

Result<void> check_model(const std::string& path) {
  return lang::check_model(path);
}

}  // namespace herald::engine
