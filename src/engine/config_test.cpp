#include "engine/config.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace herald::engine {
namespace {

/// An environment without our variables, a folder of its own, and both put back.
class ConfigTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "herald-config-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    for (const char* name : {"HERALD_THREADS", "HERALD_DATA", "HERALD_STORE", "HERALD_FETCH_TIMEOUT", "HERALD_FETCH_MAX_BYTES",
                             "HERALD_FETCH_MAX_REDIRECTS", "HERALD_FETCH_ALLOW_PRIVATE", "HERALD_READ_MAX_BYTES", "XDG_DATA_HOME",
                             "XDG_CONFIG_HOME"}) {
      const char* value = std::getenv(name);
      saved_.emplace_back(name, value ? std::optional<std::string>(value) : std::nullopt);
      ::unsetenv(name);
    }
  }
  void TearDown() override {
    for (const auto& [name, value] : saved_) value ? ::setenv(name.c_str(), value->c_str(), 1) : ::unsetenv(name.c_str());
    std::filesystem::remove_all(folder_);
  }
  std::string file(const std::string& toml) const {
    const std::string path = folder_ + "/herald.toml";
    std::ofstream(path) << toml;
    return path;
  }
  static const Setting& setting(const Config& config, std::string_view key) {
    for (const Setting& s : config.settings()) {
      if (s.key == key) return s;
    }
    ADD_FAILURE() << key;
    return config.settings().front();
  }
  std::string folder_;
  std::vector<std::pair<std::string, std::optional<std::string>>> saved_;
};

TEST_F(ConfigTest, Defaults) {
  ::setenv("XDG_DATA_HOME", "/somewhere", 1);
  const Config config;
  EXPECT_EQ(config.number("threads"), 0);
  EXPECT_EQ(config.number("fetch.timeout"), 60);
  EXPECT_EQ(config.number("read.max_bytes"), 268435456);
  EXPECT_FALSE(config.flag("fetch.allow_private"));
  EXPECT_EQ(config.text("data"), "");
  EXPECT_EQ(config.text("store"), "/somewhere/herald/news.db");
  for (const Setting& s : config.settings()) {
    EXPECT_EQ(s.origin, "default");
    EXPECT_FALSE(s.help.empty()) << s.key;
  }
}

TEST_F(ConfigTest, CommandLineOverEnvironmentOverFileOverDefault) {
  const std::string path = file("threads = 2\n[fetch]\ntimeout = 10\nmax_redirects = 1\n# comment\nallow_private = true\n");
  ::setenv("HERALD_THREADS", "3", 1);
  ::setenv("HERALD_FETCH_TIMEOUT", "20", 1);
  ::setenv("HERALD_STORE", "", 1);
  Config config;
  ASSERT_TRUE(config.read_file(path));
  EXPECT_EQ(config.number("threads"), 2);
  ASSERT_TRUE(config.read_environment());
  EXPECT_EQ(config.number("threads"), 3);
  ASSERT_TRUE(config.set("threads", "4", "command line"));
  EXPECT_EQ(config.number("threads"), 4);
  EXPECT_EQ(setting(config, "threads").origin, "command line");
  EXPECT_EQ(config.number("fetch.timeout"), 20);
  EXPECT_EQ(setting(config, "fetch.timeout").origin, "HERALD_FETCH_TIMEOUT");
  EXPECT_EQ(config.number("fetch.max_redirects"), 1);
  EXPECT_EQ(setting(config, "fetch.max_redirects").origin, path + ":4");
  EXPECT_TRUE(config.flag("fetch.allow_private"));
  EXPECT_EQ(setting(config, "store").origin, "default") << "an empty variable is none";
}

struct BadFile {
  const char *toml, *error;  ///< the error after the path
};

