// What is done with a store: series and export.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app.h"
#include "base/text.h"
#include "engine/run.h"
#include "series/series.h"
#include "store/store.h"

namespace herald::app {
namespace {

struct SeriesArguments {
  std::string a, b, step = "month";
};

int fail(const base::Error& error) {
  complain(error);
  return kFailed;
}

std::string point_line(const series::Point& point, double largest) {
  const std::string period = point.from == point.to ? point.from.text() : point.from.text().substr(0, 7);
  if (!point.values) return fmt::format("  {:<10}  nothing read\n", period);
  return fmt::format("  {:<10} {:>4} events  conflict {:>7.1f} {:<16} cooperation {:>6.1f} {}\n", period,
                     point.values->events, point.values->conflict,
                     series::bar(-point.values->conflict, largest, 16), point.values->cooperation,
                     series::bar(point.values->cooperation, largest, 16));
}

void print_pair(const series::Measured& measured, const std::string& from, const std::string& to) {
  for (const series::Series& pair : measured.series) {
    if (pair.source != from || pair.target != to) continue;
    double largest = 0;
    for (const series::Point& point : pair.points) {
      if (point.values) largest = std::max({largest, -point.values->conflict, point.values->cooperation});
    }
    print_text(fmt::format("{} -> {}: {}, conflict {:.1f}, cooperation {:.1f}{}\n", from, to,
                           counted(static_cast<std::size_t>(pair.total.events), "event"), pair.total.conflict,
                           pair.total.cooperation, pair.too_little ? "  (too little data for a trend)" : ""));
    print_text(fmt::format("  conflict    {}\n  cooperation {}\n", series::spark(series::conflict_of(pair)),
                           series::spark(series::cooperation_of(pair))));
    for (const series::Point& point : pair.points) {
      if (!point.values || point.values->events) print_text(point_line(point, largest));
    }
    return;
  }
  print_text(fmt::format("{} -> {}: no events\n", from, to));
}

bool has_pair(const series::Measured& measured, const std::string& a, const std::string& b) {
  return std::ranges::any_of(measured.series, [&](const series::Series& s) {
    return (s.source == a && s.target == b) || (s.source == b && s.target == a);
  });
}

/// Says on stderr which pairs there are, for who asked for one that is not.
void print_busiest(const series::Measured& measured) {
  std::string pairs;
  for (std::size_t i = 0; i < std::min<std::size_t>(5, measured.series.size()); ++i) {
    pairs += (i ? ", " : "") + measured.series[i].source + " " + measured.series[i].target;
  }
  if (!pairs.empty()) fmt::print(stderr, "herald: pairs with most events here: {}\n", pairs);
}

int series_command(Context& context, const SeriesArguments& arguments) {
  const auto step = series::step_of(arguments.step);
  auto folder = engine::find_data_folder(context.config);
  if (!folder) return fail(folder.error());
  auto weights = series::Weights::load(*folder + "/codebook/weights.tsv");
  if (!weights) return fail(weights.error());
  auto store = store::Store::open(context.config.text("store"), store::Mode::kRead);
  if (!store) return fail(store.error());
  auto events = store->events();
  if (!events) return fail(events.error());
  auto covered = store->covered_days();
  if (!covered) return fail(covered.error());
  series::Options options;
  options.step = *step;
  const series::Measured measured = series::measure(*events, *weights, options, *covered);
  if (context.format == "tsv" || context.format == "jsonl") {
    series::Measured pair = measured;
    std::erase_if(pair.series, [&](const series::Series& s) {
      return !((s.source == arguments.a && s.target == arguments.b) ||
               (s.source == arguments.b && s.target == arguments.a));
    });
    if (context.format == "tsv") print_text(series::to_tsv(pair));
    for (const series::Series& s : pair.series) {
      if (context.format == "jsonl") print_line(series::to_json(s, *step));
    }
    return kDone;
  }
  if (!has_pair(measured, arguments.a, arguments.b) && !context.quiet) print_busiest(measured);
  print_pair(measured, arguments.a, arguments.b);
  print_pair(measured, arguments.b, arguments.a);
  return kDone;
}

std::string tsv_field(std::string text) {
  for (char& c : text) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

/// One event or report a line, in the columns event data users load: date, source, target, codes.
std::string tsv_line(const news::Report& r) {
  const auto who = [](const std::optional<news::Participant>& p) { return p ? p->actor : news::Actor{}; };
  const news::Actor source = who(r.source), target = who(r.target);
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.3f}\t{}\n",
                     r.date && r.date->from ? r.date->from->text() : "", source.code, source.country,
                     target.code, target.country, news::name(r.action.type), r.action.mode, r.action.cameo,
                     news::name(r.modality), r.attribution.empty() ? "" : r.attribution.front().kind, r.id,
                     r.article, r.confidence, tsv_field(r.text));
}

int export_command(Context& context, const std::string& what) {
  auto store = store::Store::open(context.config.text("store"), store::Mode::kRead);
  if (!store) return fail(store.error());
  const bool tsv = context.format == "tsv";
  if (what == "events") {
    auto events = store->events();
    if (!events) return fail(events.error());
    if (tsv)
      print_line(
          "event\tday\tsource\tsource_country\ttarget\ttarget_"
          "country\ttype\tmode\tcameo\tmodality\treports\tarticles");
    for (const news::Event& event : *events) {
      if (!print_line(tsv ? news::to_tsv(event) : news::to_json(event))) break;
    }
    return kDone;
  }
  if (tsv)
    print_line(
        "day\tsource\tsource_country\ttarget\ttarget_"
        "country\ttype\tmode\tcameo\tmodality\tattribution\treport\tarticle\tconfidence\ttext");
  auto done = store->each_report({}, [&](news::Report&& report) {
    return tsv ? print_text(tsv_line(report)) : print_line(news::to_json(report));
  });
  return done ? static_cast<int>(kDone) : fail(done.error());
}

}  // namespace

