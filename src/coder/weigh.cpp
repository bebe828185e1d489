#include "coder/weigh.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"

namespace herald::coder {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using Row = std::array<double, kFeatures>;

constexpr std::array<std::string_view, kFeatures> kNames{"judge",         "both",
                                                         "reversed",      "one_side",
                                                         "on_path",       "in_sentence",
                                                         "prior",         "slack_0",
                                                         "slack_1",       "slack_2",
                                                         "slack_3",       "weight",
                                                         "score",         "reciprocal",
                                                         "grammar_only",  "lead",
                                                         "also",          "also_behind",
                                                         "also_both",     "none_without_evidence",
                                                         "none",          "none_both",
                                                         "none_reversed", "none_one_side",
                                                         "none_on_path",  "none_in_sentence",
                                                         "none_prior"};

constexpr std::size_t kLooked = 6;  ///< evidence that is looked at
constexpr double kLeast = 1e-6;     ///< probability below which the judge does not tell

std::size_t at(Feature feature) {
  return static_cast<std::size_t>(feature);
}

Feature of_fit(Fit fit, Feature first) {
  return static_cast<Feature>(at(first) + static_cast<std::size_t>(fit));
}

/// Features of the foremost evidence for the class it speaks for.
void add_foremost(const Evidence& e, double lead, Row& row) {
  row[at(of_fit(e.fit, Feature::kBoth))] += 1;
  row[at(Feature::kSlack0) + static_cast<std::size_t>(std::clamp(e.slack, 0, 3))] += 1;
  row[at(Feature::kWeight)] += e.weight / 5;
  row[at(Feature::kScore)] += std::min(e.score, 12) / 10.0;
  row[at(Feature::kReciprocal)] += e.reciprocal ? 1 : 0;
  row[at(Feature::kGrammarOnly)] += e.rule.starts_with("pair:") ? 1 : 0;
  row[at(Feature::kLead)] += lead / 3;
}

std::vector<Row> features(std::span<const View> views, std::span<const std::string> classes,
                          std::span<const float> probabilities) {
  std::vector<Row> rows(classes.size(), Row{});
  const auto row_of = [&](std::string_view name) -> Row* {
    const auto found = std::find(classes.begin(), classes.end(), name);
    return found == classes.end() ? nullptr : &rows[static_cast<std::size_t>(found - classes.begin())];
  };
  for (std::size_t c = 0; c < classes.size(); ++c)
    rows[c][at(Feature::kJudge)] = std::log(std::max(static_cast<double>(probabilities[c]), kLeast));
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i < std::min(views.size(), kLooked); ++i) {
    const Evidence& e = *views[i].evidence;
    Row* row = row_of(views[i].answer);
    if (row && i == 0) {
      add_foremost(e, e.weight - (views.size() > 1 ? views[1].evidence->weight : 0), *row);
    } else if (row && std::find(seen.begin(), seen.end(), views[i].answer) == seen.end()) {
      (*row)[at(Feature::kAlso)] += 1;
      (*row)[at(Feature::kAlsoBehind)] += (e.weight - views[0].evidence->weight) / 3;
      (*row)[at(Feature::kAlsoBoth)] += e.fit == Fit::kBoth ? 1 : 0;
    }
    seen.push_back(views[i].answer);
  }
  if (Row* none = row_of(news::name(news::EventType::kNone))) {
    (*none)[at(Feature::kNone)] = 1;
    (*none)[at(Feature::kNoneWithoutEvidence)] = views.empty() ? 1 : 0;
    if (!views.empty()) (*none)[at(of_fit(views[0].evidence->fit, Feature::kNoneBoth))] = 1;
  }
  return rows;
}

}  // namespace

std::string_view name(Feature feature) {
  return kNames[at(feature)];
}

Result<Weights> read_weights(const std::string& path) {
  const auto text = base::read_file(path);
  if (!text) return text.error();
  Weights out;
  std::array<bool, kFeatures> seen{};
  std::size_t number = 0;
  for (const std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto wrong = [&](std::string_view what) {
      return Error{ErrorKind::kFormat, std::string(what), fmt::format("{}:{}", path, number)};
    };
    const auto cells = base::split(line, '\t');
    if (cells.size() != 1 + out.of.size()) return wrong("a row is a feature and two weights");
    const auto found = std::find(kNames.begin(), kNames.end(), cells[0]);
    if (found == kNames.end()) return wrong(fmt::format("there is no feature \"{}\"", cells[0]));
    const auto feature = static_cast<std::size_t>(found - kNames.begin());
    if (seen[feature]) return wrong(fmt::format("\"{}\" stands twice", cells[0]));
    seen[feature] = true;
    for (std::size_t o = 0; o < out.of.size(); ++o) {
      const std::string_view cell = cells[o + 1];
      const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), out.of[o][feature]);
      if (read.ec != std::errc() || read.ptr != cell.data() + cell.size() ||
          !std::isfinite(out.of[o][feature]))
        return wrong(fmt::format("\"{}\" is no number", cell));
    }
  }
  const auto missing = std::find(seen.begin(), seen.end(), false);
  if (missing != seen.end())
    return Error{ErrorKind::kFormat,
                 fmt::format("the feature \"{}\" is missing",
                             kNames[static_cast<std::size_t>(missing - seen.begin())]),
                 path};
  out.fingerprint = base::content_id("jw-", *text);
  return out;
}

Weighed weigh(const Weights& weights, Ontology ontology, std::span<const View> views,
              std::span<const std::string> classes, std::span<const float> probabilities, bool may_be_none) {
  const std::vector<Row> rows = features(views, classes, probabilities);
  const Row& weight = weights.of[static_cast<std::size_t>(ontology)];
  std::vector<double> p(classes.size());
  double most = -1e300, sum = 0;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    p[c] = 0;
    for (std::size_t f = 0; f < kFeatures; ++f) p[c] += weight[f] * rows[c][f];
    most = std::max(most, p[c]);
  }
  for (double& value : p) sum += value = std::exp(value - most);
  for (double& value : p) value /= sum;
  Weighed out;
  const auto none = std::find(classes.begin(), classes.end(), news::name(news::EventType::kNone));
  if (none != classes.end()) {
    double& value = p[static_cast<std::size_t>(none - classes.begin())];
    out.none = value;
    if (!may_be_none) value = 0;
  }
  out.answer = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
  out.probability = p[out.answer];
  if (!may_be_none && out.none < 1) out.probability /= 1 - out.none;
  for (const View& view : views) {
    if (view.answer != classes[out.answer]) continue;
    out.evidence = view.evidence;
    break;
  }
  out.probabilities = std::move(p);
  return out;
}

}  // namespace herald::coder
