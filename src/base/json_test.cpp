#include "base/json.h"

#include <gtest/gtest.h>

#include <limits>

namespace herald::base {
namespace {

JsonValue parsed(std::string_view text) {
  auto value = parse_json(text, "test");
  if (!value) ADD_FAILURE() << value.error().text();
  return value ? *value : JsonValue{};
}

TEST(ParseJson, Values) {
  const JsonValue value = parsed(R"({"s":"a\u00e9\ud83d\ude00\n","n":-1.5e2,"b":true,"z":null,"a":[1,"x",{}],"big":18446744073709551615})");
  ASSERT_TRUE(value.is_object());
  EXPECT_EQ(value.text("s"), "aé\U0001F600\n");
  EXPECT_EQ(value.real("n"), -150);
  EXPECT_TRUE(value.find("b")->boolean);
  EXPECT_EQ(value.find("z"), nullptr) << "null is as good as absent";
  EXPECT_EQ(value.find("absent"), nullptr);
  EXPECT_EQ(value.find("a")->items.size(), 3U);
  EXPECT_EQ(value.real("big"), 18446744073709551615.0);
  EXPECT_FALSE(value.text("n").has_value());
  EXPECT_FALSE(value.real("s").has_value());
  EXPECT_EQ(value.members.front().first, "s") << "keys keep their order";
  EXPECT_EQ(parsed("[1]").find("x"), nullptr);
}

TEST(ParseJson, TheLastOfRepeatedKeysCounts) {
  EXPECT_EQ(parsed(R"({"k":"first","k":"last"})").text("k"), "last");
  EXPECT_EQ(parsed(R"({"k":"first","k":null})").find("k"), nullptr);
}

TEST(ParseJson, Scalars) {
  EXPECT_TRUE(parsed("null").is_null());
  EXPECT_EQ(parsed(" 7 ").number, 7);
  EXPECT_EQ(parsed("\"x\"").string, "x");
}

TEST(ParseJson, Errors) {
  for (const std::string_view bad :
       {"", "  ", "{", "[1,2", "{\"a\":}", "{\"a\" 1}", "[1,]", "{a:1}", "tru", "01", "\"open", "{} {}", "[1] x", "\"\x01\"",
        "\"\\q\"", "\"\\ud800\"", "\"\xFF\"", "nan", "1e400"}) {
    const auto value = parse_json(bad, "feed.json:7");
    ASSERT_FALSE(value) << bad;
    EXPECT_EQ(value.error().kind, ErrorKind::kFormat);
    EXPECT_EQ(value.error().place, "feed.json:7");
    EXPECT_TRUE(value.error().message.starts_with("not valid JSON: ")) << value.error().message;
  }
}

TEST(ParseJson, DeepNestingIsAnErrorNotACrash) {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  EXPECT_FALSE(parse_json(deep, "deep"));
  EXPECT_TRUE(parse_json(std::string(500, '[') + std::string(500, ']'), "fine"));
}

TEST(JsonWriter, Structure) {
  JsonWriter out;
  out.object().key("a").array().value(1).value("x").null().value(true).array().end().object().end().end();
  out.key("span").value_span(3, 9).key("raw").raw("[0]").key("n").value(std::optional<std::string>{});
  out.key("s").value(std::optional<std::string>{"y"}).end();
  EXPECT_EQ(out.take(), R"({"a":[1,"x",null,true,[],{}],"span":[3,9],"raw":[0],"n":null,"s":"y"})");
  out.array().value(false).end();
  EXPECT_EQ(out.take(), "[false]") << "empty after take";
}

TEST(JsonWriter, Strings) {
  const std::pair<std::string, std::string> rows[] = {
      {"", R"("")"},
      {"a\"b\\c/", R"("a\"b\\c/")"},
      {"\n\t\r\b\f", R"("\n\t\r\b\f")"},
      {std::string("\0\x1f", 2), R"("\u0000\u001f")"},
      {"é€\U0001F600", "\"é€\U0001F600\""},
      {"a\xFF" "b", "\"a\uFFFDb\""},
      {"cut\xE2\x82", "\"cut\uFFFD\""},
      {"\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""},
  };
  for (const auto& [input, output] : rows) {
    JsonWriter out;
    out.value(input);
    const std::string text = out.take();
    EXPECT_EQ(text, output);
    EXPECT_TRUE(parse_json(text, "again")) << text;
  }
}

TEST(JsonWriter, Numbers) {
  struct Row {
    double number;
    int digits;
    const char* text;
  };
  const Row rows[] = {{0.5, 3, "0.5"},   {1.0, 3, "1"},       {0.12349, 3, "0.123"},    {-0.0001, 3, "0"},
                      {100, 0, "100"},   {-2.50, 2, "-2.5"},  {179.99999, 5, "179.99999"}, {0, 2, "0"},
                      {std::numeric_limits<double>::infinity(), 2, "null"},
                      {std::numeric_limits<double>::quiet_NaN(), 2, "null"}};
  for (const Row& row : rows) {
    JsonWriter out;
    out.value(row.number, row.digits);
    EXPECT_EQ(out.take(), row.text);
  }
  JsonWriter out;
  out.array().value(std::numeric_limits<std::int64_t>::min()).value(std::numeric_limits<std::size_t>::max()).end();
  EXPECT_EQ(out.take(), "[-9223372036854775808,18446744073709551615]");
}

}  // namespace
}  // namespace herald::base
