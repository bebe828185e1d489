// What an event weighs: scores per PLOVER type and mode, read from a table a researcher can edit
// (data/codebook/weights.tsv), never constants in code.
//
//   base::Result<Weights> weights = Weights::load("data/codebook/weights.tsv");
//   weights->score(news::EventType::kAssault, "aerial");   // -9.5
//
// Immutable once loaded; safe to share between threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "news/report.h"

namespace herald::series {

class Weights {
 public:
  /// Reads the table: a header line `type mode score source`, then one line per type and mode, tab-separated;
  /// `#` opens a comment line; `-` stands for no mode and for no score. Errors name the line: a wrong number
  /// of fields, an unknown type, a score that is no number from -10 to 10, a line given twice, a type without
  /// a score of its own.
  static base::Result<Weights> load(const std::string& path);
  /// The same from bytes; errors are at `place`, with the line.
  static base::Result<Weights> parse(std::string_view text, const std::string& place);

  /// The score of a type and mode; a mode without one takes its type's. Nothing for kNone.
  std::optional<double> score(news::EventType type, const std::string& mode) const;

  /// Identifies the table's content; to be kept with every series made with it.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  std::map<std::pair<news::EventType, std::string>, std::optional<double>> scores_;
  std::string fingerprint_;
};

}  // namespace herald::series
