// JSON in and out. Reading goes through simdjson into a small tree; writing streams into a string.
//
//   JsonWriter out;
//   out.object().key("id").value(article.id).key("span").value_span(3, 9).end();
//   std::string line = out.take();
//
// Values; each object stays on one thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace herald::base {

/// One JSON value. Objects keep the order of their keys; a repeated key keeps the last value.
class JsonValue {
 public:
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  double number = 0;
  std::string string;
  std::vector<JsonValue> items;
  std::vector<std::pair<std::string, JsonValue>> members;

  // Defined where the type is complete: `members` holds the type itself, inside a pair.
  JsonValue();
  JsonValue(const JsonValue& other);
  JsonValue(JsonValue&& other) noexcept;
  JsonValue& operator=(const JsonValue& other);
  JsonValue& operator=(JsonValue&& other) noexcept;
  ~JsonValue();

  bool is_null() const { return kind == Kind::kNull; }
  bool is_string() const { return kind == Kind::kString; }
  bool is_number() const { return kind == Kind::kNumber; }
  bool is_array() const { return kind == Kind::kArray; }
  bool is_object() const { return kind == Kind::kObject; }
  /// Member `key` of an object; nullptr when absent, null or not an object.
  const JsonValue* find(std::string_view key) const;
  /// Member `key` when it is a string, else nothing.
  std::optional<std::string> text(std::string_view key) const;
  std::optional<double> real(std::string_view key) const;
};

/// Parses one complete JSON text (valid UTF-8). The error's message names what is wrong; its place is
/// `place`.
Result<JsonValue> parse_json(std::string_view text, const std::string& place);

/// Writes compact JSON. Strings that are not valid UTF-8 are written with U+FFFD in the bad places.
class JsonWriter {
 public:
  JsonWriter& object();
  JsonWriter& array();
  JsonWriter& end();  ///< closes the innermost object or array
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::optional<std::string>& text);  ///< null when empty
  JsonWriter& value(bool flag);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::size_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(double number, int digits);  ///< fixed number of decimals, trailing zeros dropped
  JsonWriter& null();
  JsonWriter& value_span(std::size_t begin, std::size_t end);  ///< [begin,end]
  JsonWriter& raw(std::string_view json);                      ///< a value already in JSON
  std::string take();  ///< the text so far; the writer is empty afterwards

 private:
  void separate();
  std::string out_;
  std::vector<char> open_;
  bool need_comma_ = false;
};

}  // namespace herald::base
