// How good answers are against a gold: precision, recall and F1 per class, their means, the confusion of
// classes, a bootstrap interval; and for people who code by hand, Wilson intervals and Cohen's kappa.
//
//   Scores scores = score_classes(gold, answers);
//   Interval range = bootstrap_macro_f1(gold, answers, 1000, 0);
//
// Pure functions; thread safe. The same numbers for the same input: the bootstrap's random numbers are its
// own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace herald::engine {

using Labels = std::vector<std::string>;

struct ClassScore {
  std::string name;
  std::size_t gold = 0, answered = 0, right = 0;
  double precision() const;  ///< 0 when nothing was answered so
  double recall() const;     ///< 0 when nothing is so
  double f1() const;         ///< 2 right / (gold + answered)
};

struct Scores {
  std::size_t rows = 0, right = 0;
  std::vector<ClassScore> classes;  ///< those of the gold first, in name order, then what was only answered
  std::size_t gold_classes = 0;
  /// confusion[i][j]: gold class i answered as class j, in the order of `classes`.
  std::vector<std::vector<std::size_t>> confusion;

  double accuracy() const;
  double macro_f1() const;     ///< mean over the classes of the gold
  double weighted_f1() const;  ///< the same, weighted by their rows
};

/// `gold` and `answers` are of the same length.
Scores score_classes(const Labels& gold, const Labels& answers);

struct Interval {
  double low = 0, high = 0;
};

/// 95 % percentile interval of macro F1 over `rounds` resamples of the rows (Efron's bootstrap). Classes of
/// the gold that a resample misses count as 0, as in score_classes of the whole.
Interval bootstrap_macro_f1(const Labels& gold, const Labels& answers, int rounds, std::uint64_t seed);

/// 95 % interval of a share by E. B. Wilson (1927); [0,1] for no rows.
Interval wilson(std::size_t right, std::size_t rows);

/// J. Cohen's kappa (1960) of two codings of the same rows; 1 when both always say the same one thing.
double cohens_kappa(const Labels& one, const Labels& other);

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere for a seed.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// Below `bound`, which is not 0.
  std::size_t below(std::size_t bound);

 private:
  std::uint64_t state_;
};

}  // namespace herald::engine