void add_series(CLI::App& root, Context& context, Action& action) {
  auto arguments = std::make_shared<SeriesArguments>();
  CLI::App* command =
      root.add_subcommand("series", "conflict and cooperation of a pair of states over time, from the store");
  command->add_option("a", arguments->a, "first state by its three letters in ISO 3166-1, such as USA")
      ->type_name("STATE")
      ->required();
  command->add_option("b", arguments->b, "second state, such as PRK")->type_name("STATE")->required();
  command->add_option("--step", arguments->step, "day, month or year")
      ->type_name("STEP")
      ->check(CLI::IsMember({"day", "month", "year"}).description(""))
      ->capture_default_str();
  add_format_option(*command, context, {"text", "tsv", "jsonl"});
  add_store_option(*command, context, "database to read; default: the one herald run keeps");
  command->footer(
      "Examples:\n"
      "  herald series USA PRK\n"
      "  herald series USA PRK --step year --format tsv > usa-prk.tsv\n"
      "Both directions are shown. A period in which no article was read is said to be so, never drawn as "
      "zero.");
  command->callback([&context, &action, arguments] {
    action = [&context, arguments] {
      for (std::string* code : {&arguments->a, &arguments->b}) {
        const std::string given = *code;
        for (char& c : *code) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        if (code->size() != 3)
          return misused("series",
                         "a state is given by three letters, such as USA or PRK, not \"" + given + "\"");
      }
      return series_command(context, *arguments);
    };
  });
}

void add_export(CLI::App& root, Context& context, Action& action) {
  auto what = std::make_shared<std::string>("reports");
  CLI::App* command = root.add_subcommand("export", "stored reports or events, one a line");
  command->add_option("what", *what, "reports or events")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"reports", "events"}).description(""))
      ->capture_default_str();
  add_format_option(*command, context, {"jsonl", "tsv"});
  add_store_option(*command, context, "database to read; default: the one herald run keeps");
  command->footer(
      "Examples:\n"
      "  herald export --format tsv > reports.tsv\n"
      "  herald export events | head\n"
      "A report is one act in one sentence; an event is what all reports of the same happening amount to.");
  command->callback(
      [&context, &action, what] { action = [&context, what] { return export_command(context, *what); }; });
}

}  // namespace herald::app
