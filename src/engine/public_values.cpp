#include "engine/public_values.h"

#include <type_traits>
#include <utility>

#include "base/file.h"

namespace herald::engine {
namespace {

// Enumerators stand in the same order inside and outside; a new one inside must be added to the header.
template <typename To, typename From>
To same_place(From value) {
  return static_cast<To>(static_cast<std::underlying_type_t<From>>(value));
}
static_assert(static_cast<int>(news::EventType::kCount) == static_cast<int>(EventType::kAssault) + 1);
static_assert(static_cast<int>(news::EventType::kAssault) == static_cast<int>(EventType::kAssault));
static_assert(static_cast<int>(news::Modality::kCount) == static_cast<int>(Modality::kCounterfactual) + 1);
static_assert(static_cast<int>(news::Modality::kCounterfactual) ==
              static_cast<int>(Modality::kCounterfactual));
static_assert(static_cast<int>(base::ErrorKind::kUsage) == static_cast<int>(ErrorKind::kUsage));

Span public_span(const news::Span& span) {
  return {span.begin, span.end};
}

std::vector<Span> public_spans(const std::vector<news::Span>& spans) {
  std::vector<Span> out;
  for (const news::Span& span : spans) out.push_back(public_span(span));
  return out;
}

Actor public_actor(const news::Actor& actor) {
  return {actor.code, actor.country, actor.role, actor.name, actor.stale ? actor.stale_since : std::string()};
}

std::optional<Participant> public_participant(const std::optional<news::Participant>& who) {
  if (!who) return std::nullopt;
  return Participant{public_actor(who->actor), public_span(who->span)};
}

Attribution public_attribution(const news::Attribution& step) {
  Attribution out;
  out.kind = step.kind;
  out.name = step.name;
  if (step.actor) out.actor = public_actor(*step.actor);
  out.count = step.count;
  out.direct = step.direct;
  out.cue = public_spans(step.cue);
  out.source = public_spans(step.source);
  out.content = public_spans(step.content);
  return out;
}

Values public_values(const series::Values& values) {
  return {values.conflict, values.cooperation, values.quads, values.events};
}

}  // namespace

Error public_error(const base::Error& error) {
  return {same_place<ErrorKind>(error.kind), error.message, error.place};
}

Day public_day(base::Date day) {
  return Day(std::chrono::days(day.days));
}

std::optional<Day> public_day(const std::optional<base::Date>& day) {
  return day ? std::optional(public_day(*day)) : std::nullopt;
}

base::Date inner_day(Day day) {
  return {static_cast<std::int32_t>(day.time_since_epoch().count())};
}

std::optional<base::Date> inner_day(const std::optional<Day>& day) {
  return day ? std::optional(inner_day(*day)) : std::nullopt;
}

EventType public_type(news::EventType type) {
  return same_place<EventType>(type);
}
news::EventType inner_type(EventType type) {
  return same_place<news::EventType>(type);
}
Modality public_modality(news::Modality modality) {
  return same_place<Modality>(modality);
}
news::Modality inner_modality(Modality modality) {
  return same_place<news::Modality>(modality);
}

Report public_report(const news::Report& report) {
  Report out;
  out.id = report.id;
  out.article = report.article;
  out.sentence = report.sentence;
  out.in_title = report.in_title;
  out.sentence_span = public_span(report.sentence_span);
  out.text = report.text;
  out.source = public_participant(report.source);
  out.target = public_participant(report.target);
  const news::Action& action = report.action;
  out.action = {public_type(action.type), action.mode, action.context, action.cameo,
                public_span(action.span), action.rule};
  if (const auto& p = report.promised) {
    out.promised = {public_type(p->type), p->mode, public_modality(p->modality), public_day(p->date)};
  }
  out.modality = public_modality(report.modality);
  if (const auto& d = report.date)
    out.date = {public_day(d->from), public_day(d->to), d->precision, d->basis, d->text};
  if (const auto& p = report.place)
    out.place = {p->name, p->geonameid, p->lat, p->lon, p->country, p->precision};
  for (const news::Attribution& step : report.attribution)
    out.attribution.push_back(public_attribution(step));
  out.mentions = report.mentions;
  out.flags = report.flags;
  out.confidence = report.confidence;
  out.fingerprint = report.fingerprint;
  out.json = news::to_json(report);
  return out;
}

Event public_event(const news::Event& event) {
  Event out;
  out.id = event.id;
  out.source_code = event.source_code;
  out.target_code = event.target_code;
  out.source_country = event.source_country;
  out.target_country = event.target_country;
  out.type = public_type(event.type);
  out.mode = event.mode;
  out.cameo = event.cameo;
  out.modality = public_modality(event.modality);
  out.day = public_day(event.day);
  out.reports = event.reports;
  out.articles = event.articles;
  out.json = news::to_json(event);
  return out;
}

Series public_series(const series::Series& series) {
  Series out{series.source, series.target, {}, public_values(series.total), series.too_little};
  for (const series::Point& point : series.points) {
    Point p{public_day(point.from), public_day(point.to), point.covered_days, std::nullopt};
    if (point.values) p.values = public_values(*point.values);
    out.points.push_back(std::move(p));
  }
  return out;
}

base::Result<Config> user_config() {
  Config config;
  const std::string path = default_config_path();
  if (base::file_exists(path)) {
    if (auto r = config.read_file(path); !r) return r.error();
  }
  if (auto r = config.read_environment(); !r) return r.error();
  return config;
}

base::Result<std::string> public_data_folder(const DataFolder& data) {
  auto config = data.path.empty() ? user_config() : base::Result<Config>(Config());
  if (!config) return config.error();
  if (!data.path.empty()) {
    if (auto r = config->set("data", data.path, "the calling program"); !r) return r.error();
  }
  return find_data_folder(*config, data.installed);
}

}  // namespace herald::engine
