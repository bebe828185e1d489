#include "engine/relation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "coder/judging.h"
#include "coder/weigh.h"

namespace herald::engine {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonValue;
using base::JsonWriter;
using base::Result;
using coder::Evidence;
using coder::Fit;
using news::Span;

/// What is answered when nothing fits: the type that was right most often then.
constexpr news::EventType kPriorType = news::EventType::kReject;
constexpr double kPriorRight = 0.1;

/// Below it, the pair has more often nothing between them than what was found.
constexpr double kNoneBelow = 0.3;

/// Share of answers that were right on sentences of our own, by the weight of the best evidence; straight
/// lines between.
double share_right(double weight) {
  constexpr std::array<std::pair<double, double>, 9> kMeasured{{{-3, 0.08},
                                                                {-2, 0.14},
                                                                {-1, 0.26},
                                                                {0, 0.40},
                                                                {0.5, 0.45},
                                                                {1, 0.62},
                                                                {2, 0.75},
                                                                {3, 0.88},
                                                                {4, 0.93}}};
  if (weight <= kMeasured.front().first) return kMeasured.front().second;
  for (std::size_t i = 1; i < kMeasured.size(); ++i) {
    const auto [low, low_share] = kMeasured[i - 1];
    const auto [high, high_share] = kMeasured[i];
    if (weight <= high) return low_share + (high_share - low_share) * (weight - low) / (high - low);
  }
  return kMeasured.back().second;
}

Result<Span> span_of(const JsonValue& value, std::size_t size, const char* role, const std::string& place) {
  const auto wrong = [&](std::string_view what) {
    return Error{ErrorKind::kFormat, fmt::format("\"{}\": {}", role, what), place};
  };
  if (value.items.size() != 2 || !value.items[0].is_number() || !value.items[1].is_number())
    return wrong("a span is two numbers, [begin,end]");
  const double begin = value.items[0].number, end = value.items[1].number;
  if (begin < 0 || end < begin || begin != static_cast<double>(static_cast<std::uint32_t>(begin)) ||
      end != static_cast<double>(static_cast<std::uint32_t>(end)))
    return wrong("a span is two whole numbers, the first not above the second");
  if (end > static_cast<double>(size))
    return wrong(fmt::format("the span ends at byte {:.0f}, but the text has {}", end, size));
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Result<std::vector<Span>> spans_of(const JsonValue& object, const char* role, std::size_t size,
                                   const std::string& place) {
  std::vector<Span> spans;
  const JsonValue* value = object.find(role);
  if (!value) return spans;
  if (!value->is_array())
    return Error{ErrorKind::kFormat,
                 fmt::format("\"{}\" is a span [begin,end], a list of spans, or [] for none", role), place};
  const bool single = !value->items.empty() && value->items.front().is_number();
  const std::size_t count = single ? 1 : value->items.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto span = span_of(single ? *value : value->items[i], size, role, place);
    if (!span) return span.error();
    if (!span->empty()) spans.push_back(*span);
  }
  return spans;
}

/// The act as `customs` name it.
std::string_view named(const Evidence& e, const lexicon::Customs* customs) {
  if (!customs) return news::name(e.type);
  return customs->name_of(
      {e.type, e.mode, e.cameo, e.promised ? e.promised->type : news::EventType::kNone, e.modality});
}

void write_evidence(JsonWriter& out, const Evidence& e) {
  out.object();
  out.key("type").value(news::name(e.type)).key("mode");
  e.mode.empty() ? out.null() : out.value(e.mode);
  out.key("cameo").value(e.cameo).key("modality").value(news::name(e.modality)).key("promised");
  e.promised ? out.value(news::name(e.promised->type)) : out.null();
  out.key("fit").value(coder::name(e.fit)).key("rule").value(e.rule);
  out.key("trigger").value_span(e.span.begin, e.span.end);
  out.key("weight").value(e.weight, 3);
  out.key("source").value(static_cast<int>(e.source)).key("target").value(static_cast<int>(e.target));
  out.key("reciprocal").value(e.reciprocal).key("inherited").value(e.inherited);
  out.key("inside_mark").value(e.inside_mark);
  out.key("slack").value(e.slack).key("missing").value(e.missing);
  out.key("distance").value(e.distance).key("score").value(e.score);
  out.end();
}

}  // namespace

