// The JSON layouts of reports and annotated articles (design, section 6).
#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "news/report.h"

namespace herald::news {
namespace {

using base::JsonWriter;

void write_text(JsonWriter& out, const char* key, const std::string& text) {
  out.key(key);
  text.empty() ? out.null() : out.value(text);
}

void write_day(JsonWriter& out, const char* key, const std::optional<base::Date>& day) {
  out.key(key);
  day ? out.value(day->text()) : out.null();
}

void write_spans(JsonWriter& out, const char* key, const std::vector<Span>& spans) {
  out.key(key).array();
  for (const Span& span : spans) out.value_span(span.begin, span.end);
  out.end();
}

void write_actor_fields(JsonWriter& out, const Actor& actor) {
  write_text(out, "code", actor.code);
  write_text(out, "country", actor.country);
  write_text(out, "role", actor.role);
  write_text(out, "name", actor.name);
}

void write_stale(JsonWriter& out, const Actor& actor) {
  out.key("stale");
  actor.stale ? out.value(actor.stale_since) : out.null();
}

void write_participant(JsonWriter& out, const char* key, const std::optional<Participant>& who,
                       bool in_title) {
  out.key(key);
  if (!who) {
    out.null();
    return;
  }
  out.object();
  write_actor_fields(out, who->actor);
  out.key("span").value_span(who->span.begin, who->span.end);
  if (in_title) out.key("in").value("title");
  write_stale(out, who->actor);
  out.end();
}

void write_action(JsonWriter& out, const Action& action) {
  out.key("action").object().key("type").value(name(action.type));
  write_text(out, "mode", action.mode);
  out.key("context").array();
  for (const std::string& context : action.context) out.value(context);
  out.end();
  write_text(out, "cameo", action.cameo);
  out.key("span").value_span(action.span.begin, action.span.end);
  write_text(out, "rule", action.rule);
  out.end();
}

void write_promised(JsonWriter& out, const std::optional<Promised>& promised) {
  out.key("promised");
  if (!promised) {
    out.null();
    return;
  }
  out.object().key("type").value(name(promised->type));
  write_text(out, "mode", promised->mode);
  out.key("modality").value(name(promised->modality));
  write_day(out, "date", promised->date);
  out.end();
}

void write_date(JsonWriter& out, const std::optional<EventDate>& date) {
  out.key("date");
  if (!date) {
    out.null();
    return;
  }
  out.object();
  write_day(out, "from", date->from);
  write_day(out, "to", date->to);
  out.key("precision").value(date->precision).key("basis").value(date->basis);
  write_text(out, "text", date->text);
  out.end();
}

void write_place_fields(JsonWriter& out, const PlaceMention& place) {
  out.key("name").value(place.name).key("geonameid");
  place.geonameid ? out.value(*place.geonameid) : out.null();
  out.key("lat");
  place.lat ? out.value(*place.lat, 5) : out.null();
  out.key("lon");
  place.lon ? out.value(*place.lon, 5) : out.null();
  write_text(out, "country", place.country);
  out.key("precision").value(place.precision);
}

void write_place(JsonWriter& out, const std::optional<PlaceMention>& place) {
  out.key("place");
  if (!place) {
    out.null();
    return;
  }
  out.object();
  write_place_fields(out, *place);
  out.end();
}

void write_attribution(JsonWriter& out, const Attribution& step) {
  out.object().key("kind").value(step.kind);
  write_text(out, "name", step.name);
  out.key("actor");
  if (step.actor) {
    out.object();
    write_actor_fields(out, *step.actor);
    out.end();
  } else {
    out.null();
  }
  out.key("count");
  step.count ? out.value(*step.count) : out.null();
  out.key("direct").value(step.direct);
  write_spans(out, "cue", step.cue);
  write_spans(out, "span", step.source);
  write_text(out, "text", step.name);
  out.end();
}

void write_layer(JsonWriter& out, const AnnotatedArticle& annotated, const TimeExpression& time) {
  const bool title = annotated.sentences[time.sentence].in_title;
  out.object().key("span").value_span(time.span.begin, time.span.end);
  if (title) out.key("in").value("title");
  out.key("type").value(time.type);
  write_text(out, "value", time.value);
  write_text(out, "mod", time.mod);
  write_day(out, "from", time.from);
  write_day(out, "to", time.to);
  out.end();
}

void write_sentences(JsonWriter& out, const AnnotatedArticle& annotated) {
  out.key("sentences").array();
  for (const Sentence& sentence : annotated.sentences) {
    if (!sentence.in_title) out.value_span(sentence.span.begin, sentence.span.end);
  }
  out.end().key("entities").array();
  for (const Sentence& sentence : annotated.sentences) {
    for (const Entity& entity : sentence.entities) {
      out.object().key("span").value_span(sentence.tokens[entity.first].span.begin,
                                          sentence.tokens[entity.end - 1].span.end);
      if (sentence.in_title) out.key("in").value("title");
      out.key("label").value(name(entity.label)).end();
    }
  }
  out.end();
}

void write_actors(JsonWriter& out, const AnnotatedArticle& annotated) {
  out.key("actors").array();
  for (const Mention& mention : annotated.mentions) {
    out.object().key("span").value_span(mention.span.begin, mention.span.end);
    if (annotated.sentences[mention.sentence].in_title) out.key("in").value("title");
    write_actor_fields(out, mention.actor);
    write_stale(out, mention.actor);
    out.key("chain").value(std::size_t{mention.chain}).end();
  }
  out.end();
}

void write_attributions(JsonWriter& out, const AnnotatedArticle& annotated) {
  out.key("attributions").array();
  for (const Attribution& step : annotated.attributions) {
    out.object();
    write_spans(out, "cue", step.cue);
    write_spans(out, "source", step.source);
    write_spans(out, "content", step.content);
    if (annotated.sentences[step.sentence].in_title) out.key("in").value("title");
    out.key("kind").value(step.kind).key("count");
    step.count ? out.value(*step.count) : out.null();
    out.key("direct").value(step.direct).key("actor");
    if (step.actor) {
      out.object();
      write_actor_fields(out, *step.actor);
      out.end();
    } else {
      out.null();
    }
    out.key("parent");
    step.parent ? out.value(std::size_t{*step.parent}) : out.null();
    out.end();
  }
  out.end();
}

}  // namespace

std::string to_json(const Report& report) {
  JsonWriter out;
  out.object().key("report").value(report.id).key("article").value(report.article);
  out.key("sentence").value(std::size_t{report.sentence});
  if (report.in_title) out.key("in").value("title");
  out.key("span")
      .value_span(report.sentence_span.begin, report.sentence_span.end)
      .key("text")
      .value(report.text);
  write_participant(out, "source", report.source, report.in_title);
  write_action(out, report.action);
  write_participant(out, "target", report.target, report.in_title);
  write_promised(out, report.promised);
  out.key("modality").value(name(report.modality));
  write_date(out, report.date);
  write_place(out, report.place);
  out.key("attribution").array();
  for (const Attribution& step : report.attribution) write_attribution(out, step);
  out.end().key("mentions").array();
  for (const std::uint32_t sentence : report.mentions) out.value(std::size_t{sentence});
  out.end().key("flags").array();
  for (const std::string& flag : report.flags) out.value(flag);
  out.end().key("confidence").value(report.confidence, 3).key("fingerprint").value(report.fingerprint).end();
  return out.take();
}

std::string to_json(const AnnotatedArticle& annotated, const std::vector<Report>& reports) {
  JsonWriter out;
  out.object().key("article").value(annotated.article.id).key("title").value(annotated.article.title);
  out.key("text").value(annotated.article.text);
  write_sentences(out, annotated);
  write_actors(out, annotated);
  out.key("times").array();
  for (const TimeExpression& time : annotated.times) write_layer(out, annotated, time);
  out.end().key("places").array();
  for (const PlaceMention& place : annotated.places) {
    out.object().key("span").value_span(place.span.begin, place.span.end);
    if (annotated.sentences[place.sentence].in_title) out.key("in").value("title");
    write_place_fields(out, place);
    out.key("reading").value(place.reading).end();
  }
  out.end();
  write_attributions(out, annotated);
  out.key("reports").array();
  for (const Report& report : reports) out.raw(to_json(report));
  out.end().end();
  return out.take();
}

std::string to_json(const Event& event) {
  JsonWriter out;
  out.object().key("event").value(event.id);
  write_day(out, "day", event.day);
  write_text(out, "source", event.source_code);
  write_text(out, "source_country", event.source_country);
  write_text(out, "target", event.target_code);
  write_text(out, "target_country", event.target_country);
  out.key("type").value(name(event.type));
  write_text(out, "mode", event.mode);
  write_text(out, "cameo", event.cameo);
  out.key("modality").value(name(event.modality)).key("reports").array();
  for (const std::string& report : event.reports) out.value(report);
  out.end().key("articles").array();
  for (const std::string& article : event.articles) out.value(article);
  out.end().end();
  return out.take();
}

std::string to_tsv(const Event& event) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", event.id,
                     event.day ? event.day->text() : "", event.source_code, event.source_country,
                     event.target_code, event.target_country, name(event.type), event.mode, event.cameo,
                     name(event.modality), event.reports.size(), event.articles.size());
}

