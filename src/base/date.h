// Calendar days and points in time, always UTC unless a name says otherwise. Pure values, thread safe.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace herald::base {

/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  static Date from_ymd(int year, int month, int day);
  int year() const;
  int month() const;         ///< 1..12
  int day() const;           ///< 1..31
  int weekday() const;       ///< ISO: Monday 1 .. Sunday 7
  std::string text() const;  ///< "2024-11-26"
  Date plus(int more) const { return Date{days + more}; }
  /// First and last day of the month this day lies in.
  Date month_begin() const;
  Date month_end() const;
  auto operator<=>(const Date&) const = default;
};

bool is_leap_year(int year);
int days_in_month(int year, int month);

/// "YYYY-MM-DD" and nothing else; nothing for an impossible day.
std::optional<Date> parse_date(std::string_view text);

/// A second in UTC, with what the text said of its zone. `has_time` is false when only a day was given.
struct Timestamp {
  std::int64_t seconds = 0;  ///< since 1970-01-01T00:00:00Z
  std::int32_t offset = 0;   ///< seconds east of UTC as written; 0 when none was
  bool has_time = true;

  Date utc_date() const;     ///< day in UTC
  Date local_date() const;   ///< day in the zone it was written in
  std::string text() const;  ///< RFC 3339 in UTC ("2024-11-26T10:00:00Z"), or "2024-11-26" without a time
};

/// Any of: RFC 3339 / ISO 8601 ("2024-11-26T10:00:00+09:00", "2024-11-26 10:00:00-05:00", "2024-11-26"),
/// RFC 822/1123 as feeds write it ("Tue, 26 Nov 2024 10:00:00 GMT", two-digit years, named zones).
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// Month 1..12 of an English month name or its usual abbreviation ("Sept.", "nov"), else 0.
int month_number(std::string_view name);
/// ISO weekday 1..7 of an English weekday name or abbreviation, else 0.
int weekday_number(std::string_view name);

}  // namespace herald::base
