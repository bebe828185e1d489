// Inside web only: the parts a report page is put together from. All return finished, escaped HTML.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/report_page.h"

namespace herald::web {

/// The style sheet and the script of the page (page_assets.cpp).
extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;

/// Look-ups into PageData that several parts need. Borrows the data.
class PageIndex {
 public:
  explicit PageIndex(const PageData& data);
  const PageArticle* article(const std::string& id) const;
  const news::Report* report(const std::string& id) const;
  /// Crosswalk lines of an event.
  const std::vector<const PageMerge*>& merges(const std::string& event) const;
  /// English name of a state, or its code.
  std::string country(const std::string& code) const;

 private:
  const PageData& data_;
  std::unordered_map<std::string, const PageArticle*> articles_;
  std::unordered_map<std::string, const news::Report*> reports_;
  std::unordered_map<std::string, std::vector<const PageMerge*>> merges_;
};

/// The sentence of a report with source, action and target marked. Spans that do not lie on characters of the
/// sentence are left unmarked.
std::string marked_sentence(const news::Report& report);

/// One event as a list item.
std::string event_card(const news::Event& event, const PageIndex& index);

/// The curve of one pair as inline SVG: cooperation above the line, conflict below, gaps left open.
std::string pair_curve(const series::Series& series, series::Step step, const std::string& name);

}  // namespace herald::web
