// The codes of CAMEO: which there are, what PLOVER makes of them, and how one verb over another adds up.
//
//   Result<Cameo> cameo = load_cameo("data/codebook");
//   cameo->combine("120", "070");  // "122": refused to help
//   cameo->plover("0871");         // RETREAT, ceasefire
//
// Immutable after loading; share freely between threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "news/report.h"

namespace herald::lexicon {

/// A code taken apart; see data/codebook/cameo_composition.tsv. Empty where a column has nothing.
struct CameoParts {
  std::string force, turn, thing, kind;
  auto operator<=>(const CameoParts&) const = default;
};

struct PloverType {
  news::EventType type = news::EventType::kNone;
  std::string mode;
};

class Cameo {
 public:
  /// True for a code of CAMEO 1.1b3 with three or four digits.
  bool has(const std::string& code) const { return parts_.contains(code); }

  /// The code of verb `over` with the deed `inner` below it; empty where the two are no event. A code that
  /// CAMEO does not have adds nothing.
  std::string combine(const std::string& over, const std::string& inner) const;

  /// The code of a negated verb: 120 over it; empty where that is no event.
  std::string negated(const std::string& code) const {
    return has(code) ? combine("120", code) : std::string();
  }

  /// Type and mode; kNone for statements and appeals (01, 02) and for codes that CAMEO does not have.
  PloverType plover(std::string_view code) const;

  /// Content hash of the files read.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  friend base::Result<Cameo> load_cameo(const std::string& folder);
  base::Result<void> read_parts(const std::string& path, std::string_view text);
  base::Result<void> read_plover(const std::string& path, std::string_view text);
  std::string code_of(CameoParts sum) const;

  std::map<std::string, CameoParts, std::less<>> parts_;
  std::map<CameoParts, std::string> codes_;
  std::map<std::string, PloverType, std::less<>> plover_;
  std::string fingerprint_;
};

/// Reads cameo_composition.tsv and cameo_plover.tsv of a codebook folder. A line with another number of
/// fields, a code told twice, an unknown type or mode is an error with file and line.
base::Result<Cameo> load_cameo(const std::string& folder);

}  // namespace herald::lexicon
