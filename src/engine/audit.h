// A sample of coded reports for people to code by hand, and what their coding says of the machine and of each
// other.
//
//   std::vector<news::Report> drawn = draw_sample(reports, {.per_type = 10, .seed = 1});
//   write(sheet_of(drawn, Sheet::kBlind)), write(key_of(drawn));
//   ...
//   Result<Coding> coding = read_sheet(bytes, "sample.tsv");
//   AuditScores scores = score_audit(*key, {*coding});
//
// A sheet is a TSV: "id", "text" with the act in question between ** and **, then the parts to fill in. In a
// cell "-" means none or unknown, an empty cell means not judged. Pure functions; thread safe.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/scores.h"
#include "news/report.h"

namespace herald::engine {

struct SampleOptions {
  std::size_t per_type = 10;
  std::uint64_t seed = 1;
};

/// At most `per_type` reports of every type, drawn without the order of the input, then shuffled so that no
/// run of types tells the coder what to expect. The same for the same reports and seed.
std::vector<news::Report> draw_sample(std::vector<news::Report> reports, const SampleOptions& options);

inline constexpr std::array<std::string_view, 5> kAuditParts{"source", "action", "target", "modality",
                                                             "date"};

enum class Sheet {
  kBlind,  ///< the parts are empty
  kShown   ///< the parts hold the machine's answer, to be corrected; "coder" is filled in for rows that were
           ///< judged
};

/// The sheet, with a first line of comment that says how to fill it in.
std::string sheet_of(const std::vector<news::Report>& sample, Sheet kind);
/// The machine's answers of a sample: "id" and the parts.
std::string key_of(const std::vector<news::Report>& sample);

/// The cells of a sheet or key by id, in the order of kAuditParts. Rows nobody judged are left out.
using Coding = std::map<std::string, std::array<std::string, kAuditParts.size()>>;
/// An error names the line: a wrong number of columns, an id that stands twice, no head line.
base::Result<Coding> read_sheet(std::string_view bytes, const std::string& place);

/// Whether a coder's cell says the same as the machine's: codes by country where only a country was given, an
/// action by its type where no mode was given, a date by what both give ("2024-11" holds for any day of it).
bool same_cell(std::size_t part, std::string_view machine, std::string_view coder);

struct PartScore {
  std::size_t judged = 0, right = 0;
  Interval interval;  ///< Wilson, 95 %
};
struct Agreement {
  std::size_t rows = 0, agreed = 0;
  double kappa = 0;
};
struct AuditScores {
  std::size_t rows = 0, rows_right = 0;                 ///< rows with all judged parts right
  std::array<PartScore, kAuditParts.size()> parts;      ///< over all coders' cells
  std::array<Agreement, kAuditParts.size()> agreement;  ///< of the first two coders; rows 0 for one coder
};
AuditScores score_audit(const Coding& key, const std::vector<Coding>& coders);

std::string text_of(const AuditScores& scores, bool two_coders);
std::string to_json(const AuditScores& scores, bool two_coders);

}  // namespace herald::engine
