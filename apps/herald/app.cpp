#include "app.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "base/file.h"
#include "base/pool.h"
#include "base/text.h"
#include "engine/run.h"

namespace herald::app {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// errno of the first failed write to stdout, 0 for none.
int write_failure = 0;

/// What was read of a verb dictionary and what was not, on stderr.
void tell_verbs(const lexicon::OlderVerbs& verbs) {
  fmt::print(stderr, "herald: {}: {}, {}, {}; they stand in for the codebook\n", verbs.name(),
             counted(verbs.block_count(), "block"), counted(verbs.verb_count(), "verb"),
             counted(verbs.pattern_count(), "pattern"));
  constexpr std::size_t kShown = 5;
  for (const lexicon::OlderRemark& remark : verbs.remarks()) {
    std::string lines;
    for (std::size_t i = 0; i < std::min(kShown, remark.lines.size()); ++i)
      lines += (i ? ", " : "") + std::to_string(remark.lines[i]);
    fmt::print(stderr, "herald: {}: note: {}, {} (line {}{})\n", verbs.name(), remark.what,
               counted(remark.lines.size(), "time"), lines, remark.lines.size() > kShown ? ", …" : "");
  }
}

void note_write_failure() {
  if (write_failure == 0) write_failure = errno ? errno : EIO;
}

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Result<void> Context::settle() {
  const std::string path = config_path.empty() ? engine::default_config_path() : config_path;
  if (!config_path.empty() || base::file_exists(path)) {
    if (auto r = config.read_file(path); !r) return r;
  }
  if (auto r = config.read_environment(); !r) return r;
  const auto lay = [&](const char* key, const std::string& value) -> Result<void> {
    return value.empty() ? Result<void>() : config.set(key, value, "command line");
  };
  if (auto r = lay("data", data); !r) return r;
  if (auto r = lay("store", store); !r) return r;
  if (auto r = lay("actors", base::join(actors, ":")); !r) return r;
  if (auto r = lay("verbs", verbs); !r) return r;
  if (auto r = lay("judge", judge); !r) return r;
  if (auto r = lay("fast", fast ? "1" : ""); !r) return r;
  return lay("threads", threads ? std::to_string(*threads) : "");
}

Result<engine::Engine> Context::open_engine() const {
  auto folder = engine::find_data_folder(config);
  if (!folder) return folder.error();
  auto engine = engine::Engine::open(*folder, {.actor_layers = engine::actor_layers(config),
                                               .verbs = config.text("verbs"),
                                               .judge = config.text("judge"),
                                               .fast = config.flag("fast")});
  if (engine && !quiet && !engine->actors().conflicts().empty()) {
    fmt::print(stderr,
               "herald: the project dictionary gives {} another code; \"herald actors check\" lists them\n",
               counted(engine->actors().conflicts().size(), "name"));
  }
  if (engine && !quiet && !engine->actors().notes().empty()) {
    fmt::print(
        stderr,
        "herald: {} of the project dictionary could not be read as it stands; \"herald actors check\" lists "
        "what was made of it\n",
        counted(engine->actors().notes().size(), "line"));
  }
  if (engine && !quiet && engine->verbs()) tell_verbs(*engine->verbs());
  return engine;
}

std::size_t Context::thread_count() const {
  const auto asked = config.number("threads");
  return asked > 0 ? static_cast<std::size_t>(std::min(asked, kMostThreads)) : base::hardware_threads();
}

Result<ingest::InputKind> Context::input_kind() const {
  if (const auto kind = ingest::input_kind(input)) return *kind;
  return Error{ErrorKind::kUsage, "--input is one of text, jsonl, feed, page, auto, not " + input, ""};
}

Result<std::optional<base::Timestamp>> Context::document_date() const {
  if (date.empty()) return std::optional<base::Timestamp>();
  const auto day = base::parse_date(date);
  if (!day) return Error{ErrorKind::kUsage, "--date wants YYYY-MM-DD, not " + date, ""};
  return std::optional(base::Timestamp{std::int64_t{day->days} * 86400, 0, false});
}

void complain(const Error& error) {
  fmt::print(stderr, "herald: {}\n", error.text());
}

Error with_hint(Error error, const std::string& source, bool fetches) {
  if (error.kind != ErrorKind::kFile || base::file_exists(source) || base::folder_exists(source))
    return error;
  const std::size_t dot = source.find('.'), slash = source.find('/');
  if (!fetches && engine::is_url(source)) {
    error.message = "is an address; only herald run fetches";
  } else if (source.find("://") != std::string::npos) {
    if (!engine::is_url(source)) error.message = "only http and https addresses are fetched";
  } else if (source.find(' ') != std::string::npos) {
    error.message += "; text itself goes to herald explain \"...\", or to standard input";
  } else if (fetches && slash != std::string::npos && dot != std::string::npos && dot > 0 && dot < slash) {
    error.message += "; an address begins with https:// or http://";
  }
  return error;
}

bool stderr_is_terminal() {
  return ::isatty(STDERR_FILENO) != 0;
}
bool stdout_is_terminal() {
  return ::isatty(STDOUT_FILENO) != 0;
}

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), started_(now()) {}
ProgressLine::~ProgressLine() {
  clear();
}

namespace {

/// "[######......] 120/480 articles  about 9 s left"; without the bar where it would not move.
std::string bar_line(const std::string& what, std::size_t done, std::size_t total, double elapsed) {
  constexpr std::size_t kWidth = 24;
  std::string bar(std::min(kWidth, done * kWidth / total), '#');
  bar.resize(kWidth, '.');
  const double left = done ? elapsed / static_cast<double>(done) * static_cast<double>(total - done) : 0;
  const std::string rest = done && total > done ? fmt::format("  about {:.0f} s left", left) : "";
  return stderr_is_terminal() ? fmt::format("[{}] {}/{} {}{}", bar, done, total, what, rest)
                              : fmt::format("{}/{} {}{}", done, total, what, rest);
}

}  // namespace