TEST_F(ConfigTest, FilesWithErrors) {
  const BadFile rows[] = {
      {"\nthreds = 2\n", ":2: unknown key \"threds\"; did you mean \"threads\"?"},
      {"[fetch]\ntimeuot = 2\n", ":2: unknown key \"fetch.timeuot\"; did you mean \"fetch.timeout\"?"},
      {"threads = \"many\"\n", ":1: \"threads\" must be a whole number from 0, not \"many\""},
      {"threads = -1\n", ":1: \"threads\" must be a whole number from 0, not \"-1\""},
      {"threads = 1.5\n", ":1: \"threads\" must be a string, a whole number or true/false"},
      {"data = [\"a\"]\n", ":1: \"data\" must be a string, a whole number or true/false"},
  };
  for (const BadFile& row : rows) {
    const std::string path = file(row.toml);
    Config config;
    const auto read = config.read_file(path);
    ASSERT_FALSE(read) << row.toml;
    EXPECT_EQ(read.error().text(), path + row.error);
    EXPECT_EQ(read.error().kind, base::ErrorKind::kConfig);
  }
  const std::string broken = file("threads = 1\nthreads 2\n");
  Config config;
  const auto read = config.read_file(broken);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().place, broken + ":2");
  const auto missing = config.read_file(folder_ + "/none.toml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, base::ErrorKind::kFile);
}

TEST_F(ConfigTest, UnknownKeysNameTheNearestOrAll) {
  Config config;
  EXPECT_EQ(config.set("stroe", "x", "command line").error().text(), "command line: unknown key \"stroe\"; known keys: "
            "threads, data, actors, judge, fast, verbs, store, fetch.timeout, fetch.max_bytes, fetch.max_redirects, fetch.allow_private, read.max_bytes");
  EXPECT_EQ(config.set("stor", "x", "command line").error().message, "unknown key \"stor\"; did you mean \"store\"?");
  EXPECT_EQ(config.set("read.maxbytes", "1", "").error().text(), "unknown key \"read.maxbytes\"; did you mean \"read.max_bytes\"?");
}

TEST_F(ConfigTest, BadNumbersChangeNothing) {
  Config config;
  for (const char* bad : {"", "x", "1x", " 1", "-5", "1.0", "+1", "0x10", "9223372036854775808"}) {
    const auto set = config.set("threads", bad, "command line");
    ASSERT_FALSE(set) << bad;
    EXPECT_EQ(set.error().message, std::string("\"threads\" must be a whole number from 0, not \"") + bad + "\"");
    EXPECT_EQ(config.number("threads"), 0);
    EXPECT_EQ(setting(config, "threads").origin, "default");
  }
  EXPECT_TRUE(config.set("threads", "9223372036854775807", ""));
  EXPECT_TRUE(config.set("data", "any text", "")) << "no number is asked for";
  ::setenv("HERALD_FETCH_TIMEOUT", "soon", 1);
  const auto read = config.read_environment();
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().place, "HERALD_FETCH_TIMEOUT");
}

TEST_F(ConfigTest, DefaultPath) {
  ::setenv("XDG_CONFIG_HOME", "/conf", 1);
  EXPECT_EQ(default_config_path(), "/conf/herald/herald.toml");
  ::unsetenv("XDG_CONFIG_HOME");
  EXPECT_TRUE(default_config_path().ends_with("/.config/herald/herald.toml"));
}

TEST_F(ConfigTest, DataFolder) {
  Config config;
  ASSERT_TRUE(config.set("data", folder_, "command line"));
  const auto empty = find_data_folder(config);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().place, folder_);
  std::filesystem::create_directories(folder_ + "/codebook");
  ASSERT_TRUE(find_data_folder(config));
  EXPECT_EQ(*find_data_folder(config), folder_);
  ::setenv("XDG_DATA_HOME", folder_.c_str(), 1);
  std::filesystem::create_directories(folder_ + "/herald/codebook");
  const Config unnamed;
  ASSERT_TRUE(find_data_folder(unnamed));
  EXPECT_EQ(*find_data_folder(unnamed), folder_ + "/herald") << "the user's own before the installed one";
}

}  // namespace
}  // namespace herald::engine
