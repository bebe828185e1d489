#include "engine/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>

#include "base/check.h"
#include "base/file.h"
#include "base/text.h"

namespace herald::engine {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string home_folder(const char* variable, const char* below_home) {
  const std::string set = environment(variable);
  return (set.empty() ? environment("HOME") + below_home : set) + "/herald";
}

std::string variable_of(std::string_view key) {
  std::string name = "HERALD_";
  for (const char c : key)
    name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

Result<void> read_table(Config& config, const toml::table& table, const std::string& prefix,
                        const std::string& path) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    const std::string place = fmt::format("{}:{}", path, node.source().begin.line);
    if (const toml::table* inner = node.as_table()) {
      if (auto r = read_table(config, *inner, key + ".", path); !r) return r;
      continue;
    }
    std::string value;
    if (const auto text = node.value_exact<std::string>())
      value = *text;
    else if (const auto number = node.value_exact<std::int64_t>())
      value = std::to_string(*number);
    else if (const auto flag = node.value_exact<bool>())
      value = *flag ? "1" : "0";
    else
      return Error{ErrorKind::kConfig, "\"" + key + "\" must be a string, a whole number or true/false",
                   place};
    if (auto r = config.set(key, value, place); !r)
      return Error{ErrorKind::kConfig, r.error().message, place};
  }
  return {};
}

bool is_data_folder(const std::string& folder) {
  return base::folder_exists(folder + "/codebook");
}

}  // namespace

Config::Config() {
  const auto add = [&](const char* key, std::string value, const char* help, bool number) {
    settings_.push_back({key, std::move(value), "default", help, number});
  };
  add("threads", "0", "worker threads; 0 = as many as the machine has", true);
  add("data", "", "folder with codebook/, actors/ and model.herald; empty = look in the usual places", false);
  add("actors", "", "dictionaries of actors to lay over ours, ':' between files or folders", false);
  add("judge", "", "the judge's file; empty = judge.herald of the data folder", false);
  add("fast", "0", "1 = code by rules alone, without the judge", true);
  add("verbs", "", "verb dictionary of TABARI or PETRARCH to code by in place of the codebook", false);
  add("store", home_folder("XDG_DATA_HOME", "/.local/share") + "/news.db",
      "SQLite file that keeps articles, reports and events", false);
  add("fetch.timeout", "60", "seconds one download may take", true);
  add("fetch.max_bytes", "33554432", "largest download in bytes, after decompression", true);
  add("fetch.max_redirects", "5", "redirects followed for one address", true);
  add("fetch.allow_private", "0", "1 = also fetch from private and loopback addresses", true);
  add("read.max_bytes", "268435456", "largest input file in bytes", true);
}

Result<void> Config::set(const std::string& key, const std::string& value, const std::string& origin) {
  for (Setting& setting : settings_) {
    if (setting.key != key) continue;
    if (setting.number) {
      std::int64_t number = 0;
      const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (code != std::errc() || end != value.data() + value.size() || number < 0) {
        return Error{ErrorKind::kConfig,
                     "\"" + key + "\" must be a whole number from 0, not \"" + value + "\"", origin};
      }
    }
    setting.value = value;
    setting.origin = origin;
    return {};
  }
  std::vector<std::string> known;
  for (const Setting& setting : settings_) known.push_back(setting.key);
  const std::string nearest = base::nearest_word(key, known);
  std::string message = "unknown key \"" + key + "\"";
  message +=
      nearest.empty() ? "; known keys: " + base::join(known, ", ") : "; did you mean \"" + nearest + "\"?";
  return Error{ErrorKind::kConfig, message, origin};
}

Result<void> Config::read_file(const std::string& path) {
  auto bytes = base::read_file(path, std::size_t{1} << 20);
  if (!bytes) return bytes.error();
  try {
    return read_table(*this, toml::parse(*bytes, path), "", path);
  } catch (const toml::parse_error& error) {
    return Error{ErrorKind::kConfig, std::string(error.description()),
                 fmt::format("{}:{}", path, error.source().begin.line)};
  }
}

Result<void> Config::read_environment() {
  for (std::size_t i = 0; i < settings_.size(); ++i) {
    const std::string variable = variable_of(settings_[i].key);
    const std::string value = environment(variable.c_str());
    if (value.empty()) continue;
    if (auto r = set(settings_[i].key, value, variable); !r) return r;
  }
  return {};
}

const std::string& Config::text(std::string_view key) const {
  for (const Setting& setting : settings_) {
    if (setting.key == key) return setting.value;
  }
  base::check(false, "configuration key exists");
  return settings_.front().value;
}

std::int64_t Config::number(std::string_view key) const {
  const std::string& value = text(key);
  std::int64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

std::vector<std::string> actor_layers(const Config& config) {
  std::vector<std::string> out;
  for (const std::string_view path : base::split(config.text("actors"), ':')) {
    if (!path.empty()) out.emplace_back(path);
  }
  return out;
}

std::string default_config_path() {
  return home_folder("XDG_CONFIG_HOME", "/.config") + "/herald.toml";
}

Result<std::string> find_data_folder(const Config& config, const std::string& installed) {
  const std::string& named = config.text("data");
  if (!named.empty()) {
    if (is_data_folder(named)) return named;
    return Error{ErrorKind::kConfig,
                 "holds no Herald data (no codebook/ in it); name the right folder with --data", named};
  }
  std::error_code code;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", code);
  const std::filesystem::path beside = program.parent_path();
  for (const std::filesystem::path& folder :
       {std::filesystem::path(home_folder("XDG_DATA_HOME", "/.local/share")), beside / "../share/herald",
        beside / "share/herald", beside / "../../share/herald", beside / "../../../share/herald",
        std::filesystem::path(installed), std::filesystem::path(HERALD_INSTALLED_DATA)}) {
    if (!folder.empty() && is_data_folder(folder.string())) return folder.lexically_normal().string();
  }
  return Error{
      ErrorKind::kConfig,
      "no data folder found (codebook, actors, model). Run ./run once in the source tree, install with "
      "\"cmake --install\", or name it with --data or HERALD_DATA",
      ""};
}

}  // namespace herald::engine
