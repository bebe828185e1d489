#include "base/date.h"

#include <gtest/gtest.h>

namespace herald::base {
namespace {

struct Civil {
  int year, month, day, days, weekday;
};

const Civil kCivil[] = {
    {1970, 1, 1, 0, 4},      {1969, 12, 31, -1, 3},   {2000, 2, 29, 11016, 2},   {2000, 3, 1, 11017, 3},
    {2024, 11, 26, 20053, 2}, {1900, 3, 1, -25508, 4}, {1600, 1, 1, -135140, 6},  {9999, 12, 31, 2932896, 5},
    {1, 1, 1, -719162, 1},   {0, 3, 1, -719468, 3},   {-1, 12, 31, -719529, 5},
};

TEST(Date, CivilDays) {
  for (const Civil& row : kCivil) {
    const Date date = Date::from_ymd(row.year, row.month, row.day);
    EXPECT_EQ(date.days, row.days) << row.year;
    EXPECT_EQ(date.weekday(), row.weekday) << row.year;
    EXPECT_EQ(date.year(), row.year);
    EXPECT_EQ(date.month(), row.month);
    EXPECT_EQ(date.day(), row.day);
  }
}

TEST(Date, EveryDayComesBack) {
  Date before = Date::from_ymd(1895, 12, 31);
  for (Date date = before.plus(1); date < Date::from_ymd(2105, 1, 1); date = date.plus(1)) {
    ASSERT_EQ(Date::from_ymd(date.year(), date.month(), date.day()), date);
    ASSERT_EQ(date.weekday(), before.weekday() % 7 + 1);
    before = date;
  }
}

TEST(Date, LeapYearsAndMonths) {
  for (const int year : {1600, 2000, 2024, 2400, 4}) EXPECT_TRUE(is_leap_year(year)) << year;
  for (const int year : {1700, 1900, 2100, 2023, 1}) EXPECT_FALSE(is_leap_year(year)) << year;
  EXPECT_EQ(days_in_month(2024, 2), 29);
  EXPECT_EQ(days_in_month(1900, 2), 28);
  int days = 0;
  for (int month = 1; month <= 12; ++month) days += days_in_month(2023, month);
  EXPECT_EQ(days, 365);
  EXPECT_EQ(Date::from_ymd(2024, 2, 10).month_begin().text(), "2024-02-01");
  EXPECT_EQ(Date::from_ymd(2024, 2, 10).month_end().text(), "2024-02-29");
  EXPECT_EQ(Date::from_ymd(2023, 12, 31).month_end().text(), "2023-12-31");
}

TEST(ParseDate, OnlyWholeDays) {
  EXPECT_EQ(parse_date("2024-02-29")->text(), "2024-02-29");
  EXPECT_EQ(parse_date("0001-01-01")->text(), "0001-01-01");
  for (const char* bad : {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-1", "24-01-01", " 2024-01-01",
                          "2024-01-01 ", "2024-01-01T10:00:00Z", "2024/01/01", "20240101", "2024-04-31", "-024-01-01"}) {
    EXPECT_FALSE(parse_date(bad).has_value()) << bad;
  }
}

struct Time {
  const char *input, *text, *local;
  int offset;
};

const Time kTimes[] = {
    {"2024-11-26T10:00:00Z", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"2024-11-26t10:00:00z", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"2024-11-26T10:00:00", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"2024-11-26T10:00", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"2024-11-26T10:00:00+09:00", "2024-11-26T01:00:00Z", "2024-11-26", 32400},
    {"2024-11-26T03:30:00+0900", "2024-11-25T18:30:00Z", "2024-11-26", 32400},
    {"2024-11-26 22:00:00-05:00", "2024-11-27T03:00:00Z", "2024-11-26", -18000},
    {"2024-11-26 22:00:00 -05", "2024-11-27T03:00:00Z", "2024-11-26", -18000},
    {"2024-11-26T10:00:00.123456Z", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"2024-11-26T24:00:00Z", "2024-11-27T00:00:00Z", "2024-11-27", 0},
    {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", "2017-01-01", 0},
    {"  2024-11-26\n", "2024-11-26", "2024-11-26", 0},
    {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "1969-12-31", 0},
    {"Tue, 26 Nov 2024 10:00:00 GMT", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"Tue, 26 Nov 2024 23:00:00 EST", "2024-11-27T04:00:00Z", "2024-11-26", -18000},
    {"Tue, 26 Nov 2024 10:00:00 +0530", "2024-11-26T04:30:00Z", "2024-11-26", 19800},
    {"26 Nov 2024 10:00 GMT", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"6 Nov 2024 9:05:07 PDT", "2024-11-06T16:05:07Z", "2024-11-06", -25200},
    {"Tuesday, 26-Nov", nullptr, nullptr, 0},
    {"Tue, 26 November 2024", "2024-11-26", "2024-11-26", 0},
    {"26 Nov 24 10:00:00 UT", "2024-11-26T10:00:00Z", "2024-11-26", 0},
    {"26 Nov 94 10:00:00 UT", "1994-11-26T10:00:00Z", "1994-11-26", 0},
    {"Tue,  26  Nov 2024 10:00:00 cest", "2024-11-26T08:00:00Z", "2024-11-26", 7200},
};

TEST(ParseTimestamp, Forms) {
  for (const Time& row : kTimes) {
    const auto time = parse_timestamp(row.input);
    ASSERT_EQ(time.has_value(), row.text != nullptr) << row.input;
    if (!time) continue;
    EXPECT_EQ(time->text(), row.text) << row.input;
    EXPECT_EQ(time->local_date().text(), row.local) << row.input;
    EXPECT_EQ(time->offset, row.offset) << row.input;
    EXPECT_EQ(time->has_time, std::string_view(row.text).size() > 10) << row.input;
  }
}

TEST(ParseTimestamp, RefusesTheRest) {
  for (const char* bad :
       {"", "yesterday", "2024", "2024-11", "2024-11-31", "2023-02-29T00:00:00Z", "2024-11-26T", "2024-11-26T10",
        "2024-11-26T10:", "2024-11-26T10:0", "2024-11-26T10:00:", "2024-11-26T10:00:00.", "2024-11-26T25:00:00Z",
        "2024-11-26T24:00:01Z", "2024-11-26T24:30Z", "2024-11-26T10:60:00Z", "2024-11-26T10:00:61Z",
        "2024-11-26T10:00:00+16:00", "2024-11-26T10:00:00+09:60", "2024-11-26T10:00:00+9", "2024-11-26T10:00:00+09:3",
        "2024-11-26T10:00:00+09:", "2024-11-26T10:00:00Zulu", "2024-11-26T10:00:00 o'clock", "0000-01-01T00:00:00+01:00",
        "9999-12-31T23:59:60Z", "Tue, 26 Nov", "Tue, 31 Nov 2024 10:00:00 GMT", "Tue, 0 Nov 2024", "26 Foo 2024",
        "26 Nov 2024 10", "26 Nov 2024 10:0", "26 Nov 2024 10:00:0", "26 Nov 2024 10:00:00 XYZ", "26th Nov 2024",
        "26 Nov 20244", "26 Nov 2"}) {
    EXPECT_FALSE(parse_timestamp(bad).has_value()) << bad;
  }
}

TEST(Names, Months) {
  const std::pair<const char*, int> rows[] = {{"January", 1}, {"jan", 1},  {"Feb.", 2}, {"MAR", 3},  {"may", 5},     {"June", 6},
                                              {"jul", 7},     {"Sept.", 9}, {"sep", 9},  {"Dec", 12}, {"december.", 12},
                                              {"", 0},        {"ja", 0},    {".", 0},    {"Octo.ber", 0}, {"augustus", 0}, {"septem", 0}};
  for (const auto& [name, number] : rows) EXPECT_EQ(month_number(name), number) << name;
}

TEST(Names, Weekdays) {
  const std::pair<const char*, int> rows[] = {{"Monday", 1}, {"tue", 2}, {"Tues.", 2}, {"WED", 3},      {"Thurs.", 4}, {"Thur", 4},
                                              {"fri", 5},    {"sat.", 6}, {"Sunday", 7}, {"Sundays", 0}, {"mo", 0},     {"", 0},
                                              {"someday", 0}};
  for (const auto& [name, number] : rows) EXPECT_EQ(weekday_number(name), number) << name;
}

}  // namespace
}  // namespace herald::base
