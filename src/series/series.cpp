#include "series/series.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace herald::series {
namespace {

using base::Date;

/// An event that counts, with its weight.
struct Weighed {
  Date day;
  double weight = 0;
  news::Quad quad = news::Quad::kNone;
  const std::string* id = nullptr;
};

using Pair = std::pair<std::string, std::string>;

bool asked_for(const news::Event& event, const Options& options) {
  return (!options.source || *options.source == event.source_country) &&
         (!options.target || *options.target == event.target_country) &&
         (!options.from || *event.day >= *options.from) && (!options.to || *event.day <= *options.to);
}

/// The reason an event is in no series, counted; nullptr when it counts.
int* reason_to_leave_out(const news::Event& event, const Options& options, LeftOut& out) {
  if (!news::counts(event.modality) || event.type == news::EventType::kNone) return &out.not_happened;
  if (event.source_country.empty() || event.target_country.empty()) return &out.no_state;
  if (event.source_country == event.target_country && !options.within_states) return &out.within_state;
  if (!event.day) return &out.no_day;
  if (!asked_for(event, options)) return &out.other;
  return nullptr;
}

void count(Values& values, const Weighed& event) {
  ++values.events;
  (event.weight < 0 ? values.conflict : values.cooperation) += event.weight;
  if (event.quad != news::Quad::kNone) ++values.quads[static_cast<std::size_t>(event.quad) - 1];
}

struct Range {
  Date from, to;
};

std::optional<Range> range_of(const std::map<Pair, std::vector<Weighed>>& pairs, const Options& options,
                              const std::set<Date>& covered) {
  std::optional<Date> first = options.from, last = options.to;
  std::optional<Date> low, high;
  const auto see = [&](Date day) {
    if (!low || day < *low) low = day;
    if (!high || day > *high) high = day;
  };
  for (const auto& [pair, events] : pairs) {
    for (const Weighed& event : events) see(event.day);
  }
  if (!covered.empty()) {
    see(*covered.begin());
    see(*covered.rbegin());
  }
  if (!first) first = low;
  if (!last) last = high;
  if (!first || !last || *first > *last) return std::nullopt;
  return Range{*first, *last};
}

/// The periods of the range, without holes, still empty.
std::vector<Point> periods(const Range& range, Step step, const std::set<Date>& covered) {
  std::vector<Point> points;
  for (Date at = range.from; at <= range.to;) {
    Point point;
    point.from = at;
    point.to = std::min(period_end(at, step), range.to);
    point.covered_days =
        static_cast<int>(std::distance(covered.lower_bound(point.from), covered.upper_bound(point.to)));
    if (covered.empty() || point.covered_days > 0) point.values = Values{};
    at = point.to.plus(1);
    points.push_back(point);
  }
  return points;
}

Series series_of(const Pair& pair, std::vector<Weighed>& events, std::vector<Point> points, int min_events) {
  Series series;
  std::tie(series.source, series.target) = pair;
  std::sort(events.begin(), events.end(), [](const Weighed& a, const Weighed& b) {
    return std::tie(a.day, *a.id) < std::tie(b.day, *b.id);
  });
  std::size_t at = 0;
  for (const Weighed& event : events) {
    while (points[at].to < event.day) ++at;
    if (!points[at].values) points[at].values = Values{};
    count(*points[at].values, event);
    count(series.total, event);
  }
  series.points = std::move(points);
  series.too_little = series.total.events < min_events;
  return series;
}

}  // namespace

std::string_view name(Step step) {
  switch (step) {
    case Step::kDay:
      return "day";
    case Step::kMonth:
      return "month";
    case Step::kYear:
      break;
  }
  return "year";
}

std::optional<Step> step_of(std::string_view text) {
  for (const Step step : {Step::kDay, Step::kMonth, Step::kYear}) {
    if (name(step) == text) return step;
  }
  return std::nullopt;
}

Date period_begin(Date day, Step step) {
  if (step == Step::kDay) return day;
  return step == Step::kMonth ? day.month_begin() : Date::from_ymd(day.year(), 1, 1);
}

Date period_end(Date day, Step step) {
  if (step == Step::kDay) return day;
  return step == Step::kMonth ? day.month_end() : Date::from_ymd(day.year(), 12, 31);
}

Measured measure(const std::vector<news::Event>& events, const Weights& weights, const Options& options,
                 const std::vector<Date>& covered) {
  Measured out;
  out.step = options.step;
  out.weights = weights.fingerprint();
  std::map<Pair, std::vector<Weighed>> pairs;
  for (const news::Event& event : events) {
    if (int* reason = reason_to_leave_out(event, options, out.left_out)) {
      ++*reason;
      continue;
    }
    const double weight = weights.score(event.type, event.mode).value_or(0);
    pairs[{event.source_country, event.target_country}].push_back(
        {*event.day, weight, news::quad_of(event.type), &event.id});
    ++out.counted;
  }
  const std::set<Date> days(covered.begin(), covered.end());
  const std::optional<Range> range = range_of(pairs, options, days);
  if (!range) return out;
  const std::vector<Point> empty = periods(*range, options.step, days);
  for (auto& [pair, weighed] : pairs)
    out.series.push_back(series_of(pair, weighed, empty, options.min_events));
  std::stable_sort(out.series.begin(), out.series.end(),
                   [](const Series& a, const Series& b) { return a.total.events > b.total.events; });
  return out;
}

}  // namespace herald::series
