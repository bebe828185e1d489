#include "annotate/times.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace herald::annotate {
namespace {

using base::Date;
using news::Pos;
using news::Sentence;
using news::Tag;
using news::TimeExpression;

struct Days {
  Date from, to;
};

enum class Unit { kNone, kDay, kWeek, kWeekend, kFortnight, kMonth, kQuarter, kYear, kDecade };

Unit unit_of(std::string_view word) {
  struct Name {
    std::string_view stem;
    Unit unit;
  };
  static constexpr std::array<Name, 9> kUnits{{{"day", Unit::kDay},
                                               {"week", Unit::kWeek},
                                               {"month", Unit::kMonth},
                                               {"quarter", Unit::kQuarter},
                                               {"year", Unit::kYear},
                                               {"decade", Unit::kDecade},
                                               {"hour", Unit::kNone},
                                               {"fortnight", Unit::kFortnight},
                                               {"weekend", Unit::kWeekend}}};
  for (const Name& name : kUnits) {
    if (word == name.stem ||
        (word.size() == name.stem.size() + 1 && word.starts_with(name.stem) && word.back() == 's'))
      return name.unit;
  }
  return Unit::kNone;
}

/// TIMEX3 value of a length of time, "P3D"; a decade is "E", a weekend "WE".
std::string duration(int count, Unit unit) {
  switch (unit) {
    case Unit::kDay:
      return fmt::format("P{}D", count);
    case Unit::kWeek:
      return fmt::format("P{}W", count);
    case Unit::kWeekend:
      return fmt::format("P{}WE", count);
    case Unit::kFortnight:
      return fmt::format("P{}W", 2 * count);
    case Unit::kMonth:
      return fmt::format("P{}M", count);
    case Unit::kQuarter:
      return fmt::format("P{}Q", count);
    case Unit::kYear:
      return fmt::format("P{}Y", count);
    case Unit::kDecade:
      return fmt::format("P{}E", count);
    case Unit::kNone:
      break;
  }
  return "";
}

Date add_months(Date day, int months) {
  const int index = day.year() * 12 + day.month() - 1 + months;
  const int year = index >= 0 ? index / 12 : (index - 11) / 12;
  const int month = index - year * 12 + 1;
  return Date::from_ymd(year, month, std::min(day.day(), base::days_in_month(year, month)));
}

/// The calendar unit `offset` units away from the one that holds `day`.
Days calendar(Unit unit, Date day, int offset) {
  switch (unit) {
    case Unit::kWeek: {
      const Date monday = day.plus(1 - day.weekday() + 7 * offset);
      return {monday, monday.plus(6)};
    }
    case Unit::kWeekend: {
      const Days week = calendar(Unit::kWeek, day, offset);
      return {week.from.plus(5), week.to};
    }
    case Unit::kFortnight: {
      const Days week = calendar(Unit::kWeek, day, 2 * offset);
      return {week.from, week.to};
    }
    case Unit::kMonth: {
      const Date in = add_months(day.month_begin(), offset);
      return {in, in.month_end()};
    }
    case Unit::kQuarter: {
      const Date first = add_months(Date::from_ymd(day.year(), (day.month() - 1) / 3 * 3 + 1, 1), 3 * offset);
      return {first, add_months(first, 2).month_end()};
    }
    case Unit::kYear:
      return {Date::from_ymd(day.year() + offset, 1, 1), Date::from_ymd(day.year() + offset, 12, 31)};
    case Unit::kDecade: {
      const int first = day.year() / 10 * 10 + 10 * offset;
      return {Date::from_ymd(first, 1, 1), Date::from_ymd(first + 9, 12, 31)};
    }
    default:
      return {day.plus(offset), day.plus(offset)};
  }
}

/// ISO 8601 week value, "2024-W48".
std::string week_value(Date monday) {
  const Date thursday = monday.plus(3);
  const int week = (thursday.days - Date::from_ymd(thursday.year(), 1, 1).days) / 7 + 1;
  return fmt::format("{:04}-W{:02}", thursday.year(), week);
}

std::string value_of(Unit unit, const Days& days) {
  switch (unit) {
    case Unit::kWeek:
    case Unit::kFortnight:
      return week_value(days.from);
    case Unit::kWeekend:
      return week_value(days.to.plus(-6)) + "-WE";
    case Unit::kMonth:
      return days.from.text().substr(0, 7);
    case Unit::kQuarter:
      return fmt::format("{:04}-Q{}", days.from.year(), (days.from.month() - 1) / 3 + 1);
    case Unit::kYear:
      return days.from.text().substr(0, 4);
    case Unit::kDecade:
      return days.from.text().substr(0, 3);
    default:
      return days.from.text();
  }
}

int small_number(const std::string& word) {
  static constexpr std::array<std::string_view, 13> kWords{"zero", "one",    "two",   "three", "four",
                                                           "five", "six",    "seven", "eight", "nine",
                                                           "ten",  "eleven", "twelve"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (word == kWords[i]) return static_cast<int>(i);
  }
  if (word == "a" || word == "an") return 1;
  if (word.empty() || word.size() > 3 ||
      !std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return -1;
  return std::stoi(word);
}

int year_number(const std::string& word) {
  if (word.size() != 4 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return 0;
  const int year = std::stoi(word);
  return year >= 1800 && year <= 2100 ? year : 0;
}

class SentenceTimes {
 public:
  SentenceTimes(news::AnnotatedArticle& annotated, std::uint32_t index)
      : a_(annotated),
        s_(annotated.sentences[index]),
        index_(index),
        anchor_(annotated.article.reference_date()) {
    const std::string_view text = annotated.text_of_sentence(s_);
    words_.reserve(s_.tokens.size());
    for (const news::Token& token : s_.tokens)
      words_.push_back(base::ascii_lower(news::text_of(text, token.span)));
  }

  void find() {
    for (std::uint32_t i = 0; i < words_.size();) {
      const std::uint32_t taken = at(i);
      i += taken ? taken : 1;
    }
  }

 private:
  const std::string& word(std::uint32_t i) const {
    static const std::string kNone;
    return i < words_.size() ? words_[i] : kNone;
  }

  /// Tokens taken by the expression that starts at `i`, 0 for none.
  std::uint32_t at(std::uint32_t i) {
    if (const std::uint32_t n = today(i)) return n;
    if (const std::uint32_t n = month_date(i)) return n;
    if (const std::uint32_t n = day_month(i)) return n;
    if (const std::uint32_t n = relative(i)) return n;
    if (const std::uint32_t n = counted(i)) return n;
    if (const std::uint32_t n = weekday(i)) return n;
    return year(i);
  }

  std::uint32_t put(std::uint32_t i, std::uint32_t n, const char* type, std::string value,
                    std::optional<Days> days, const char* mod = "") {
    TimeExpression time;
    time.sentence = index_;
    time.span = {s_.tokens[i].span.begin, s_.tokens[i + n - 1].span.end};
    time.type = type;
    time.value = std::move(value);
    time.mod = mod;
    if (days) time.from = days->from, time.to = days->to;
    a_.times.push_back(std::move(time));
    return n;
  }

  std::uint32_t put_day(std::uint32_t i, std::uint32_t n, Date day, const char* part = "") {
    const bool has_part = *part != '\0';
    return put(i, n, has_part ? "TIME" : "DATE", day.text() + part, Days{day, day});
  }

  std::uint32_t today(std::uint32_t i) {
    const std::string& w = word(i);
    const bool this_part =
        w == "this" && (word(i + 1) == "morning" || word(i + 1) == "afternoon" || word(i + 1) == "evening");
    const bool last_night = w == "last" && word(i + 1) == "night";
    int offset = 0;
    if (w == "yesterday")
      offset = -1;
    else if (w == "tomorrow")
      offset = 1;
    else if (last_night)
      offset = -1;
    else if (w != "today" && w != "tonight" && w != "overnight" && !this_part)
      return 0;
    const char* part = "";
    std::uint32_t n = 1;
    if (this_part || last_night) n = 2;
    const std::string& named = n == 2 ? word(i + 1) : w == "yesterday" || w == "tomorrow" ? word(i + 1) : w;
    if (named == "morning")
      part = "TMO";
    else if (named == "afternoon")
      part = "TAF";
    else if (named == "evening")
      part = "TEV";
    else if (named == "night" || named == "tonight" || named == "overnight")
      part = "TNI";
    if (n == 1 && *part && named == word(i + 1)) n = 2;
    if (!anchor_) return put(i, n, "DATE", offset == 0 ? "PRESENT_REF" : "", std::nullopt);
    return put_day(i, n, anchor_->plus(offset), part);
  }

  bool is_month_token(std::uint32_t i) const {
    const std::string& w = word(i);
    if (!base::month_number(w)) return false;
    // "may" and "march" are verbs first: only as a name.
    return s_.tokens[i].tag == Tag::kNNP || (w != "may" && w != "march" && s_.tokens[i].pos == Pos::kPROPN);
  }

  std::uint32_t month_date(std::uint32_t i) {
    if (!is_month_token(i)) return 0;
    const int month = base::month_number(word(i));
    std::uint32_t n = 1;
    if (word(i + n) == ".") ++n;
    const int day = day_number(word(i + n));
    if (day) {
      ++n;
      int year = 0;
      if (word(i + n) == "," && (year = year_number(word(i + n + 1))))
        n += 2;
      else if ((year = year_number(word(i + n))))
        ++n;
      return put_calendar_day(i, n, year, month, day);
    }
    std::uint32_t m = n;
    if (word(i + m) == "of" || word(i + m) == ",") ++m;
    int year = year_number(word(i + m));
    if (year) n = m + 1;
    if (!year && !stands_as_month(i)) return 0;
    return put_month(i, n, year, month);
  }

  /// A month without day or year must look like one: "in June", "last May"; "Jan" and "April" are people too.
  bool stands_as_month(std::uint32_t i) const {
    static constexpr std::array<std::string_view, 21> kBefore{
        "around", "before", "by",    "during",  "early", "for", "from",  "in",  "last", "late", "mid",
        "next",   "of",     "since", "through", "this",  "to",  "until", "and", "till", "-"};
    const bool abbreviated =
        word(i).size() <= 4 && word(i) != "may" && word(i) != "june" && word(i) != "july";
    return !abbreviated && i > 0 && std::find(kBefore.begin(), kBefore.end(), word(i - 1)) != kBefore.end();
  }

  static int day_number(const std::string& w) {
    std::string digits = w;
    for (const char* suffix : {"st", "nd", "rd", "th"}) {
      if (digits.size() > 2 && digits.ends_with(suffix)) digits.resize(digits.size() - 2);
    }
    if (digits.empty() || digits.size() > 2 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return 0;
    const int day = std::stoi(digits);
    return day >= 1 && day <= 31 ? day : 0;
  }

  std::uint32_t day_month(std::uint32_t i) {
    const int day = day_number(word(i));
    if (!day || !is_month_token(i + 1)) return 0;
    std::uint32_t n = 2;
    const int year = year_number(word(i + n));
    if (year) ++n;
    return put_calendar_day(i, n, year, base::month_number(word(i + 1)), day);
  }

  /// A day without a year is the one nearest to the article, or in the direction the verb points.
  std::uint32_t put_calendar_day(std::uint32_t i, std::uint32_t n, int year, int month, int day) {
    if (day > base::days_in_month(2000, month)) return 0;
    if (!year && !anchor_)
      return put(i, n, "DATE", fmt::format("XXXX-{:02}-{:02}", month, day), std::nullopt);
    if (year && day > base::days_in_month(year, month)) return 0;
    if (!year) {
      // Past unless the verb points ahead; a day either way is within the week's news.
      const bool ahead = future(i);
      for (int y = anchor_->year() + 1; y >= anchor_->year() - 1 && !year; --y) {
        if (day > base::days_in_month(y, month)) continue;
        const int distance = Date::from_ymd(y, month, day).days - anchor_->days;
        if (ahead ? distance >= 0 && distance < 366 : distance <= 1) year = y;
      }
      if (!year) return 0;
    }
    return put_day(i, n, Date::from_ymd(year, month, day));
  }

  std::uint32_t put_month(std::uint32_t i, std::uint32_t n, int year, int month) {
    if (!year && !anchor_) return put(i, n, "DATE", fmt::format("XXXX-{:02}", month), std::nullopt);
    if (!year) {
      year = anchor_->year();
      const bool ahead = future(i);
      if (ahead && month < anchor_->month()) ++year;
      if (!ahead && month > anchor_->month()) --year;
      if (i > 0 && word(i - 1) == "last" && month >= anchor_->month()) year = anchor_->year() - 1;
    }
    const Date first = Date::from_ymd(year, month, 1);
    return put(i, n, "DATE", first.text().substr(0, 7), Days{first, first.month_end()});
  }

  /// True when the verb that governs token `i` points ahead ("will meet on Friday").
  bool future(std::uint32_t i) const {
    // "said on Monday it would": behind a past verb, whatever the parser hangs the day on.
    for (std::uint32_t back = 1; back <= 2 && back <= i; ++back) {
      if (s_.tokens[i - back].tag == Tag::kVBD) return false;
      if (s_.tokens[i - back].pos != Pos::kADP) break;
    }
    std::uint32_t t = i;
    for (int steps = 0; steps < 12 && s_.tokens[t].head != t; ++steps) {
      t = s_.tokens[t].head;
      if (s_.tokens[t].pos != Pos::kVERB && s_.tokens[t].pos != Pos::kAUX && s_.tokens[t].pos != Pos::kADJ)
        continue;
      static constexpr std::array<std::string_view, 7> kAhead{"schedule", "plan",  "due",     "set",
                                                              "expect",   "slate", "postpone"};
      if (std::find(kAhead.begin(), kAhead.end(), s_.tokens[t].lemma) != kAhead.end()) return true;
      for (const std::uint32_t c : s_.children[t]) {
        const std::string& w = word(c);
        if (s_.tokens[c].tag == Tag::kMD && (w == "will" || w == "would" || w == "shall" || w == "could" ||
                                             w == "may" || w == "might" || w == "'ll"))
          return true;
        if (s_.tokens[c].tag == Tag::kTO && s_.tokens[t].tag == Tag::kVB) return true;
      }
      return false;
    }
    return false;
  }

  std::uint32_t relative(std::uint32_t i) {
    std::uint32_t n = 0;
    const char* mod = "";
    if (word(i) == "earlier" || word(i) == "later") {
      if (word(i + 1) != "this") return 0;
      mod = word(i) == "earlier" ? "START" : "END";
      n = 1;
    }
    const std::string& which = word(i + n);
    int offset = 0;
    if (which == "last" || which == "previous")
      offset = -1;
    else if (which == "next" || which == "coming")
      offset = 1;
    else if (which != "this")
      return 0;
    const std::string& what = word(i + n + 1);
    n += 2;
    if (const int day = base::weekday_number(what)) {
      if (!anchor_) return put(i, n, "DATE", "", std::nullopt);
      return put_day(i, n, nearest_weekday(day, offset == 0 ? (future(i) ? 1 : -1) : offset));
    }
    if (i + n - 1 < words_.size() && is_month_token(i + n - 1)) return 0;
    const Unit unit = unit_of(what);
    if (unit == Unit::kNone || unit == Unit::kDay || what.back() == 's') return 0;
    if (!anchor_) return put(i, n, "DATE", "", std::nullopt, mod);
    const Days days = calendar(unit, *anchor_, offset);
    return put(i, n, "DATE", value_of(unit, days), days, mod);
  }

  Date nearest_weekday(int day, int direction) const {
    int offset = day - anchor_->weekday();
    if (direction > 0 && offset <= 0) offset += 7;
    if (direction < 0 && offset > 0) offset -= 7;
    return anchor_->plus(offset);
  }

  std::uint32_t weekday(std::uint32_t i) {
    const int day = base::weekday_number(word(i));
    if (!day || word(i).size() < 6 || s_.tokens[i].pos == Pos::kVERB) return 0;
    if (!anchor_) return put(i, 1, "DATE", "", std::nullopt);
    const std::string& next = word(i + 1);
    const bool part = next == "morning" || next == "afternoon" || next == "evening" || next == "night";
    const char* code = next == "morning"     ? "TMO"
                       : next == "afternoon" ? "TAF"
                       : next == "evening"   ? "TEV"
                       : part                ? "TNI"
                                             : "";
    return put_day(i, part ? 2 : 1, nearest_weekday(day, future(i) ? 1 : -1), code);
  }

  /// "three days ago", "two weeks earlier", "for ten years", "the past two years".
  std::uint32_t counted(std::uint32_t i) {
    const int count = small_number(word(i));
    const Unit unit = unit_of(word(i + 1));
    if (count < 0 || unit == Unit::kNone) return 0;
    const std::string& after = word(i + 2);
    if (after != "ago" && after != "earlier" && after != "later") {
      return put(i, 2, "DURATION", duration(count, unit), std::nullopt);
    }
    if (!anchor_ || after == "later" || after == "earlier") return put(i, 3, "DATE", "", std::nullopt);
    Date day = *anchor_;
    if (unit == Unit::kDay) return put_day(i, 3, day.plus(-count));
    const Days days = calendar(unit, day, -count);
    return put(i, 3, "DATE", value_of(unit, days), days);
  }

  std::uint32_t year(std::uint32_t i) {
    const int number = year_number(word(i));
    if (!number || s_.tokens[i].pos != Pos::kNUM) return 0;
    const bool after_in = i > 0 && (word(i - 1) == "in" || word(i - 1) == "since" || word(i - 1) == "by" ||
                                    word(i - 1) == "until" || word(i - 1) == "of" || word(i - 1) == "from");
    const bool entity = std::any_of(s_.entities.begin(), s_.entities.end(), [&](const news::Entity& e) {
      return e.label == news::EntityLabel::kDATE && e.first <= i && i < e.end;
    });
    if (!after_in && !entity) return 0;
    const Days days{Date::from_ymd(number, 1, 1), Date::from_ymd(number, 12, 31)};
    return put(i, 1, "DATE", std::to_string(number), days);
  }

  news::AnnotatedArticle& a_;
  const Sentence& s_;
  std::uint32_t index_;
  std::optional<Date> anchor_;
  std::vector<std::string> words_;
};

}  // namespace

void find_times(news::AnnotatedArticle& annotated) {
  annotated.times.clear();
  for (std::uint32_t i = 0; i < annotated.sentences.size(); ++i) SentenceTimes(annotated, i).find();
}

}  // namespace herald::annotate
