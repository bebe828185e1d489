// What all sub-commands share: options, configuration, where data is, how to speak to the user.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "engine/config.h"
#include "engine/engine.h"
#include "ingest/text_input.h"

namespace herald::app {

/// Exit codes: all done, some input failed, wrong usage.
enum Exit { kDone = 0, kFailed = 1, kUsage = 2 };

/// Options that every command understands, with the configuration they act on.
struct Context {
  std::string config_path, data, store, input = "auto", format, date;
  std::optional<int> threads;
  bool quiet = false;
  engine::Config config;

  /// Reads configuration file and environment and lays the command line over them.
  base::Result<void> settle();
  base::Result<engine::Engine> open_engine() const;
  std::size_t thread_count() const;
  base::Result<ingest::InputKind> input_kind() const;
  /// --date as a time without a clock; nothing when it was not given.
  base::Result<std::optional<base::Timestamp>> document_date() const;
};

/// Prints an error to stderr as "herald: place: message".
void complain(const base::Error& error);

/// True when stderr (or stdout) is a terminal: colours and moving progress lines belong there only.
bool stderr_is_terminal();
bool stdout_is_terminal();

/// One progress line on stderr that rewrites itself; silent when quiet or not on a terminal for the first two seconds.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  void show(const std::string& what, std::size_t done, std::size_t total);
  void clear();

 private:
  bool quiet_;
  bool shown_ = false;
  double started_ = 0, last_ = 0;
};

/// Writes a line to stdout; false when nobody reads any more (a closed pipe).
bool print_line(const std::string& line);

/// Adds --input, --date and the positional files to a command that reads text.
void add_input_options(CLI::App& command, Context& context, std::vector<std::string>& files);

/// Reads every article of the files ("-" or none: standard input), complaining about what cannot be read.
/// The exit code is kFailed as soon as one input or record failed.
int read_all(const Context& context, const std::vector<std::string>& files, std::vector<news::Article>& articles);

/// Calls work(article, workspace) for all articles on all threads and prints the lines it returns in order.
int for_each_article(const Context& context, std::vector<news::Article> articles,
                     const std::function<std::string(news::Article, engine::Engine::Workspace&)>& work);

// One function a sub-command: declares it below `root` and stores what to run in `action`.
using Action = std::function<int()>;
void add_run(CLI::App& root, Context& context, Action& action);
void add_read(CLI::App& root, Context& context, Action& action);
void add_parse(CLI::App& root, Context& context, Action& action);
void add_annotate(CLI::App& root, Context& context, Action& action);
void add_code(CLI::App& root, Context& context, Action& action);
void add_explain(CLI::App& root, Context& context, Action& action);
void add_series(CLI::App& root, Context& context, Action& action);
void add_export(CLI::App& root, Context& context, Action& action);
void add_models(CLI::App& root, Context& context, Action& action);
void add_config(CLI::App& root, Context& context, Action& action);

}  // namespace herald::app
