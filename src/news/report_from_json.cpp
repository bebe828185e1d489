#include "news/report_from_json.h"

#include <cmath>
#include <limits>

namespace herald::news {
namespace {

using base::JsonValue;

/// Reads members of one record and remembers the first thing that was wrong with any of them.
class Reader {
 public:
  const std::string& problem() const { return problem_; }

  void text(const JsonValue& from, const char* key, std::string& out) {
    const JsonValue* member = from.find(key);
    if (!member) return;
    if (!member->is_string()) return fail(key, "is not a string");
    out = member->string;
  }

  void texts(const JsonValue& from, const char* key, std::vector<std::string>& out) {
    const JsonValue* list = array(from, key);
    if (!list) return;
    for (const JsonValue& item : list->items) {
      if (!item.is_string()) return fail(key, "is not a list of strings");
      out.push_back(item.string);
    }
  }

  void flag(const JsonValue& from, const char* key, bool& out) {
    const JsonValue* member = from.find(key);
    if (!member) return;
    if (member->kind != JsonValue::Kind::kBool) return fail(key, "is neither true nor false");
    out = member->boolean;
  }

  std::optional<double> real(const JsonValue& from, const char* key) {
    const JsonValue* member = from.find(key);
    if (!member) return std::nullopt;
    if (member->is_number()) return member->number;
    fail(key, "is not a number");
    return std::nullopt;
  }

  /// A whole number in [0, limit].
  std::optional<std::int64_t> whole(const JsonValue& from, const char* key, double limit) {
    const std::optional<double> number = real(from, key);
    if (!number) return std::nullopt;
    if (*number >= 0 && *number <= limit && std::floor(*number) == *number)
      return static_cast<std::int64_t>(*number);
    fail(key, "is not a whole number in its range");
    return std::nullopt;
  }

  void index(const JsonValue& from, const char* key, std::uint32_t& out) {
    if (const auto number = whole(from, key, kMaxIndex)) out = static_cast<std::uint32_t>(*number);
  }

  void indices(const JsonValue& from, const char* key, std::vector<std::uint32_t>& out) {
    const JsonValue* list = array(from, key);
    if (!list) return;
    for (const JsonValue& item : list->items) {
      if (!is_index(item)) return fail(key, "is not a list of indices");
      out.push_back(static_cast<std::uint32_t>(item.number));
    }
  }

  void span(const JsonValue& from, const char* key, Span& out) {
    if (const JsonValue* member = array(from, key)) one_span(*member, key, out);
  }

  void spans(const JsonValue& from, const char* key, std::vector<Span>& out) {
    const JsonValue* list = array(from, key);
    if (!list) return;
    for (const JsonValue& item : list->items) one_span(item, key, out.emplace_back());
  }

  void day(const JsonValue& from, const char* key, std::optional<base::Date>& out) {
    std::string written;
    text(from, key, written);
    if (written.empty()) return;
    out = base::parse_date(written);
    if (!out) fail(key, "is no date of the form YYYY-MM-DD");
  }

  void type(const JsonValue& from, EventType& out) {
    std::string written;
    text(from, "type", written);
    if (written.empty()) return;
    const auto known = event_type_of(written);
    known ? void(out = *known) : fail("type", "is no event type: " + written.substr(0, 40));
  }

  void modality(const JsonValue& from, Modality& out) {
    std::string written;
    text(from, "modality", written);
    if (written.empty()) return;
    const auto known = modality_of(written);
    known ? void(out = *known) : fail("modality", "is no modality: " + written.substr(0, 40));
  }

  const JsonValue* object(const JsonValue& from, const char* key) {
    const JsonValue* member = from.find(key);
    if (!member || member->is_object()) return member;
    fail(key, "is not an object");
    return nullptr;
  }

  const JsonValue* array(const JsonValue& from, const char* key) {
    const JsonValue* member = from.find(key);
    if (!member || member->is_array()) return member;
    fail(key, "is not a list");
    return nullptr;
  }

  void fail(const char* key, const std::string& what) {
    if (problem_.empty()) problem_.append("\"").append(key).append("\" ").append(what);
  }

 private:
  static constexpr double kMaxIndex = std::numeric_limits<std::uint32_t>::max();

  static bool is_index(const JsonValue& item) {
    return item.is_number() && item.number >= 0 && item.number <= kMaxIndex &&
           std::floor(item.number) == item.number;
  }

  void one_span(const JsonValue& item, const char* key, Span& out) {
    const bool fits = item.is_array() && item.items.size() == 2 && is_index(item.items[0]) &&
                      is_index(item.items[1]) && item.items[0].number <= item.items[1].number;
    if (!fits) return fail(key, "is no [begin,end) pair of byte offsets");
    out = Span{static_cast<std::uint32_t>(item.items[0].number),
               static_cast<std::uint32_t>(item.items[1].number)};
  }

