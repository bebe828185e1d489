// The public Store: queries of what was kept, and series measured from it.
#include <algorithm>
#include <utility>

#include "engine/public_values.h"
#include "herald/herald.h"
#include "series/series.h"
#include "series/weights.h"
#include "store/store.h"

namespace herald {
namespace {

store::ReportQuery inner_query(const Query& query) {
  store::ReportQuery out;
  out.article = query.article;
  out.source_country = query.source_country;
  out.target_country = query.target_country;
  if (query.type) out.type = engine::inner_type(*query.type);
  if (query.modality) out.modality = engine::inner_modality(*query.modality);
  out.from = engine::inner_day(query.from);
  out.to = engine::inner_day(query.to);
  out.min_confidence = query.min_confidence;
  out.limit = query.limit;
  out.offset = query.offset;
  return out;
}

bool matches(const news::Event& event, const store::ReportQuery& query) {
  const auto is = [](const auto& wanted, const auto& value) { return !wanted || *wanted == value; };
  if (!is(query.source_country, event.source_country) || !is(query.target_country, event.target_country))
    return false;
  if (!is(query.type, event.type) || !is(query.modality, event.modality)) return false;
  if ((query.from || query.to) && !event.day) return false;
  if ((query.from && *event.day < *query.from) || (query.to && *event.day > *query.to)) return false;
  return !query.article ||
         std::find(event.articles.begin(), event.articles.end(), *query.article) != event.articles.end();
}

series::Options inner_options(const SeriesOptions& options) {
  series::Options out;
  out.step = options.step == Step::kDay    ? series::Step::kDay
             : options.step == Step::kYear ? series::Step::kYear
                                           : series::Step::kMonth;
  out.min_events = options.min_events;
  out.from = engine::inner_day(options.from);
  out.to = engine::inner_day(options.to);
  return out;
}

Series series_between(const series::Measured& measured, const std::string& source,
                      const std::string& target) {
  for (const series::Series& found : measured.series) {
    if (found.source == source && found.target == target) return engine::public_series(found);
  }
  Series none;
  none.source = source;
  none.target = target;
  return none;
}

}  // namespace

struct Store::Impl {
  store::Store inner;
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path) {
  std::string file = path;
  if (file.empty()) {
    const auto config = engine::user_config();
    if (!config) return engine::public_error(config.error());
    file = config->text("store");
  }
  auto opened = store::Store::open(file, store::Mode::kRead);
  if (!opened) return engine::public_error(opened.error());
  return Store(std::make_unique<Impl>(Impl{std::move(*opened)}));
}

Result<std::vector<Report>> Store::reports(const Query& query) const {
  std::vector<Report> out;
  const auto done = each_report(query, [&](Report&& report) {
    out.push_back(std::move(report));
    return true;
  });
  if (!done) return done.error();
  return out;
}

Result<void> Store::each_report(const Query& query, const std::function<bool(Report&&)>& visit) const {
  const auto done = impl_->inner.each_report(
      inner_query(query), [&](news::Report&& report) { return visit(engine::public_report(report)); });
  if (!done) return engine::public_error(done.error());
  return {};
}

Result<std::vector<Event>> Store::events(const Query& query) const {
  const auto stored = impl_->inner.events();
  if (!stored) return engine::public_error(stored.error());
  const store::ReportQuery wanted = inner_query(query);
  std::vector<Event> out;
  std::size_t before = 0;
  for (const news::Event& event : *stored) {
    if (!matches(event, wanted) || before++ < query.offset) continue;
    if (query.limit && out.size() == query.limit) break;
    out.push_back(engine::public_event(event));
  }
  return out;
}

Result<std::array<Series, 2>> Store::series(const std::string& a, const std::string& b,
                                            const SeriesOptions& options, const DataFolder& data) const {
  const auto folder = engine::public_data_folder(data);
  if (!folder) return engine::public_error(folder.error());
  const auto weights = series::Weights::load(*folder + "/codebook/weights.tsv");
  if (!weights) return engine::public_error(weights.error());
  const auto events = impl_->inner.events();
  if (!events) return engine::public_error(events.error());
  const auto covered = impl_->inner.covered_days();
  if (!covered) return engine::public_error(covered.error());
  // All pairs are measured, so that the range is that of the whole store, as `herald series` shows it.
  const series::Measured measured = series::measure(*events, *weights, inner_options(options), *covered);
  return std::array<Series, 2>{series_between(measured, a, b), series_between(measured, b, a)};
}

const std::string& Store::path() const {
  return impl_->inner.path();
}

}  // namespace herald
