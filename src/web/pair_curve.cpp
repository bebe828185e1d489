// The curve of a pair: small, without a library, readable in black and white.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "web/html.h"
#include "web/page_parts.h"

namespace herald::web {
namespace {

constexpr double kWidth = 320, kHeight = 108;
constexpr double kLeft = 30, kRight = 6, kTop = 8, kBottom = 18;
constexpr std::size_t kBarsUpTo = 14;  ///< so few periods are sums side by side, not a line

/// Whether bars tell it better than a curve: few periods, or most of them empty, where a line would draw
/// slopes that nothing stands for.
bool wants_bars(const series::Series& series) {
  const auto busy = std::count_if(series.points.begin(), series.points.end(), [](const series::Point& point) {
    return point.values && point.values->events > 0;
  });
  return series.points.size() <= kBarsUpTo || static_cast<std::size_t>(busy) * 2 < series.points.size();
}

std::string period_text(const series::Point& point, series::Step step) {
  if (step == series::Step::kDay) return long_day(point.from);
  return step == series::Step::kMonth ? month_of(point.from) : std::to_string(point.from.year());
}

/// "12.5", "3": sums of halves.
std::string amount(double value) {
  const std::string text = fmt::format("{:.1f}", std::fabs(value));
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

struct Frame {
  double top = 1, bottom = 1;  ///< largest cooperation and conflict
  double step = 1;             ///< width of a period

  double zero() const { return y(0); }
  double y(double value) const {
    const double height = kHeight - kTop - kBottom;
    return kTop + height * (top - value) / (top + bottom);
  }
  double x(std::size_t index) const { return kLeft + step * static_cast<double>(index); }
  double middle(std::size_t index) const { return x(index) + step / 2; }
};

Frame frame_of(const series::Series& series) {
  Frame frame;
  double top = 0, bottom = 0;
  for (const series::Point& point : series.points) {
    if (!point.values) continue;
    top = std::max(top, point.values->cooperation);
    bottom = std::max(bottom, -point.values->conflict);
  }
  const double largest = std::max({top, bottom, 1.0});
  frame.top = std::max(top, largest * 0.12);  // an empty side still shows that it is empty
  frame.bottom = std::max(bottom, largest * 0.12);
  frame.step =
      (kWidth - kLeft - kRight) / static_cast<double>(std::max<std::size_t>(1, series.points.size()));
  return frame;
}

void bars(std::string& out, const series::Series& series, const Frame& frame, bool conflict) {
  const double width = std::clamp(frame.step * 0.7, 2.0, 26.0);
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    if (!series.points[i].values) continue;
    const double value = conflict ? series.points[i].values->conflict : series.points[i].values->cooperation;
    if (value == 0) continue;
    const double edge = frame.y(value);
    out += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
                       conflict ? "conf" : "coop", frame.middle(i) - width / 2, std::min(edge, frame.zero()),
                       width, std::fabs(edge - frame.zero()));
  }
}

/// One filled curve for every run of periods without a gap.
void areas(std::string& out, const series::Series& series, const Frame& frame, bool conflict) {
  for (std::size_t i = 0; i < series.points.size();) {
    if (!series.points[i].values) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    std::string line;
    for (; i < series.points.size() && series.points[i].values; ++i) {
      const double value =
          conflict ? series.points[i].values->conflict : series.points[i].values->cooperation;
      line += fmt::format("{}{:.1f},{:.1f}", line.empty() ? "" : " ", frame.middle(i), frame.y(value));
    }
    const char* kind = conflict ? "conf" : "coop";
    out += fmt::format("<polygon class=\"{} fill\" points=\"{:.1f},{:.1f} {} {:.1f},{:.1f}\"/>", kind,
                       frame.middle(first), frame.zero(), line, frame.middle(i - 1), frame.zero());
    out += fmt::format("<polyline class=\"{} line\" points=\"{}\"/>", kind, line);
  }
}

/// Shaded stretches of periods in which nothing was read.
void gaps(std::string& out, const series::Series& series, const Frame& frame) {
  for (std::size_t i = 0; i < series.points.size();) {
    if (series.points[i].values) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    while (i < series.points.size() && !series.points[i].values) ++i;
    out += fmt::format("<rect class=\"gap\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"/>",
                       frame.x(first), kTop, frame.step * static_cast<double>(i - first),
                       kHeight - kTop - kBottom);
  }
}

void axes(std::string& out, const series::Series& series, const Frame& frame, series::Step step) {
  out += fmt::format("<line class=\"zero\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>", kLeft,
                     kWidth - kRight, frame.zero(), frame.zero());
  double top = 0, bottom = 0;
  for (const series::Point& point : series.points) {
    if (!point.values) continue;
    top = std::max(top, point.values->cooperation);
    bottom = std::max(bottom, -point.values->conflict);
  }
  const auto tick = [&](double y, const std::string& text, const char* kind) {
    out += fmt::format("<text class=\"tick {}\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", kind,
                       kLeft - 5, y + 3.5, text);
  };
  if (top > 0) tick(frame.y(top) + 1, amount(top), "up");
  if (bottom > 0) tick(frame.y(-bottom), amount(bottom), "down");
  if (series.points.empty()) return;
  const double base = kHeight - 4;
  out += fmt::format("<text class=\"tick\" x=\"{}\" y=\"{}\">{}</text>", kLeft, base,
                     period_text(series.points.front(), step));
  if (series.points.size() > 1) {
    out += fmt::format("<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                       kWidth - kRight, base, period_text(series.points.back(), step));
  }
}

void hovers(std::string& out, const series::Series& series, const Frame& frame, series::Step step) {
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const series::Point& point = series.points[i];
    std::string text = period_text(point, step) + ": ";
    if (point.values) {
      text += fmt::format("cooperation {}, conflict {}, {} event{}", amount(point.values->cooperation),
                          amount(point.values->conflict), point.values->events,
                          point.values->events == 1 ? "" : "s");
    } else {
      text += "nothing was read";
    }
    out += fmt::format(
        "<rect class=\"hover\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"><title>{}</title></rect>",
        frame.x(i), kTop, frame.step, kHeight - kTop - kBottom, text);
  }
}

}  // namespace

std::string pair_curve(const series::Series& series, series::Step step, const std::string& name) {
  const Frame frame = frame_of(series);
  const std::string title =
      fmt::format("{} by {}: cooperation {} above the line, conflict {} below, {} events", escape(name),
                  series::name(step), amount(series.total.cooperation), amount(series.total.conflict),
                  series.total.events);
  std::string out =
      fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", kWidth, kHeight, title);
  gaps(out, series, frame);
  for (const bool conflict : {false, true}) {
    wants_bars(series) ? bars(out, series, frame, conflict) : areas(out, series, frame, conflict);
  }
  axes(out, series, frame, step);
  hovers(out, series, frame, step);
  return out + "</svg>";
}

}  // namespace herald::web
