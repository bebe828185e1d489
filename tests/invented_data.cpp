#include "invented_data.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "base/file.h"
#include "base/text.h"

namespace herald::tests {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

/// Comments and header, and of bodies those of no state.
Result<void> write_stateless(const std::string& from, const std::string& to, bool with_bodies) {
  const auto bytes = base::read_file(from);
  if (!bytes) return bytes.error();
  std::string kept;
  for (const std::string_view line : base::split(*bytes, '\n')) {
    const bool body = with_bodies && (line.starts_with("IGO") || line.starts_with("NGO"));
    if (line.starts_with('#') || body) kept += std::string(line) + "\n";
  }
  return base::write_file_atomic(to, kept);
}

}  // namespace

Result<std::string> invented_data(const std::string& data, const std::string& invented) try {
  static const std::set<std::string> kOfNoState{"roles.tsv", "not_actors.tsv", "first_names.tsv"};
  static int made = 0;
  const std::string folder =
      (fs::temp_directory_path() / fmt::format("herald-invented-{}-{}", ::getpid(), made++)).string();
  fs::create_directories(folder + "/actors");
  fs::create_symlink(fs::canonical(data + "/model.herald"), folder + "/model.herald");
  fs::create_directory_symlink(fs::canonical(data + "/codebook"), folder + "/codebook");
  const auto tables = base::list_files(data + "/actors", ".tsv");
  if (!tables) return tables.error();
  for (const std::string& file : *tables) {
    const std::string own = invented + "/" + file, real = data + "/actors/" + file;
    const std::string to = folder + "/actors/" + file;
    if (base::file_exists(own)) {
      fs::create_symlink(fs::canonical(own), to);
    } else if (kOfNoState.contains(file)) {
      fs::create_symlink(fs::canonical(real), to);
    } else if (auto done = write_stateless(real, to, file == "organisations.tsv"); !done) {
      return done.error();
    }
  }
  return folder;
} catch (const fs::filesystem_error& error) {
  return Error{ErrorKind::kFile, error.what(), ""};
}

}  // namespace herald::tests
