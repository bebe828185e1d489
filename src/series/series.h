// Events become numbers: how much conflict and cooperation one state directs at another, per day, month or
// year.
//
//   Measured measured = measure(events, weights, {.step = Step::kMonth}, covered_days);
//   for (const Series& series : measured.series) std::cout << spark(conflict_of(series));
//
// Only events that happened or are going on count, between two different states, on a known day (UTC).
// Conflict is the sum of negative weights, cooperation that of positive ones; the four quads are counted
// beside them. A period in which nothing was read at all is a gap, not a zero. What is left out is counted,
// with its reason.
//
// Pure functions, thread safe. Sums are in a fixed order, so that the same events give the same bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "news/report.h"
#include "series/weights.h"

namespace herald::series {

enum class Step : std::uint8_t { kDay, kMonth, kYear };
/// "day", "month", "year".
std::string_view name(Step step);
std::optional<Step> step_of(std::string_view text);

struct Options {
  Step step = Step::kMonth;
  int min_events = 10;  ///< a series of fewer is marked too_little
  std::optional<base::Date> from{},
      to{};                    ///< both inclusive; nothing: first to last day with an event or coverage
  bool within_states = false;  ///< also events whose source and target are of one state
  std::optional<std::string> source{}, target{};  ///< only this source or target state, ISO alpha-3
};

/// Numbers of one period.
struct Values {
  double conflict = 0;     ///< sum of negative weights, 0 or less
  double cooperation = 0;  ///< sum of positive weights, 0 or more
  std::array<int, 4>
      quads{};  ///< verbal cooperation, material cooperation, verbal conflict, material conflict
  int events = 0;
};

/// One period, whole days, both inclusive; cut at the ends of the range asked for.
struct Point {
  base::Date from, to;
  int covered_days = 0;          ///< days of it on which something was read
  std::optional<Values> values;  ///< nothing: nothing was read, so nothing is known
};

/// What source directs at target. `points` follow each other without holes.
struct Series {
  std::string source, target;  ///< ISO alpha-3
  std::vector<Point> points;
  Values total;
  bool too_little = false;  ///< fewer than Options::min_events: do not read a trend into it
};

/// Events that are in no series, by reason.
struct LeftOut {
  int not_happened = 0;  ///< planned, denied, …
  int no_state = 0;      ///< source or target is of no state
  int within_state = 0;  ///< both of one state
  int no_day = 0;
  int other = 0;  ///< outside the days or the pair asked for
};

struct Measured {
  Step step = Step::kMonth;
  std::string weights;         ///< fingerprint of the weights
  std::vector<Series> series;  ///< most events first, then by source and target
  int counted = 0;             ///< events that are in a series
  LeftOut left_out;
};

/// Measures all directed pairs. `covered` are the days on which anything was read, in any order; empty means
/// unknown, and then every period counts as read. A period with an event counts as known even when no day of
/// it is covered.
Measured measure(const std::vector<news::Event>& events, const Weights& weights, const Options& options,
                 const std::vector<base::Date>& covered);

/// First and last day of the period a day lies in.
base::Date period_begin(base::Date day, Step step);
base::Date period_end(base::Date day, Step step);

/// Conflict (as 0 or more) or cooperation per point; a gap is NaN.
std::vector<double> conflict_of(const Series& series);
std::vector<double> cooperation_of(const Series& series);

/// A table: source, target, from, to, events, conflict, cooperation, the quads, covered days; a gap has empty
/// fields. Lines that start with # say step, weights and which pairs have too little data.
std::string to_tsv(const Measured& measured);

/// One object a series, as JSON Lines; gaps are null.
std::string to_json(const Series& series, Step step);

/// A line of block characters from 0 to the largest value: "▁▃█ ▂"; NaN is a space, all zero is all "▁".
std::string spark(const std::vector<double>& values);

/// A bar of `value` out of `max`, at most `width` characters, in eighths: "███▌". Empty for nothing or NaN.
std::string bar(double value, double max, int width);

}  // namespace herald::series
