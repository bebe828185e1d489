#include "results.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

#include "app.h"
#include "base/text.h"
#include "base/unicode.h"
#include "engine/run.h"

namespace herald::app {
namespace {

using base::Result;

/// `text` cut to `width` code points, "…" at the end when something is missing, padded with spaces.
std::string cell(const std::string& text, std::size_t width) {
  const std::string clean = base::collapse_spaces(text);
  std::string out;
  std::size_t used = 0;
  const std::size_t total = base::count_code_points(clean);
  for (std::size_t at = 0; at < clean.size() && used < width;) {
    const base::CodePoint point = base::decode_utf8(clean, at);
    if (used + 1 == width && total > width) break;
    out.append(clean, at, point.size);
    at += point.size;
    ++used;
  }
  if (total > width) out += "…", ++used;
  out.append(width - std::min(width, used), ' ');
  return out;
}

const char* colour_of(news::EventType type) {
  switch (news::quad_of(type)) {
    case news::Quad::kVerbalCooperation:
      return "\x1b[36m";
    case news::Quad::kMaterialCooperation:
      return "\x1b[32m";
    case news::Quad::kVerbalConflict:
      return "\x1b[33m";
    case news::Quad::kMaterialConflict:
      return "\x1b[31m";
    case news::Quad::kNone:
      break;
  }
  return "";
}

std::string by_whom(const news::Report& report) {
  if (report.attribution.empty()) return "";
  const news::Attribution& outer = report.attribution.front();
  return outer.name.empty() ? outer.kind : outer.name;
}

std::string who(const std::optional<news::Participant>& participant) {
  return participant && !participant->actor.code.empty() ? participant->actor.code : "-";
}

}  // namespace

Result<web::PageData> load_results(const store::Store& store, const engine::Engine& engine,
                                   const std::string& run, const std::vector<std::string>& inputs) {
  web::PageData data;
  // The page may be handed on: a file is named, the folders it lay in are not.
  for (const std::string& input : inputs)
    data.inputs.push_back(engine::is_url(input) ? input : std::filesystem::path(input).filename().string());
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
  data.made = base::Timestamp{seconds.count(), 0, true};
  data.version = HERALD_VERSION;
  data.fingerprint = engine.fingerprint();
  auto events = store.events();
  if (!events) return events.error();
  auto reports = store.reports();
  if (!reports) return reports.error();
  auto articles = store.articles();
  if (!articles) return articles.error();
  auto crosswalk = store.crosswalk("");
  if (!crosswalk) return crosswalk.error();
  auto covered = store.covered_days();
  if (!covered) return covered.error();
  auto ledger = store.ledger_totals(run);
  if (!ledger) return ledger.error();
  auto weights = series::Weights::load(engine.data_folder() + "/codebook/weights.tsv");
  if (!weights) return weights.error();
  data.events = std::move(*events);
  data.reports = std::move(*reports);
  for (const store::ArticleInfo& info : *articles) {
    data.articles.push_back({info.id, info.title.value_or(""), info.publisher.value_or(""),
                             info.url.value_or(""), info.published});
  }
  for (const store::EventReport& line : *crosswalk)
    data.merges.push_back({line.event, line.article, line.report, line.reason});
  for (const store::LedgerTotal& total : *ledger)
    data.ledger.push_back({std::string(store::name(total.stage)), total.reason, total.count});
  for (const lexicon::Country& country : engine.actors().countries()) {
    data.country_names[std::string(country.code)] = std::string(country.name);
  }
  data.measured = series::measure(data.events, *weights, {}, *covered);
  return data;
}

std::string event_table(const web::PageData& data, std::size_t limit, std::size_t width, bool colour) {
  std::map<std::string, const news::Report*> by_id;
  for (const news::Report& report : data.reports) by_id[report.id] = &report;
  std::vector<const news::Event*> events;
  for (const news::Event& event : data.events) events.push_back(&event);
  std::stable_sort(events.begin(), events.end(),
                   [](const news::Event* a, const news::Event* b) { return a->day > b->day; });
  const std::size_t rest = width > 96 ? width - 82 : 30;
  std::string out =
      fmt::format("{} {} {} {} {} {} {}\n", cell("day", 10), cell("source", 9), cell("action", 20),
                  cell("target", 9), cell("modality", 9), cell("by whom", 18), "sentence");
  for (std::size_t i = 0; i < std::min(limit, events.size()); ++i) {
    const news::Event& event = *events[i];
    const auto it = event.reports.empty() ? by_id.end() : by_id.find(event.reports.front());
    if (it == by_id.end()) continue;
    const news::Report& report = *it->second;
    const std::string action =
        std::string(news::name(event.type)) + (event.mode.empty() ? "" : "/" + event.mode);
    out += fmt::format("{} {} {}{}{} {} {} {} {}\n", cell(event.day ? event.day->text() : "undated", 10),
                       cell(who(report.source), 9), colour ? colour_of(event.type) : "", cell(action, 20),
                       colour ? "\x1b[0m" : "", cell(who(report.target), 9),
                       cell(std::string(news::name(event.modality)), 9), cell(by_whom(report), 18),
                       cell(report.text, rest));
  }
  if (events.size() > limit) out += fmt::format("… and {} more events\n", events.size() - limit);
  return out;
}

std::string pair_table(const series::Measured& measured, std::size_t limit) {
  std::string out;
  double largest = 0;
  const std::size_t n = std::min(limit, measured.series.size());
  for (std::size_t i = 0; i < n; ++i) {
    largest = std::max({largest, -measured.series[i].total.conflict, measured.series[i].total.cooperation});
  }
  if (n) out += "pair           events  conflict               cooperation            conflict over time\n";
  for (std::size_t i = 0; i < n; ++i) {
    const series::Series& pair = measured.series[i];
    std::vector<double> curve = series::conflict_of(pair);
    constexpr std::size_t kPoints = 40;
    if (curve.size() > kPoints) curve.erase(curve.begin(), curve.end() - kPoints);
    out += fmt::format("{:<3} -> {:<3} {:>10}  {:>7.1f} {} {:>7.1f} {} {}\n", pair.source, pair.target,
                       pair.total.events, pair.total.conflict,
                       cell(series::bar(-pair.total.conflict, largest, 14), 14), pair.total.cooperation,
                       cell(series::bar(pair.total.cooperation, largest, 14), 14), series::spark(curve));
  }
  return out;
}

}  // namespace herald::app