  std::string problem_;
};

Actor read_actor(Reader& reader, const JsonValue& from) {
  Actor actor;
  reader.text(from, "code", actor.code);
  reader.text(from, "country", actor.country);
  reader.text(from, "role", actor.role);
  reader.text(from, "name", actor.name);
  if (const JsonValue* stale = from.find("stale")) {
    // Written as the known-until date; a plain true says stale without the date.
    actor.stale = stale->is_string() || stale->boolean;
    if (stale->is_string()) actor.stale_since = stale->string;
  }
  return actor;
}

std::optional<Participant> read_participant(Reader& reader, const JsonValue& from, const char* key) {
  const JsonValue* member = reader.object(from, key);
  if (!member) return std::nullopt;
  Participant who;
  who.actor = read_actor(reader, *member);
  reader.span(*member, "span", who.span);
  return who;
}

Action read_action(Reader& reader, const JsonValue& from) {
  Action action;
  const JsonValue* member = reader.object(from, "action");
  if (!member) return action;
  reader.type(*member, action.type);
  reader.text(*member, "mode", action.mode);
  reader.texts(*member, "context", action.context);
  reader.text(*member, "cameo", action.cameo);
  reader.span(*member, "span", action.span);
  reader.text(*member, "rule", action.rule);
  return action;
}

std::optional<Promised> read_promised(Reader& reader, const JsonValue& from) {
  const JsonValue* member = reader.object(from, "promised");
  if (!member) return std::nullopt;
  Promised promised;
  reader.type(*member, promised.type);
  reader.text(*member, "mode", promised.mode);
  reader.modality(*member, promised.modality);
  reader.day(*member, "date", promised.date);
  return promised;
}

std::optional<EventDate> read_date(Reader& reader, const JsonValue& from) {
  const JsonValue* member = reader.object(from, "date");
  if (!member) return std::nullopt;
  EventDate date;
  reader.day(*member, "from", date.from);
  reader.day(*member, "to", date.to);
  reader.text(*member, "precision", date.precision);
  reader.text(*member, "basis", date.basis);
  reader.text(*member, "text", date.text);
  return date;
}

std::optional<PlaceMention> read_place(Reader& reader, const JsonValue& from) {
  const JsonValue* member = reader.object(from, "place");
  if (!member) return std::nullopt;
  PlaceMention place;
  reader.text(*member, "name", place.name);
  place.geonameid = reader.whole(*member, "geonameid", 9007199254740992.0);  // 2^53: exact in a JSON number
  place.lat = reader.real(*member, "lat");
  place.lon = reader.real(*member, "lon");
  reader.text(*member, "country", place.country);
  reader.text(*member, "precision", place.precision);
  return place;
}

Attribution read_attribution(Reader& reader, const JsonValue& from) {
  Attribution step;
  reader.text(from, "kind", step.kind);
  reader.text(from, "text", step.name);
  reader.text(from, "name", step.name);
  if (const JsonValue* actor = reader.object(from, "actor")) step.actor = read_actor(reader, *actor);
  if (const auto count = reader.whole(from, "count", std::numeric_limits<int>::max())) {
    step.count = static_cast<int>(*count);
  }
  reader.flag(from, "direct", step.direct);
  reader.spans(from, "cue", step.cue);
  reader.spans(from, "span", step.source);
  return step;
}

}  // namespace

base::Result<Report> report_from_json(const JsonValue& value, const std::string& place) {
  if (!value.is_object()) return base::Error{base::ErrorKind::kFormat, "a report is a JSON object", place};
  Reader reader;
  Report report;
  reader.text(value, "report", report.id);
  reader.text(value, "article", report.article);
  reader.index(value, "sentence", report.sentence);
  report.in_title = value.text("in") == "title";
  reader.span(value, "span", report.sentence_span);
  reader.text(value, "text", report.text);
  report.source = read_participant(reader, value, "source");
  report.target = read_participant(reader, value, "target");
  report.action = read_action(reader, value);
  report.promised = read_promised(reader, value);
  reader.modality(value, report.modality);
  report.date = read_date(reader, value);
  report.place = read_place(reader, value);
  if (const JsonValue* chain = reader.array(value, "attribution")) {
    for (const JsonValue& step : chain->items) {
      step.is_object() ? report.attribution.push_back(read_attribution(reader, step))
                       : reader.fail("attribution", "is not a list of objects");
    }
  }
  reader.indices(value, "mentions", report.mentions);
  reader.texts(value, "flags", report.flags);
  report.confidence = reader.real(value, "confidence").value_or(0);
  reader.text(value, "fingerprint", report.fingerprint);
  if (!reader.problem().empty()) return base::Error{base::ErrorKind::kFormat, reader.problem(), place};
  return report;
}

}  // namespace herald::news
