// The configuration: one TOML file, every key known by name, with where each value came from.
// Command line over environment over file over default. Values; one owner.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace herald::engine {

struct Setting {
  std::string key;  ///< "fetch.timeout"
  std::string value;
  std::string origin;  ///< "default", a file with its line, "HERALD_…", "command line"
  std::string help;
  bool number = false;
};

class Config {
 public:
  /// All keys with their defaults.
  Config();

  /// Reads a TOML file over the present values. An unknown key is an error that names the nearest known one.
  base::Result<void> read_file(const std::string& path);
  /// Takes HERALD_THREADS, HERALD_DATA, HERALD_STORE, HERALD_FETCH_TIMEOUT … from the environment.
  base::Result<void> read_environment();
  base::Result<void> set(const std::string& key, const std::string& value, const std::string& origin);

  const std::string& text(std::string_view key) const;
  std::int64_t number(std::string_view key) const;
  bool flag(std::string_view key) const { return number(key) != 0; }
  const std::vector<Setting>& settings() const { return settings_; }

 private:
  std::vector<Setting> settings_;
};

/// The paths of the setting `actors`.
std::vector<std::string> actor_layers(const Config& config);

/// The file that is read when none is named: $XDG_CONFIG_HOME/herald/herald.toml.
std::string default_config_path();

/// The folder that holds codebook, actors and model, looked for in this order: the setting `data` (command
/// line, HERALD_DATA, configuration), $XDG_DATA_HOME/herald, share/herald of the prefix the program is
/// installed in or of the build tree it stands in, `installed` (for programs that use the library from
/// elsewhere), the prefix this was configured for. Finding none is an error that says what to do.
base::Result<std::string> find_data_folder(const Config& config, const std::string& installed = "");

}  // namespace herald::engine
