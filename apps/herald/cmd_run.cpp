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
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  return fmt::format("run-{}", now.count());
}

void print_summary(const engine::RunSummary& s, const std::string& store_path) {
  const std::size_t added = s.articles - s.known - s.updated - s.other_language;
  std::string out =
      fmt::format("\nRead {}: {}, {} of them new, {} already known, {} changed, {} in other languages.\n",
                  counted(s.sources - s.failed_sources, "source"), counted(s.articles, "article"), added,
                  s.known, s.updated, s.other_language);
  if (s.failed_sources || s.bad_records) {
    out += fmt::format("Not read: {} and {}; the messages above say why, and the ledger keeps it.\n",
                       counted(s.failed_sources, "source"), counted(s.bad_records, "record"));
  }
  if (s.not_modified) out += fmt::format("{} unchanged since last time.\n", counted(s.not_modified, "feed"));
  out += fmt::format("Coded {} into {}; all that is kept makes {}.\nKept in {}\n",
                     counted(s.sentences, "sentence"), counted(s.reports, "report"),
                     counted(s.events, "event"), store_path);
  print_text(out);
}

/// What to type next, with the store and a pair that are there.
void print_next_steps(const web::PageData& data, const Context& context) {
  const std::string store = context.store.empty() ? "" : " --store " + context.store;
  std::string out;
  if (!data.measured.series.empty()) {
    out += fmt::format("  herald series {} {}{}\n", data.measured.series.front().source,
                       data.measured.series.front().target, store);
  }
  if (!data.reports.empty()) out += fmt::format("  herald export --format tsv{}\n", store);
  print_text("Next:\n" + out + "  herald explain \"a sentence\"\n");
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
  listener.progress = [&](const std::string& what, std::size_t done, std::size_t total) {
    progress.show(what, done, total);
  };
  listener.failed = [&](const base::Error& error) {
    progress.clear();
    complain(with_hint(error, error.place, true));
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
  if (!data->events.empty()) {
    print_text(event_table(*data, arguments.show, terminal_width(), stdout_is_terminal()));
    if (!data->measured.series.empty()) print_text("\n" + pair_table(data->measured, 12));
  }
  print_summary(*summary, path);
  if (!arguments.html.empty()) {
    if (auto written = base::write_file_atomic(arguments.html, web::report_page(*data)); !written) {
      complain(written.error());
      return kFailed;
    }
    print_line("Page written to " + arguments.html);
  }
  print_next_steps(*data, context);
  return summary->failed_sources || summary->bad_records ? kFailed : kDone;
}

}  // namespace

void add_run(CLI::App& root, Context& context, Action& action) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* command = root.add_subcommand(
      "run", "the main job: read feeds and files, code them, keep them, show what was found");
  command
      ->add_option("sources", arguments->sources,
                   "addresses of feeds (http, https) and files: feeds, JSON Lines, text, saved pages; - for "
                   "standard input")
      ->type_name("URL|FILE")
      ->required();
  add_input_options(*command, context);
  add_store_option(
      *command, context,
      "database to keep everything in, made when it is not there; default: " + context.config.text("store"));
  command->add_option("--html", arguments->html, "also write the result as one page that needs nothing else")
      ->type_name("FILE");
  command->add_option("--show", arguments->show, "how many events to list, newest first")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber.description(""))
      ->capture_default_str();
  command->footer(
      "Examples:\n"
      "  herald run https://example.org/world.xml\n"
      "  herald run --store june.db --html june.html feeds/*.xml notes.txt\n"
      "Running it again reads what is new and keeps the rest; it may be stopped at any time.");
  command->callback([&context, &action, arguments] {
    action = [&context, arguments] { return run_command(context, *arguments); };
  });
}

}  // namespace herald::app
