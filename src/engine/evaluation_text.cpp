// The reports of an evaluation: tables for people, JSON for programs.
#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "engine/evaluation.h"
#include "engine/text_table.h"

namespace herald::engine {
namespace {

using base::JsonWriter;

std::string number(double value) {
  return fmt::format("{:.3f}", value);
}

std::string class_table(const Scores& scores) {
  TextTable table({"class", "rows", "answered", "precision", "recall", "F1"});
  for (const ClassScore& c : scores.classes) {
    table.add({c.name, std::to_string(c.gold), std::to_string(c.answered), number(c.precision()),
               number(c.recall()), number(c.f1())});
  }
  return table.text("  ");
}

/// Rows are what the gold says, columns what was answered; a dot for none.
std::string confusion_table(const Scores& scores) {
  constexpr std::size_t kShort = 4;
  std::vector<std::string> head{"gold \\ answer"};
  for (const ClassScore& c : scores.classes) head.push_back(c.name.substr(0, kShort));
  TextTable table(head);
  for (std::size_t i = 0; i < scores.gold_classes; ++i) {
    std::vector<std::string> cells{scores.classes[i].name};
    for (const std::size_t count : scores.confusion[i]) cells.push_back(count ? std::to_string(count) : ".");
    table.add(std::move(cells));
  }
  return table.text("  ");
}

std::string error_lines(const std::vector<RelationError>& errors) {
  std::string out;
  for (const RelationError& e : errors) {
    out += fmt::format("  {}  {} not {}", e.id, e.gold.empty() ? "nothing" : e.gold,
                       e.answer.empty() ? "nothing" : e.answer);
    if (!e.fit.empty()) out += "  " + e.fit;
    if (!e.rule.empty()) out += "  [" + e.rule + "]";
    out += "\n";
    if (!e.text.empty()) out += "    " + base::collapse_spaces(e.text) + "\n";
  }
  return out;
}

void write_scores(JsonWriter& out, const Scores& scores) {
  constexpr int kDigits = 4;
  out.object();
  out.key("accuracy").value(scores.accuracy(), kDigits).key("macro_f1").value(scores.macro_f1(), kDigits);
  out.key("weighted_f1").value(scores.weighted_f1(), kDigits).key("classes").array();
  for (const ClassScore& c : scores.classes) {
    out.object().key("class").value(c.name).key("rows").value(c.gold).key("answered").value(c.answered);
    out.key("right").value(c.right).key("precision").value(c.precision(), kDigits);
    out.key("recall").value(c.recall(), kDigits).key("f1").value(c.f1(), kDigits).end();
  }
  out.end().key("confusion").array();
  for (const auto& row : scores.confusion) {
    out.array();
    for (const std::size_t count : row) out.value(count);
    out.end();
  }
  out.end().end();
}

void write_errors(JsonWriter& out, const std::vector<RelationError>& errors) {
  out.key("errors").array();
  for (const RelationError& e : errors) {
    const auto text = [&](const char* key, const std::string& value) {
      out.key(key);
      value.empty() ? out.null() : out.value(value);
    };
    out.object().key("id").value(e.id);
    text("gold", e.gold);
    text("answer", e.answer);
    text("fit", e.fit);
    text("rule", e.rule);
    out.end();
  }
  out.end();
}

void write_relations(JsonWriter& out, const RelationEvaluation& e, bool errors) {
  constexpr int kDigits = 4;
  out.object().key("rows").value(e.types.rows).key("right").value(e.types.right).key("types");
  write_scores(out, e.types);
  out.key("macro_f1_interval").array().value(e.macro_f1.low, kDigits).value(e.macro_f1.high, kDigits).end();
  out.key("quads");
  write_scores(out, e.quads);
  const auto part = [&](const char* key, std::size_t right, std::size_t asked) {
    out.key(key).object().key("right").value(right).key("rows").value(asked).end();
  };
  part("mode", e.modes_right, e.modes_asked);
  part("modality", e.modalities_right, e.modalities_asked);
  if (errors) write_errors(out, e.errors);
  out.end();
}

void write_passages(JsonWriter& out, const PassageEvaluation& e, bool errors) {
  constexpr int kDigits = 4;
  out.object().key("passages").value(e.passages).key("events").value(e.gold).key("found").value(e.found);
  out.key("right").value(e.right).key("precision").value(e.precision(), kDigits);
  out.key("recall").value(e.recall(), kDigits).key("f1").value(e.f1(), kDigits);
  out.key("eventless_sentences")
      .value(e.eventless_sentences)
      .key("false_in_eventless")
      .value(e.false_in_eventless);
  if (errors) write_errors(out, e.errors);
  out.end();
}

}  // namespace

std::string text_of(const RelationEvaluation& e, bool errors) {
  std::string out = fmt::format("relations  {} rows, {} right\n", e.types.rows, e.types.right);
  out += fmt::format("  accuracy {:.3f}   macro F1 {:.3f} (95 % {:.3f} to {:.3f})   weighted F1 {:.3f}\n",
                     e.types.accuracy(), e.types.macro_f1(), e.macro_f1.low, e.macro_f1.high,
                     e.types.weighted_f1());
  out += fmt::format("  quads: accuracy {:.3f}   macro F1 {:.3f}\n", e.quads.accuracy(), e.quads.macro_f1());
  const auto part = [&](const char* what, std::size_t right, std::size_t asked) {
    if (asked) out += fmt::format("  {} right where the type is: {} of {}\n", what, right, asked);
  };
  part("mode", e.modes_right, e.modes_asked);
  part("modality", e.modalities_right, e.modalities_asked);
  out += "\n" + class_table(e.types) + "\n" + confusion_table(e.types);
  if (errors && !e.errors.empty()) out += "\nerrors\n" + error_lines(e.errors);
  return out;
}

std::string text_of(const PassageEvaluation& e, bool errors) {
  std::string out =
      fmt::format("passages  {} with {} events; {} found, {} right\n", e.passages, e.gold, e.found, e.right);
  out += fmt::format("  precision {:.3f}   recall {:.3f}   F1 {:.3f}\n", e.precision(), e.recall(), e.f1());
  if (e.eventless_sentences) {
    out += fmt::format("  false events per sentence without one: {:.3f} ({} in {})\n",
                       static_cast<double>(e.false_in_eventless) / static_cast<double>(e.eventless_sentences),
                       e.false_in_eventless, e.eventless_sentences);
  }
  if (errors && !e.errors.empty()) out += "\nerrors\n" + error_lines(e.errors);
  return out;
}

std::string to_json(const RelationEvaluation* relations, const PassageEvaluation* passages, bool errors) {
  JsonWriter out;
  out.object().key("relations");
  relations ? write_relations(out, *relations, errors) : static_cast<void>(out.null());
  out.key("passages");
  passages ? write_passages(out, *passages, errors) : static_cast<void>(out.null());
  out.end();
  return out.take();
}

}  // namespace herald::engine
