// Many reports become one happening. Outlets copy one another, and a paper tells the same deed in its
// headline and again below; a count of reports is therefore no count of events.
//
//   story::Gathered told = story::gather(reports, articles);
//   told.events   one Event per happening, by day (undated first), then id
//   told.merges   for every report: which event it went to and why (the crosswalk)
//
// Two reports tell of one happening when
//   * type is the same, and mode too or one of them names none;
//   * modality is of one class: happened and ongoing together, each other modality for itself;
//   * source and target agree: the same code, or one is the bare country of the other ("USA", "USAGOV");
//   * their days lie at most one apart. The day of a report is its own when the text gives one to the day,
//   else the
//     day its article was published. Without any day, only reports of one article (and its copies) come
//     together;
//   * no article tells of both on different days of its own: who writes "struck on Monday and again on
//   Tuesday"
//     means two.
// Of several candidates the one of the same day and with most reports wins.
//
// Weight is counted in originals: Event::reports holds one report per independent article. A reprint
// (`copy_of`, or a signature at most 3 bits away from one already there) and a second mention in one article
// stand in `merges` only. When a corrected article no longer tells an act, reprints of its first version do
// not keep that act alive.
//
// Pure function, thread safe; the same input in any order gives the same output.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "news/report.h"

namespace herald::story {

/// What gathering needs to know of an article.
struct ArticleInfo {
  std::string id;
  std::uint64_t signature = 0;          ///< near-duplicate signature of its text; 0 for none
  std::optional<base::Date> published;  ///< nothing when undated
  std::string copy_of;                  ///< id of the article it reprints; empty for an original
  bool corrected = false;               ///< its text was changed after it was first read
};

/// One line of the crosswalk.
struct Merge {
  std::string event;  ///< empty for a report that supports no event
  std::string article;
  std::string report;
  std::string reason;  ///< "first report", "same pair, type and day", "copy of a1", …
};

struct Gathered {
  std::vector<news::Event> events;  ///< by day (undated first), then id
  std::vector<Merge> merges;        ///< one per report, by event, article, report
};

/// Gathers reports into events. Reports of articles that are not listed count as undated originals. Reports
/// of type NONE go to no event. Time is near linear: reports are compared within one type, pair and
/// neighbouring day only.
Gathered gather(const std::vector<news::Report>& reports, const std::vector<ArticleInfo>& articles);

}  // namespace herald::story
