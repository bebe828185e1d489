// herald audit: a sample of reports to code by hand, and what the coding says.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "app.h"
#include "base/file.h"
#include "engine/audit.h"
#include "store/store.h"

namespace herald::app {
namespace {

struct AuditArguments {
  std::vector<std::string> files, score;
  std::string out = "audit.tsv", key;
  std::size_t per_type = 10;
  std::uint64_t seed = 1;
  bool from_store = false, answers = false;
};

int fail(const base::Error& error) {
  complain(error);
  return kFailed;
}

/// "sample.tsv" has its key in "sample.key.tsv".
std::string key_beside(const std::string& sheet) {
  const std::size_t dot = sheet.rfind('.'), slash = sheet.rfind('/');
  const bool extension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
  return extension ? sheet.substr(0, dot) + ".key" + sheet.substr(dot) : sheet + ".key";
}

int coded_reports(const Context& context, const std::vector<std::string>& files,
                  std::vector<news::Report>& reports) {
  auto engine = context.open_engine();
  if (!engine) return fail(engine.error());
  std::mutex guard;
  return work_on_files(context, files, [&](news::Article article, engine::Engine::Workspace& work) {
    engine::Analysis analysis = engine->analyse(std::move(article), work);
    const std::lock_guard lock(guard);
    for (news::Report& report : analysis.reports) reports.push_back(std::move(report));
    return std::string();
  });
}

int stored_reports(const Context& context, std::vector<news::Report>& reports) {
  auto store = store::Store::open(context.config.text("store"), store::Mode::kRead);
  if (!store) return fail(store.error());
  auto done = store->each_report({}, [&](news::Report&& report) {
    reports.push_back(std::move(report));
    return true;
  });
  return done ? static_cast<int>(kDone) : fail(done.error());
}

int draw(const Context& context, const AuditArguments& arguments) {
  std::vector<news::Report> reports;
  const int code = arguments.from_store ? stored_reports(context, reports)
                                        : coded_reports(context, arguments.files, reports);
  if (code == kUsage) return code;
  if (reports.empty()) {
    complain({base::ErrorKind::kFormat, "there are no reports to draw from", ""});
    return kFailed;
  }
  const std::size_t all = reports.size();
  const auto sample = engine::draw_sample(std::move(reports), {arguments.per_type, arguments.seed});
  const std::string key = arguments.key.empty() ? key_beside(arguments.out) : arguments.key;
  const auto kind = arguments.answers ? engine::Sheet::kShown : engine::Sheet::kBlind;
  if (auto written = base::write_file_atomic(arguments.out, engine::sheet_of(sample, kind)); !written)
    return fail(written.error());
  if (auto written = base::write_file_atomic(key, engine::key_of(sample)); !written)
    return fail(written.error());
  if (!context.quiet) {
    fmt::print(stderr, "herald: {} of {} drawn into {}; the machine's answers are in {}\n",
               counted(sample.size(), "report"), all, arguments.out, key);
  }
  return code;
}

int score(const Context& context, const AuditArguments& arguments) {
  const auto read = [](const std::string& path) -> base::Result<engine::Coding> {
    auto bytes = base::read_file(path);
    if (!bytes) return bytes.error();
    return engine::read_sheet(*bytes, path);
  };
  const std::string key_path = arguments.key.empty() ? key_beside(arguments.score.front()) : arguments.key;
  auto key = read(key_path);
  if (!key) {
    base::Error error = key.error();
    if (arguments.key.empty()) error.message += "; name the file of the machine's answers with --key";
    return fail(error);
  }
  std::vector<engine::Coding> coders;
  for (const std::string& path : arguments.score) {
    auto coding = read(path);
    if (!coding) return fail(coding.error());
    const auto strangers = std::count_if(coding->begin(), coding->end(),
                                         [&](const auto& row) { return !key->contains(row.first); });
    if (strangers > 0)
      complain({base::ErrorKind::kFormat,
                fmt::format("note: {} not in {} and left out",
                            counted(static_cast<std::size_t>(strangers), "row"), key_path),
                path});
    coders.push_back(std::move(*coding));
  }
  const auto scores = engine::score_audit(*key, coders);
  if (scores.rows == 0) {
    complain({base::ErrorKind::kFormat, "no row is filled in", arguments.score.front()});
    return kFailed;
  }
  context.format == "json" ? print_line(engine::to_json(scores, coders.size() > 1))
                           : print_text(engine::text_of(scores, coders.size() > 1));
  return kDone;
}

int audit(const Context& context, const AuditArguments& arguments) {
  if (!arguments.score.empty()) {
    if (!arguments.files.empty() || arguments.from_store)
      return misused("audit", "either draws a sample or scores one");
    return score(context, arguments);
  }
  if (arguments.from_store && !arguments.files.empty())
    return misused("audit", "draws from files or from the store, not from both");
  return draw(context, arguments);
}

}  // namespace

void add_audit(CLI::App& root, Context& context, Action& action) {
  auto arguments = std::make_shared<AuditArguments>();
  CLI::App* command = root.add_subcommand(
      "audit", "a blind sample of reports to code by hand, and how often they were right");
  add_file_options(*command, context, arguments->files);
  command->add_flag("--from-store", arguments->from_store,
                    "draw from what herald run keeps instead of from files");
  add_store_option(*command, context, "database to draw from; default: the one herald run keeps");
  command
      ->add_option("-o,--out", arguments->out,
                   "sheet to write; the machine's answers go to NAME.key.tsv beside it")
      ->type_name("FILE")
      ->capture_default_str();
  command
      ->add_option("--key", arguments->key, "file of the machine's answers, where it is not beside the sheet")
      ->type_name("FILE");
  command->add_option("--per-type", arguments->per_type, "how many reports of each type")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100000}).description(""))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "the same seed draws the same sample")
      ->type_name("N")
      ->capture_default_str();
  command->add_flag(
      "--answers", arguments->answers,
      "show the machine's answers, to be corrected; without it the coder sees the sentence only");
  command->add_option("--score", arguments->score, "score filled-in sheets; two of them are compared as well")
      ->type_name("FILE")
      ->take_all()
      ->expected(1, 2);
  add_format_option(*command, context, {"text", "json"});
  command->footer(
      "A sheet is a TSV for any spreadsheet: the sentence with the act in question between ** and **, and "
      "the columns "
      "source, action, target, modality, date to fill in; - means none, an empty cell is not judged. --score "
      "tells "
      "the share right of each part with Wilson's 95 % interval, and for two coders Cohen's kappa.\n\n"
      "Examples:\n"
      "  herald audit -o sample.tsv archive.jsonl.zst\n"
      "  herald audit --from-store --per-type 20 --answers -o sample.tsv\n"
      "  herald audit --score sample-anna.tsv sample-ben.tsv --key sample.key.tsv");
  command->callback([&context, &action, arguments] {
    action = [&context, arguments] { return audit(context, *arguments); };
  });
}

}  // namespace herald::app
