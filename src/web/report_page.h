// One self-contained HTML page of what a run found: no network, no file beside it; for `herald run --html
// FILE` and for the server.
//
//   web::PageData data;
//   data.events = gathered.events;  ...
//   base::write_file_atomic("report.html", web::report_page(data));
//
// The page works without JavaScript (which adds a filter), in light and dark, on paper and on a phone. All
// text is escaped, only http and https addresses become links, and the page's own policy forbids it to load
// anything.
//
// Pure function, thread safe; the same data gives the same bytes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "news/report.h"
#include "series/series.h"

namespace herald::web {

/// What a page says of an article.
struct PageArticle {
  std::string id, title, publisher, url;  ///< empty for unknown
  std::optional<base::Timestamp> published;
};

/// A line of the ledger added up: "skipped, not English, 12".
struct PageLedgerLine {
  std::string stage, reason;
  std::int64_t count = 0;
};

/// A report that was joined to an event, also one without weight (a reprint), and why.
struct PageMerge {
  std::string event, article, report, reason;
};

struct PageData {
  std::string title = "Who did what to whom";
  std::vector<std::string> inputs;      ///< what was read, as the user named it
  std::optional<base::Timestamp> made;  ///< when the page was made, by the caller's clock
  std::vector<PageArticle> articles;
  std::vector<news::Report> reports;  ///< at least those that `events` name
  std::vector<news::Event> events;
  std::vector<PageMerge> merges;  ///< the crosswalk; may be empty
  series::Measured measured;      ///< curves; may be empty
  std::vector<PageLedgerLine> ledger;
  std::map<std::string, std::string>
      country_names;                  ///< ISO alpha-3 -> English name; a code without one is shown bare
  std::string version;                ///< of the program
  std::string fingerprint;            ///< of weights, dictionaries and rules
  std::size_t pairs_with_curve = 12;  ///< the most active pairs get a curve, the others a line of a table
};

/// The whole page. Events come newest day first, undated ones last.
std::string report_page(const PageData& data);

}  // namespace herald::web
