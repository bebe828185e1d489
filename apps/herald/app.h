// What all sub-commands share: options, configuration, where data is, how to speak to the user.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "engine/config.h"
#include "engine/engine.h"
#include "ingest/text_input.h"

namespace herald::app {

/// Exit codes: all done, some input failed, wrong usage.
enum Exit { kDone = 0, kFailed = 1, kUsage = 2 };

/// More worker threads than this are taken for a slip.
inline constexpr std::int64_t kMostThreads = 1024;

/// Options that every command understands, with the configuration they act on.
struct Context {
  std::string config_path, data, verbs, judge, store, input = "auto", format, date;
  std::vector<std::string> actors;
  std::optional<int> threads;
  bool quiet = false;
  bool fast = false;
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

/// `error` of a source that could not be read, with a hint where it looks like something else than a file.
base::Error with_hint(base::Error error, const std::string& source, bool fetches);

/// True when stderr (or stdout) is a terminal: colours and moving progress lines belong there only.
bool stderr_is_terminal();
bool stdout_is_terminal();

/// One progress line on stderr that rewrites itself; silent when quiet or not on a terminal for the first two
/// seconds.
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

/// Writes to stdout; false once something could not be written. The first failure is remembered for finish().
bool print_text(std::string_view text);
bool print_line(std::string_view line);

/// "1 event", "2 events".
std::string counted(std::size_t count, std::string_view thing);

/// Flushes stdout and gives the exit code: a closed pipe ends quietly with `code`; a full disk is told and is
/// kFailed.
int finish(int code);

/// Complains about wrong usage of command `name`, says where to read about it, and returns kUsage.
int misused(const std::string& name, const std::string& message);

/// Adds --input and --date to a command that reads text.
void add_input_options(CLI::App& command, Context& context);
/// The same with the positional files.
void add_file_options(CLI::App& command, Context& context, std::vector<std::string>& files);
/// Adds --format with its words, the first being the default.
void add_format_option(CLI::App& command, Context& context, const std::vector<std::string>& words);
/// Adds --store with what the command does with it.
void add_store_option(CLI::App& command, Context& context, const std::string& help);

/// Gives every article of the files ("-" or none: standard input) to `take`, which says false to stop, and
/// complains about what cannot be read. The exit code is kFailed as soon as one input or record failed.
int read_each(const Context& context, const std::vector<std::string>& files,
              const std::function<bool(news::Article&&)>& take);

/// What is done with one article: the lines to print for it.
using ArticleWork = std::function<std::string(news::Article, engine::Engine::Workspace&)>;

/// Works on articles as they come, some hundred at a time on all threads, and prints what comes out in their
/// order.
class ArticleLine {
 public:
  ArticleLine(const Context& context, ArticleWork work);
  /// Takes one article; false when nobody reads the output any more.
  bool add(news::Article&& article);
  /// Works on what is left; call once at the end.
  void finish();

 private:
  void flush();

  ArticleWork work_;
  std::vector<engine::Engine::Workspace> spaces_;
  std::vector<news::Article> waiting_;
  ProgressLine progress_;
  std::size_t done_ = 0;
  bool open_ = true;
};

/// read_each() into an ArticleLine.
int work_on_files(const Context& context, const std::vector<std::string>& files, const ArticleWork& work);

// One function a sub-command: declares it below `root` and stores what to run in `action`.
using Action = std::function<int()>;
void add_run(CLI::App& root, Context& context, Action& action);
void add_read(CLI::App& root, Context& context, Action& action);
void add_parse(CLI::App& root, Context& context, Action& action);
void add_annotate(CLI::App& root, Context& context, Action& action);
void add_code(CLI::App& root, Context& context, Action& action);
void add_relate(CLI::App& root, Context& context, Action& action);
void add_eval(CLI::App& root, Context& context, Action& action);
void add_audit(CLI::App& root, Context& context, Action& action);
void add_explain(CLI::App& root, Context& context, Action& action);
void add_series(CLI::App& root, Context& context, Action& action);
void add_export(CLI::App& root, Context& context, Action& action);
void add_actors(CLI::App& root, Context& context, Action& action);
void add_models(CLI::App& root, Context& context, Action& action);
void add_config(CLI::App& root, Context& context, Action& action);

}  // namespace herald::app