void ProgressLine::show(const std::string& what, std::size_t done, std::size_t total) {
  const double time = now();
  const bool terminal = stderr_is_terminal();
  const double pause = terminal ? 0.1 : 10.0;
  if (quiet_ || time - started_ < (terminal ? 0.3 : 2.0) || time - last_ < pause) return;
  last_ = time;
  const std::string line =
      total ? bar_line(what, done, total, time - started_) : fmt::format("{} {}", done, what);
  if (terminal) {
    fmt::print(stderr, "\r\x1b[K{}", line);
    shown_ = true;
  } else {
    fmt::print(stderr, "herald: {}\n", line);
  }
  std::fflush(stderr);
}

void ProgressLine::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

bool print_text(std::string_view text) {
  if (write_failure == 0 && std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    note_write_failure();
  return write_failure == 0;
}

bool print_line(std::string_view line) {
  return print_text(line) && print_text("\n");
}

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

int finish(int code) {
  if (std::fflush(stdout) != 0) note_write_failure();
  if (write_failure == 0 || write_failure == EPIPE) return code;
  complain(
      {ErrorKind::kFile, fmt::format("cannot write: {}", std::strerror(write_failure)), "standard output"});
  return kFailed;
}

int misused(const std::string& name, const std::string& message) {
  fmt::print(stderr, "herald {}: {}\nType \"herald {} --help\" to see how it is used.\n", name, message,
             name);
  return kUsage;
}

void add_input_options(CLI::App& command, Context& context) {
  command
      .add_option("--input", context.input,
                  "what the input is: text, jsonl, feed, page, or auto to look at its first bytes")
      ->type_name("KIND")
      ->capture_default_str();
  command.add_option("--date", context.date, "day to count from where a text carries no date of its own")
      ->type_name("YYYY-MM-DD");
}

void add_file_options(CLI::App& command, Context& context, std::vector<std::string>& files) {
  command
      .add_option("files", files,
                  "text, JSON Lines, feeds or saved pages, packed or not; none or - for standard input")
      ->type_name("FILE");
  add_input_options(command, context);
}

void add_format_option(CLI::App& command, Context& context, const std::vector<std::string>& words) {
  command
      .add_option("--format", context.format,
                  base::join(words, ", ") + "; " + words.front() + " unless given")
      ->type_name("FORMAT")
      ->check(CLI::IsMember(words).description(""));
}

void add_store_option(CLI::App& command, Context& context, const std::string& help) {
  command.add_option("--store", context.store, help)->type_name("FILE");
}

int read_each(const Context& context, const std::vector<std::string>& files,
              const std::function<bool(news::Article&&)>& take) {
  const auto kind = context.input_kind();
  const auto date = context.document_date();
  if (!kind || !date) {
    complain(kind ? date.error() : kind.error());
    return kUsage;
  }
  ingest::ReadOptions options;
  options.date = *date;
  int code = kDone;
  const std::vector<std::string> sources = files.empty() ? std::vector<std::string>{"-"} : files;
  if (files.empty() && !context.quiet && ::isatty(STDIN_FILENO) != 0) {
    fmt::print(stderr, "herald: reading what you type; end with Ctrl-D (or name a file)\n");
  }
  for (const std::string& source : sources) {
    auto bytes = engine::read_source(source, context.config);
    if (!bytes) {
      complain(with_hint(bytes.error(), source, false));
      code = kFailed;
      continue;
    }
    const std::string name = source == "-" ? "standard input" : source;
    auto stats = ingest::read_articles(*bytes, name, *kind, options, take);
    if (!stats) {
      complain(stats.error());
      code = kFailed;
      continue;
    }
    for (const Error& error : stats->errors) {
      complain(error);
      code = kFailed;
    }
    if (context.quiet) continue;
    for (const Error& warning : stats->warnings)
      complain({warning.kind, "note: " + warning.message, warning.place});
    if (stats->repaired) {
      complain({ErrorKind::kFormat,
                fmt::format("note: {} invalid UTF-8 sequences became U+FFFD", stats->repaired), name});
    }
  }
  return code;
}

namespace {

/// Articles worked on together: enough for all threads, few enough that the first lines come out soon.
constexpr std::size_t kBatch = 256;

}  // namespace

ArticleLine::ArticleLine(const Context& context, ArticleWork work)
    : work_(std::move(work)), spaces_(context.thread_count()), progress_(context.quiet) {}

bool ArticleLine::add(news::Article&& article) {
  waiting_.push_back(std::move(article));
  if (waiting_.size() >= kBatch) flush();
  return open_;
}

void ArticleLine::finish() {
  flush();
}

void ArticleLine::flush() {
  std::vector<std::string> lines(waiting_.size());
  const std::size_t threads = spaces_.size();
  base::ordered_for(
      waiting_.size(), threads, threads * 8,
      [&](std::size_t worker, std::size_t i) { lines[i] = work_(std::move(waiting_[i]), spaces_[worker]); },
      [&](std::size_t i) {
        open_ = open_ && print_text(lines[i]);
        lines[i] = std::string();
        progress_.show("articles", ++done_, 0);
        return open_;
      });
  waiting_.clear();
}

int work_on_files(const Context& context, const std::vector<std::string>& files, const ArticleWork& work) {
  ArticleLine line(context, work);
  const int code =
      read_each(context, files, [&](news::Article&& article) { return line.add(std::move(article)); });
  line.finish();
  return code;
}

}  // namespace herald::app
