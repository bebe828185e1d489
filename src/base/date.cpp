#include "base/date.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <vector>

#include "base/text.h"

namespace herald::base {
namespace {

struct Ymd {
  int year, month, day;
};

// Days <-> civil: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
Ymd civil(std::int32_t days) {
  const std::int32_t z = days + 719468;
  const std::int32_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int32_t doe = z - era * 146097;
  const std::int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int32_t mp = (5 * doy + 2) / 153;
  const int day = doy - (153 * mp + 2) / 5 + 1;
  const int month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

/// Reads digits at `at`; returns nothing when there are fewer than `least` or more than `most`.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t n = 0;
  while (n < most && at < text.size() && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at] - '0');
    ++at, ++n;
  }
  if (n < least) return std::nullopt;
  return value;
}

bool skip(std::string_view text, std::size_t& at, char c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

/// "Z", "+09:00", "-0500" or nothing; false when something else follows.
bool read_offset(std::string_view text, std::size_t& at, std::int32_t& offset) {
  while (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size()) return true;
  if (text[at] == 'Z' || text[at] == 'z') return ++at == text.size();
  if (text[at] != '+' && text[at] != '-') return false;
  const int sign = text[at++] == '-' ? -1 : 1;
  const auto hours = digits(text, at, 2, 2);
  const bool colon = skip(text, at, ':');
  const auto minutes = colon || at < text.size() ? digits(text, at, 2, 2) : 0;
  if (!hours || !minutes || *hours > 15 || *minutes > 59) return false;
  offset = sign * (*hours * 3600 + *minutes * 60);
  return at == text.size();
}

std::optional<Timestamp> make(Ymd d, int h, int m, int s, std::int32_t offset, bool has_time) {
  if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > days_in_month(d.year, d.month)) return std::nullopt;
  if (h > 24 || m > 59 || s > 60 || (h == 24 && (m || s))) return std::nullopt;
  const std::int64_t day = Date::from_ymd(d.year, d.month, d.day).days;
  const Timestamp time{day * 86400 + h * 3600 + m * 60 + s - offset, offset, has_time};
  // Zone and leap second may lead out of the years that four digits spell.
  for (const Date date : {time.utc_date(), time.local_date()}) {
    if (date < Date::from_ymd(0, 1, 1) || Date::from_ymd(9999, 12, 31) < date) return std::nullopt;
  }
  return time;
}

std::optional<Timestamp> parse_iso(std::string_view text) {
  std::size_t at = 0;
  const auto year = digits(text, at, 4, 4);
  if (!year || !skip(text, at, '-')) return std::nullopt;
  const auto month = digits(text, at, 2, 2);
  if (!month || !skip(text, at, '-')) return std::nullopt;
  const auto day = digits(text, at, 2, 2);
  if (!day) return std::nullopt;
  if (at == text.size()) return make({*year, *month, *day}, 0, 0, 0, 0, false);
  if (text[at] != 'T' && text[at] != 't' && text[at] != ' ') return std::nullopt;
  ++at;
  const auto h = digits(text, at, 2, 2);
  if (!h || !skip(text, at, ':')) return std::nullopt;
  const auto m = digits(text, at, 2, 2);
  if (!m) return std::nullopt;
  int s = 0;
  if (skip(text, at, ':')) {
    const auto seconds = digits(text, at, 2, 2);
    if (!seconds) return std::nullopt;
    s = *seconds;
    if (skip(text, at, '.') && !digits(text, at, 1, 9)) return std::nullopt;
  }
  std::int32_t offset = 0;
  if (!read_offset(text, at, offset)) return std::nullopt;
  return make({*year, *month, *day}, *h, *m, s, offset, true);
}

/// Offset in seconds of the zone names that RFC 822 lists and feeds use.
std::optional<std::int32_t> zone_offset(std::string_view name) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  static constexpr std::array<Zone, 16> kZones{{{"gmt", 0},
                                                {"ut", 0},
                                                {"utc", 0},
                                                {"z", 0},
                                                {"est", -5},
                                                {"edt", -4},
                                                {"cst", -6},
                                                {"cdt", -5},
                                                {"mst", -7},
                                                {"mdt", -6},
                                                {"pst", -8},
                                                {"pdt", -7},
                                                {"cet", 1},
                                                {"cest", 2},
                                                {"bst", 1},
                                                {"jst", 9}}};
  const std::string lower = ascii_lower(name);
  for (const Zone& zone : kZones) {
    if (zone.name == lower) return zone.hours * 3600;
  }
  return std::nullopt;
}

