// The main job.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>

#include "app.h"
#include "base/file.h"
#include "engine/run.h"
#include "results.h"

namespace herald::app {
namespace {

struct RunArguments {
  std::vector<std::string> sources;
  std::string html;
  std::size_t show = 25;
};

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 40) return size.ws_col;
  return 160;
}

std::string run_id() {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
  return fmt::format("run-{}", now.count());
}

void print_summary(const engine::RunSummary& s, const std::string& store_path) {
  fmt::print("\nRead {} sources: {} articles, {} of them new, {} already known, {} changed, {} in other languages.\n", s.sources,
             s.articles, s.articles - s.known - s.updated - s.other_language, s.known, s.updated, s.other_language);
  if (s.failed_sources || s.bad_records) {
    fmt::print("Not read: {} sources and {} records; the messages above and the ledger say why.\n", s.failed_sources, s.bad_records);
  }
  if (s.not_modified) fmt::print("{} feeds were unchanged since last time.\n", s.not_modified);
  fmt::print("Coded {} sentences into {} reports; all that is kept makes {} events.\nKept in {}\n", s.sentences, s.reports, s.events, store_path);
}

int run_command(Context& context, const RunArguments& arguments) {
  const auto kind = context.input_kind();
  const auto date = context.document_date();
  if (!kind || !date) {
    complain(kind ? date.error() : kind.error());
    return kUsage;
  }
  auto engine = context.open_engine();
  if (!engine) {
    complain(engine.error());
    return kFailed;
  }
  const std::string path = context.config.text("store");
  if (const auto folder = std::filesystem::path(path).parent_path(); !folder.empty()) {
    if (auto made = base::make_folders(folder.string()); !made) {
      complain(made.error());
      return kFailed;
    }
  }
  auto store = store::Store::open(path, store::Mode::kCreate);
  if (!store) {
    complain(store.error());
    return kFailed;
  }
  ProgressLine progress(context.quiet);
  engine::RunListener listener;
  listener.progress = [&](const std::string& what, std::size_t done, std::size_t total) { progress.show(what, done, total); };
  listener.failed = [&](const base::Error& error) {
    progress.clear();
    complain(error);
  };
  engine::RunOptions options{arguments.sources, *kind, *date, run_id()};
  auto summary = engine::run(*engine, *store, context.config, options, listener);
  progress.clear();
  if (!summary) {
    complain(summary.error());
    return kFailed;
  }
  auto data = load_results(*store, *engine, options.run, arguments.sources);
  if (!data) {
    complain(data.error());
    return kFailed;
  }
  fmt::print("{}\n{}", event_table(*data, arguments.show, terminal_width(), stdout_is_terminal()), pair_table(data->measured, 12));
  print_summary(*summary, path);
  if (!arguments.html.empty()) {
    if (auto written = base::write_file_atomic(arguments.html, web::report_page(*data)); !written) {
      complain(written.error());
      return kFailed;
    }
    fmt::print("Page written to {}\n", arguments.html);
  }
  fmt::print("Next: herald series USA PRK, herald export --format tsv, herald explain \"a sentence\"\n");
  return summary->failed_sources || summary->bad_records ? kFailed : kDone;
}

}  // namespace

void add_run(CLI::App& root, Context& context, Action& action) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* command = root.add_subcommand("run", "the main job: read feeds and files, code them, keep them, show what was found");
  command->add_option("sources", arguments->sources, "URLs and files (feeds, JSON Lines, text)")->required();
  command->add_option("--input", context.input, "text, jsonl, feed or auto")->capture_default_str();
  command->add_option("--date", context.date, "YYYY-MM-DD: document date of texts that carry none");
  command->add_option("--store", context.store, "SQLite file to keep everything in");
  command->add_option("--html", arguments->html, "also write one self-contained page of the result");
  command->add_option("--show", arguments->show, "events to list")->capture_default_str();
  command->callback([&context, &action, arguments] { action = [&context, arguments] { return run_command(context, *arguments); }; });
}

}  // namespace herald::app
