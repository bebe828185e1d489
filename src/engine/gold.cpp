#include "engine/gold.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace herald::engine {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonValue;
using base::Result;

Error broken(const std::string& place, std::string message) {
  return {ErrorKind::kFormat, std::move(message), place};
}

/// Types of ours, and YIELD of the older ontology.
bool is_type(std::string_view word) {
  return word == "YIELD" || news::event_type_of(word).has_value();
}

Result<GoldEvent> event_of(const JsonValue& value, const std::string& place) {
  if (!value.is_object()) return broken(place, "\"events\" holds something that is no object");
  GoldEvent event;
  event.source = place_of_code(value.text("source").value_or(""));
  event.type = value.text("type").value_or("");
  event.target = place_of_code(value.text("target").value_or(""));
  if (const auto modality = value.text("modality")) {
    const auto known = news::modality_of(*modality);
    if (!known)
      return broken(place, fmt::format("an event's \"modality\" is none of ours: \"{}\"", *modality));
    event.modality = *known;
  }
  if (event.type.empty() || event.type == "NONE" || !is_type(event.type))
    return broken(place, fmt::format("an event's \"type\" is no type: \"{}\"", event.type));
  if (const auto sentence = value.real("sentence")) {
    if (*sentence < 0) return broken(place, "an event's \"sentence\" is below 0");
    event.sentence = static_cast<std::size_t>(*sentence);
  }
  return event;
}

/// Takes the marks out of the text of a row that carries no spans.
Result<void> settle_pair(GoldRow& row, const std::string& place) {
  if (!row.question.pair.source.empty() || !row.question.pair.target.empty()) return {};
  auto marked = without_marks(row.question.text, place);
  if (!marked) return marked.error();
  row.question.text = std::move(marked->text);
  row.question.pair = std::move(marked->pair);
  return {};
}

}  // namespace

Result<MarkedText> without_marks(std::string_view text, const std::string& place) {
  static constexpr std::array<std::string_view, 4> kMarks{"[S]", "[/S]", "[T]", "[/T]"};
  MarkedText out;
  std::array<std::optional<std::uint32_t>, 4> at;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t mark = 0;
    while (mark < kMarks.size() && !text.substr(i).starts_with(kMarks[mark])) ++mark;
    if (mark == kMarks.size()) {
      out.text += text[i++];
      continue;
    }
    if (at[mark]) return broken(place, fmt::format("{} stands twice", kMarks[mark]));
    at[mark] = static_cast<std::uint32_t>(out.text.size());
    i += kMarks[mark].size();
  }
  for (const std::size_t open : {std::size_t{0}, std::size_t{2}}) {
    if (at[open].has_value() != at[open + 1].has_value() || (at[open] && *at[open] > *at[open + 1]))
      return broken(place, fmt::format("{} and {} do not pair", kMarks[open], kMarks[open + 1]));
    if (!at[open]) continue;
    (open == 0 ? out.pair.source : out.pair.target).push_back({*at[open], *at[open + 1]});
  }
  return out;
}

std::string place_of_code(const std::string& code) {
  constexpr std::size_t kLetters = 3;
  static constexpr std::array<std::string_view, 38> kNoCountry{
      "AGR", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "HLH", "HRI", "IGM",
      "IGO", "IMG", "INS", "INT", "JUD", "LAB", "LEG", "MED", "MIL", "MNC", "MOD", "NGM", "NGO",
      "OPP", "PTY", "RAD", "REB", "REF", "REL", "SEP", "SET", "SOC", "SPY", "TOP", "UAF"};
  const std::string first = code.substr(0, kLetters);
  const bool none = std::find(kNoCountry.begin(), kNoCountry.end(), first) != kNoCountry.end();
  return none ? code : first;
}

Result<GoldRow> gold_row(std::string_view line, const std::string& place, const std::string& label,
                         bool eventless_allowed) {
  auto object = base::parse_json(line, place);
  if (!object) return object.error();
  const JsonValue* events = object->find("events");
  GoldRow row;
  row.plain = eventless_allowed && !events && !object->find(label);
  row.passage = events != nullptr || row.plain;
  auto question = relation_question(*object, place);
  if (!question) return question.error();
  row.question = std::move(*question);
  if (row.question.id.empty()) return broken(place, "has no \"id\"");
  if (row.plain) return row;
  if (row.passage) {
    if (!events->is_array()) return broken(place, "\"events\" is no list");
    for (const JsonValue& value : events->items) {
      auto event = event_of(value, place);
      if (!event) return event.error();
      row.events.push_back(std::move(*event));
    }
    return row;
  }
  const auto type = object->text(label);
  if (!type) return broken(place, fmt::format("has neither \"{}\" nor \"events\"", label));
  if (!is_type(*type)) return broken(place, fmt::format("\"{}\" is no type: \"{}\"", label, *type));
  row.type = *type;
  for (const auto& [key, value] : object->members) {
    if (key == "mode") row.mode = value.is_string() ? value.string : "";
  }
  row.modality = object->text("modality");
  if (row.modality && !news::modality_of(*row.modality))
    return broken(place, fmt::format("\"modality\" is none of ours: \"{}\"", *row.modality));
  if (auto settled = settle_pair(row, place); !settled) return settled.error();
  return row;
}

}  // namespace herald::engine
