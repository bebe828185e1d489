#include "web/html.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace herald::web {
namespace {

constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char* month_name(base::Date day) {
  return kMonths[static_cast<std::size_t>(day.month() - 1)];
}

}  // namespace

std::string escape(std::string_view text) {
  std::size_t replaced = 0;
  const std::string valid = base::repair_utf8(text, replaced);
  std::string out;
  out.reserve(valid.size() + valid.size() / 8);
  for (const char c : valid) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\t':
      case '\n':
      case '\r':
        out += c;
        break;
      default:
        static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? out += "\xEF\xBF\xBD" : out += c;
    }
  }
  return out;
}

std::optional<std::string> safe_link(std::string_view url) {
  const std::string lower = base::ascii_lower(url.substr(0, 8));
  if (!lower.starts_with("http://") && !lower.starts_with("https://")) return std::nullopt;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) return std::nullopt;
  }
  return escape(url);
}

std::string long_day(base::Date day) {
  return fmt::format("{} {} {}", day.day(), month_name(day), day.year());
}

std::string month_of(base::Date day) {
  return fmt::format("{} {}", month_name(day), day.year());
}

std::string grouped(long long number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, "\xE2\x80\xAF");  // U+202F, narrow and unbroken
  }
  return number < 0 ? "\xE2\x88\x92" + digits : digits;
}

}  // namespace herald::web