std::string spell(const Report& report) {
  const auto who = [](const std::optional<Participant>& p) {
    return p && !p->actor.code.empty() ? p->actor.code : std::string("-");
  };
  std::string out = who(report.source) + "  " + std::string(name(report.action.type));
  if (!report.action.mode.empty()) out += "/" + report.action.mode;
  out += "  " + who(report.target) + "  " + std::string(name(report.modality));
  if (report.promised) {
    out += "  promised=" + std::string(name(report.promised->type));
    if (!report.promised->mode.empty()) out += "/" + report.promised->mode;
  }
  if (report.date && report.date->from) {
    const std::string day = report.date->from->text();
    if (report.date->precision == "day")
      out += "  " + day;
    else if (report.date->precision == "month")
      out += "  " + day.substr(0, 7);
    else if (report.date->precision == "year")
      out += "  " + day.substr(0, 4);
  }
  if (report.place) out += "  place=" + report.place->name;
  if (!report.attribution.empty()) out += "  by=" + report.attribution.front().kind;
  return out;
}

std::string spell(const Sentence& sentence, std::string_view text) {
  std::string out;
  for (const Token& token : sentence.tokens) {
    if (!out.empty()) out += ' ';
    out +=
        fmt::format("{}/{}/{}>{}", text_of(text, token.span), name(token.tag), name(token.dep), token.head);
  }
  return out;
}

}  // namespace herald::news
