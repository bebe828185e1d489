// Series as text: tables, JSON, block characters.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/json.h"
#include "series/series.h"

namespace herald::series {
namespace {

constexpr const char* kLevels[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

/// A sum of weights: they are halves, so one decimal is exact; "-0" would only puzzle.
std::string sum(double value) {
  const std::string text = fmt::format("{:.1f}", value);
  return text == "-0.0" ? "0.0" : text;
}

std::vector<double> pick(const Series& series, double (*value)(const Values&)) {
  std::vector<double> out;
  out.reserve(series.points.size());
  for (const Point& point : series.points) {
    out.push_back(point.values ? value(*point.values) : std::numeric_limits<double>::quiet_NaN());
  }
  return out;
}

void write_values(base::JsonWriter& out, const Values& values) {
  out.key("events").value(values.events);
  out.key("conflict").value(values.conflict, 1).key("cooperation").value(values.cooperation, 1);
  out.key("quads").array();
  for (const int quad : values.quads) out.value(quad);
  out.end();
}

}  // namespace

std::vector<double> conflict_of(const Series& series) {
  return pick(series, [](const Values& values) { return values.conflict == 0 ? 0 : -values.conflict; });
}

std::vector<double> cooperation_of(const Series& series) {
  return pick(series, [](const Values& values) { return values.cooperation; });
}

std::string to_tsv(const Measured& measured) {
  std::string out = fmt::format("# step: {}; weights: {}; days are UTC; empty: nothing was read\n",
                                name(measured.step), measured.weights);
  for (const Series& series : measured.series) {
    if (!series.too_little) continue;
    out += fmt::format("# too little data: {} {} ({} events)\n", series.source, series.target,
                       series.total.events);
  }
  out +=
      "source\ttarget\tfrom\tto\tevents\tconflict\tcooperation\tverbal_cooperation\tmaterial_cooperation\t"
      "verbal_conflict\tmaterial_conflict\tcovered_days\n";
  for (const Series& series : measured.series) {
    for (const Point& point : series.points) {
      out +=
          fmt::format("{}\t{}\t{}\t{}\t", series.source, series.target, point.from.text(), point.to.text());
      if (point.values) {
        const Values& v = *point.values;
        out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t", v.events, sum(v.conflict), sum(v.cooperation),
                           v.quads[0], v.quads[1], v.quads[2], v.quads[3]);
      } else {
        out += "\t\t\t\t\t\t\t";
      }
      out += fmt::format("{}\n", point.covered_days);
    }
  }
  return out;
}

std::string to_json(const Series& series, Step step) {
  base::JsonWriter out;
  out.object().key("source").value(series.source).key("target").value(series.target);
  out.key("step").value(name(step)).key("too_little").value(series.too_little);
  write_values(out.key("total").object(), series.total);
  out.end().key("points").array();
  for (const Point& point : series.points) {
    out.object().key("from").value(point.from.text()).key("to").value(point.to.text());
    out.key("covered_days").value(point.covered_days);
    if (point.values) {
      write_values(out, *point.values);
    } else {
      for (const char* key : {"events", "conflict", "cooperation", "quads"}) out.key(key).null();
    }
    out.end();
  }
  out.end().end();
  return out.take();
}

std::string spark(const std::vector<double>& values) {
  double top = 0;
  for (const double value : values) {
    if (std::isfinite(value)) top = std::max(top, value);
  }
  std::string out;
  for (const double value : values) {
    if (std::isnan(value)) {
      out += ' ';
      continue;
    }
    const double share = top > 0 ? std::clamp(value / top, 0.0, 1.0) : 0;
    out += kLevels[static_cast<std::size_t>(std::lround(share * 7))];
  }
  return out;
}

std::string bar(double value, double max, int width) {
  if (!(value > 0) || !(max > 0) || width <= 0) return "";
  const double share = std::min(value / max, 1.0);
  auto eighths = static_cast<int>(std::lround(share * width * 8));
  if (eighths == 0) eighths = 1;  // something is not nothing
  std::string out;
  for (int i = 0; i < eighths / 8; ++i) out += "█";
  return out + kEighths[static_cast<std::size_t>(eighths % 8)];
}

}  // namespace herald::series