std::optional<Timestamp> parse_rfc822(std::string_view text) {
  if (const std::size_t comma = text.find(','); comma != std::string_view::npos) {
    text = trim(text.substr(comma + 1));
  }
  const std::string clean = collapse_spaces(text);
  const auto fields = split(clean, ' ');
  if (fields.size() < 3) return std::nullopt;
  std::size_t at = 0;
  const auto day = digits(fields[0], at, 1, 2);
  const int month = month_number(fields[1]);
  std::size_t year_at = 0;
  auto year = digits(fields[2], year_at, 2, 4);
  if (!day || at != fields[0].size() || !month || !year || year_at != fields[2].size()) return std::nullopt;
  if (year_at == 2) *year += *year < 70 ? 2000 : 1900;
  if (fields.size() == 3) return make({*year, month, *day}, 0, 0, 0, 0, false);
  std::size_t t = 0;
  const auto h = digits(fields[3], t, 1, 2);
  if (!h || !skip(fields[3], t, ':')) return std::nullopt;
  const auto m = digits(fields[3], t, 2, 2);
  int s = 0;
  if (m && skip(fields[3], t, ':')) s = digits(fields[3], t, 2, 2).value_or(99);
  if (!m || t != fields[3].size()) return std::nullopt;
  std::int32_t offset = 0;
  if (fields.size() > 4) {
    if (const auto zone = zone_offset(fields[4])) {
      offset = *zone;
    } else {
      std::size_t z = 0;
      if (!read_offset(fields[4], z, offset)) return std::nullopt;
    }
  }
  return make({*year, month, *day}, *h, *m, s, offset, true);
}

int name_index(std::string_view name, const std::vector<std::string_view>& names, std::size_t least) {
  std::string lower = ascii_lower(name);
  if (lower.ends_with('.')) lower.pop_back();
  if (lower.size() < least) return 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool abbreviated = lower.size() <= least + 1 && names[i].starts_with(lower);
    if (lower == names[i] || abbreviated) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace

bool is_leap_year(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

Date Date::from_ymd(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return Date{era * 146097 + doe - 719468};
}

int Date::year() const {
  return civil(days).year;
}
int Date::month() const {
  return civil(days).month;
}
int Date::day() const {
  return civil(days).day;
}
int Date::weekday() const {
  return ((days + 3) % 7 + 7) % 7 + 1;
}

std::string Date::text() const {
  const Ymd d = civil(days);
  return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

Date Date::month_begin() const {
  const Ymd d = civil(days);
  return from_ymd(d.year, d.month, 1);
}

Date Date::month_end() const {
  const Ymd d = civil(days);
  return from_ymd(d.year, d.month, days_in_month(d.year, d.month));
}

std::optional<Date> parse_date(std::string_view text) {
  const auto time = parse_iso(text);
  if (!time || time->has_time) return std::nullopt;
  return time->utc_date();
}

namespace {
Date day_of(std::int64_t seconds) {
  return Date{static_cast<std::int32_t>((seconds >= 0 ? seconds : seconds - 86399) / 86400)};
}
}  // namespace

Date Timestamp::utc_date() const {
  return day_of(seconds);
}
Date Timestamp::local_date() const {
  return day_of(seconds + offset);
}

std::string Timestamp::text() const {
  const Date day = utc_date();
  if (!has_time) return day.text();
  const std::int64_t rest = seconds - std::int64_t{day.days} * 86400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", day.text(), rest / 3600, rest / 60 % 60, rest % 60);
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  const std::string_view clean = trim(text);
  if (auto iso = parse_iso(clean)) return iso;
  return parse_rfc822(clean);
}

int month_number(std::string_view name) {
  static const std::vector<std::string_view> kMonths{"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
  return name_index(name, kMonths, 3);
}

int weekday_number(std::string_view name) {
  static const std::vector<std::string_view> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
  if (ascii_iequals(name, "thurs") || ascii_iequals(name, "thurs.")) return 4;
  return name_index(name, kDays, 3);
}

}  // namespace herald::base