Result<RelationQuestion> relation_question(const JsonValue& object, const std::string& place) {
  if (!object.is_object()) return Error{ErrorKind::kFormat, "is not a JSON object", place};
  const auto text = object.text("text");
  if (!text) return Error{ErrorKind::kFormat, "has no \"text\"", place};
  RelationQuestion question;
  question.text = *text;
  if (const JsonValue* id = object.find("id"))
    question.id = id->is_number() ? fmt::format("{}", id->number) : id->string;
  auto source = spans_of(object, "source", text->size(), place);
  if (!source) return source.error();
  auto target = spans_of(object, "target", text->size(), place);
  if (!target) return target.error();
  question.pair = {std::move(*source), std::move(*target)};
  if (const auto date = object.text("date")) {
    question.date = base::parse_timestamp(*date);
    if (!question.date)
      return Error{ErrorKind::kFormat, fmt::format("\"date\" is no date: \"{}\"", *date), place};
  }
  return question;
}

Result<RelationQuestion> relation_question(std::string_view line, const std::string& place) {
  auto object = base::parse_json(line, place);
  if (!object) return object.error();
  return relation_question(*object, place);
}

namespace {

/// The answer by the codebook's foremost evidence alone.
void answer_by_rules(const RelationOptions& options, RelationAnswer& answer) {
  Evidence best;
  best.type = kPriorType;
  if (!answer.evidence.empty()) best = answer.evidence.front();
  answer.confidence = answer.evidence.empty() ? kPriorRight : share_right(best.weight);
  if (options.may_be_none && answer.confidence < kNoneBelow) {
    answer.confidence = 1 - answer.confidence;
    answer.type = news::name(news::EventType::kNone);
    return;
  }
  answer.type = named(best, options.customs);
  answer.mode = best.mode;
  answer.cameo = best.cameo;
  answer.modality = best.modality;
  answer.rule = best.rule;
  answer.quad = options.customs ? options.customs->quad_of(answer.type) : news::quad_of(best.type);
}

/// The answer by evidence and judge together.
void answer_with_judge(const Engine& engine, const RelationQuestion& question, const RelationOptions& options,
                       coder::Judging& judging, RelationAnswer& answer) {
  const auto ontology = options.customs ? coder::Ontology::kPlover2018 : coder::Ontology::kPlover;
  judging.ask(question.text, question.pair);
  std::vector<coder::View> views;
  for (const Evidence& e : answer.evidence) views.push_back({&e, named(e, options.customs)});
  const auto classes = judging.classes(ontology);
  const coder::Weighed best = coder::weigh(engine.weights(), ontology, views, classes,
                                           judging.probabilities(ontology), options.may_be_none);
  answer.type = classes[best.answer];
  answer.confidence = best.probability;
  if (answer.type == news::name(news::EventType::kNone)) return;
  const auto plain = news::event_type_of(answer.type);
  if (best.evidence) {
    answer.mode = best.evidence->mode;
    answer.cameo = best.evidence->cameo;
    answer.modality = best.evidence->modality;
    answer.rule = best.evidence->rule;
  } else if (plain) {
    answer.mode = judging.mode(*plain);
    answer.cameo = engine.codebook().usual_cameo(*plain, answer.mode);
    answer.modality = judging.modality();
    answer.rule = "judge";
  }
  answer.quad = options.customs ? options.customs->quad_of(answer.type) : news::quad_of(*plain);
}

}  // namespace

RelationAnswer answer_relation(const Engine& engine, const RelationQuestion& question,
                               const RelationOptions& options, Engine::Workspace& work) {
  news::Article article;
  article.id = question.id;
  article.text = question.text;
  article.published = question.date;
  RelationAnswer answer;
  answer.id = question.id;
  answer.evidence =
      coder::relate(engine.codebook(), engine.annotate(std::move(article), work), question.pair);
  if (engine.judge()) {
    coder::Judging judging(*engine.judge(), work.judge);
    if (judging.knows(options.customs ? coder::Ontology::kPlover2018 : coder::Ontology::kPlover)) {
      answer_with_judge(engine, question, options, judging, answer);
      return answer;
    }
  }
  answer_by_rules(options, answer);
  return answer;
}

std::string to_json(const RelationAnswer& answer, bool evidence) {
  JsonWriter out;
  const auto text = [&](const char* key, const std::string& value) {
    out.key(key);
    value.empty() ? out.null() : out.value(value);
  };
  out.object().key("id").value(answer.id).key("type").value(answer.type);
  text("mode", answer.mode);
  text("cameo", answer.cameo);
  text("quad", std::string(answer.quad == news::Quad::kNone ? "" : news::name(answer.quad)));
  out.key("confidence").value(answer.confidence, 3);
  text("rule", answer.rule);
  if (evidence) {
    out.key("modality").value(news::name(answer.modality)).key("evidence").array();
    for (const Evidence& e : answer.evidence) write_evidence(out, e);
    out.end();
  }
  out.end();
  return out.take();
}

}  // namespace herald::engine
