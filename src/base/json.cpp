#include "base/json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/check.h"

namespace herald::base {
namespace {

JsonValue copy(const simdjson::dom::element& element) {
  JsonValue value;
  switch (element.type()) {
    case simdjson::dom::element_type::NULL_VALUE:
      break;
    case simdjson::dom::element_type::BOOL:
      value.kind = JsonValue::Kind::kBool;
      value.boolean = element.get_bool().value_unsafe();
      break;
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE:
      value.kind = JsonValue::Kind::kNumber;
      value.number = element.get_double().value_unsafe();
      break;
    case simdjson::dom::element_type::STRING:
      value.kind = JsonValue::Kind::kString;
      value.string = std::string(element.get_string().value_unsafe());
      break;
    case simdjson::dom::element_type::ARRAY:
      value.kind = JsonValue::Kind::kArray;
      {
        const simdjson::dom::array array = element.get_array().value_unsafe();
        for (const auto item : array) value.items.push_back(copy(item));
      }
      break;
    case simdjson::dom::element_type::OBJECT:
      value.kind = JsonValue::Kind::kObject;
      {
        const simdjson::dom::object object = element.get_object().value_unsafe();
        for (const auto field : object) value.members.emplace_back(std::string(field.key), copy(field.value));
      }
      break;
  }
  return value;
}

}  // namespace

JsonValue::JsonValue() = default;
JsonValue::JsonValue(const JsonValue& other) = default;
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue& JsonValue::operator=(const JsonValue& other) = default;
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

const JsonValue* JsonValue::find(std::string_view key) const {
  for (auto it = members.rbegin(); it != members.rend(); ++it) {
    if (it->first == key) return it->second.is_null() ? nullptr : &it->second;
  }
  return nullptr;
}

std::optional<std::string> JsonValue::text(std::string_view key) const {
  const JsonValue* member = find(key);
  if (!member || !member->is_string()) return std::nullopt;
  return member->string;
}

std::optional<double> JsonValue::real(std::string_view key) const {
  const JsonValue* member = find(key);
  if (!member || !member->is_number()) return std::nullopt;
  return member->number;
}

Result<JsonValue> parse_json(std::string_view text, const std::string& place) {
  thread_local simdjson::dom::parser parser;
  const simdjson::padded_string padded(text);
  const auto element = parser.parse(padded);
  if (element.error()) {
    return Error{ErrorKind::kFormat,
                 std::string("not valid JSON: ") + simdjson::error_message(element.error()), place};
  }
  return copy(element.value_unsafe());
}

void JsonWriter::separate() {
  if (need_comma_) out_ += ',';
  need_comma_ = true;
}

JsonWriter& JsonWriter::object() {
  separate();
  out_ += '{';
  open_.push_back('}');
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::array() {
  separate();
  out_ += '[';
  open_.push_back(']');
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end() {
  check(!open_.empty(), "end() closes something");
  out_ += open_.back();
  open_.pop_back();
  need_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  value(name);
  out_ += ':';
  need_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  out_ += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return *this;
}

JsonWriter& JsonWriter::value(const std::optional<std::string>& text) {
  return text ? value(*text) : null();
}

JsonWriter& JsonWriter::value(bool flag) {
  separate();
  out_ += flag ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
  return *this;
}

JsonWriter& JsonWriter::value(std::size_t number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
  return *this;
}

JsonWriter& JsonWriter::value(double number, int digits) {
  if (!std::isfinite(number)) return null();
  separate();
  if (std::abs(number) >= 1e15) {  // has no decimals, and long integers are no JSON to many readers
    fmt::format_to(std::back_inserter(out_), "{}", number);
    return *this;
  }
  std::string text = fmt::format("{:.{}f}", number, digits);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  out_ += text == "-0" ? "0" : text;
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::value_span(std::size_t begin, std::size_t end) {
  separate();
  fmt::format_to(std::back_inserter(out_), "[{},{}]", begin, end);
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

std::string JsonWriter::take() {
  need_comma_ = false;
  open_.clear();
  return std::exchange(out_, std::string());
}

}  // namespace herald::base
