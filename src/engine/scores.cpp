#include "engine/scores.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/check.h"

namespace herald::engine {
namespace {

double ratio(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

/// Rows as numbers of classes, so that a resample is cheap.
struct Coded {
  std::vector<std::size_t> gold, answers;
  std::size_t gold_classes = 0, classes = 0;
};

double macro_of(const Coded& coded, const std::vector<std::size_t>& rows) {
  std::vector<std::size_t> gold(coded.classes, 0), answered(coded.classes, 0), right(coded.classes, 0);
  for (const std::size_t row : rows) {
    ++gold[coded.gold[row]];
    ++answered[coded.answers[row]];
    right[coded.gold[row]] += coded.gold[row] == coded.answers[row] ? 1U : 0U;
  }
  double sum = 0;
  for (std::size_t c = 0; c < coded.gold_classes; ++c)
    sum += ratio(2.0 * static_cast<double>(right[c]), static_cast<double>(gold[c] + answered[c]));
  return ratio(sum, static_cast<double>(coded.gold_classes));
}

/// Names of the classes: the gold's sorted, then the others sorted.
Labels class_names(const Labels& gold, const Labels& answers, std::size_t& gold_classes) {
  Labels names = gold;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  gold_classes = names.size();
  Labels others;
  for (const std::string& answer : answers) {
    if (!std::binary_search(names.begin(), names.end(), answer)) others.push_back(answer);
  }
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  names.insert(names.end(), others.begin(), others.end());
  return names;
}

Coded coded_of(const Labels& gold, const Labels& answers, const Labels& names, std::size_t gold_classes) {
  std::map<std::string, std::size_t> number;
  for (std::size_t i = 0; i < names.size(); ++i) number[names[i]] = i;
  Coded coded;
  coded.classes = names.size();
  coded.gold_classes = gold_classes;
  for (const std::string& label : gold) coded.gold.push_back(number[label]);
  for (const std::string& label : answers) coded.answers.push_back(number[label]);
  return coded;
}

}  // namespace

double ClassScore::precision() const {
  return ratio(static_cast<double>(right), static_cast<double>(answered));
}
double ClassScore::recall() const {
  return ratio(static_cast<double>(right), static_cast<double>(gold));
}
double ClassScore::f1() const {
  return ratio(2.0 * static_cast<double>(right), static_cast<double>(gold + answered));
}

double Scores::accuracy() const {
  return ratio(static_cast<double>(right), static_cast<double>(rows));
}

double Scores::macro_f1() const {
  double sum = 0;
  for (std::size_t i = 0; i < gold_classes; ++i) sum += classes[i].f1();
  return ratio(sum, static_cast<double>(gold_classes));
}

double Scores::weighted_f1() const {
  double sum = 0;
  for (const ClassScore& c : classes) sum += c.f1() * static_cast<double>(c.gold);
  return ratio(sum, static_cast<double>(rows));
}

Scores score_classes(const Labels& gold, const Labels& answers) {
  base::check(gold.size() == answers.size());
  Scores scores;
  scores.rows = gold.size();
  const Labels names = class_names(gold, answers, scores.gold_classes);
  const Coded coded = coded_of(gold, answers, names, scores.gold_classes);
  for (const std::string& name : names) scores.classes.push_back({name, 0, 0, 0});
  scores.confusion.assign(names.size(), std::vector<std::size_t>(names.size(), 0));
  for (std::size_t row = 0; row < gold.size(); ++row) {
    const std::size_t is = coded.gold[row], said = coded.answers[row];
    ++scores.confusion[is][said];
    ++scores.classes[is].gold;
    ++scores.classes[said].answered;
    if (is != said) continue;
    ++scores.classes[is].right;
    ++scores.right;
  }
  return scores;
}

Interval bootstrap_macro_f1(const Labels& gold, const Labels& answers, int rounds, std::uint64_t seed) {
  if (gold.empty() || rounds <= 0) return {};
  std::size_t gold_classes = 0;
  const Labels names = class_names(gold, answers, gold_classes);
  const Coded coded = coded_of(gold, answers, names, gold_classes);
  Random random(seed);
  std::vector<double> found;
  std::vector<std::size_t> rows(gold.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t& row : rows) row = random.below(gold.size());
    found.push_back(macro_of(coded, rows));
  }
  std::sort(found.begin(), found.end());
  const auto at = [&](double share) {
    return found[std::min(found.size() - 1,
                          static_cast<std::size_t>(share * static_cast<double>(found.size())))];
  };
  return {at(0.025), at(0.975)};
}

Interval wilson(std::size_t right, std::size_t rows) {
  if (rows == 0) return {0, 1};
  constexpr double kZ = 1.959963984540054;
  const double n = static_cast<double>(rows), p = static_cast<double>(right) / n;
  const double middle = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

double cohens_kappa(const Labels& one, const Labels& other) {
  base::check(one.size() == other.size());
  if (one.empty()) return 0;
  std::map<std::string, std::pair<double, double>> shares;
  double agreed = 0;
  const double n = static_cast<double>(one.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    shares[one[i]].first += 1 / n;
    shares[other[i]].second += 1 / n;
    agreed += one[i] == other[i] ? 1 / n : 0;
  }
  double chance = 0;
  for (const auto& [label, share] : shares) chance += share.first * share.second;
  return chance >= 1 - 1e-12 ? 1 : (agreed - chance) / (1 - chance);
}

std::uint64_t Random::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

std::size_t Random::below(std::size_t bound) {
  return static_cast<std::size_t>(next() % bound);
}

}  // namespace herald::engine
