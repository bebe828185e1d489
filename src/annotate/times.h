// When: time expressions of news English with their TIMEX3 value and the days they cover.
// Pure function of the parse and the article's date; thread safe.
#pragma once

#include "news/report.h"

namespace herald::annotate {

/// Fills `annotated.times`: weekdays, dates, months, years, today and its neighbours, this/last/next, "ago",
/// durations. Relative ones count from Article::reference_date(); undated articles leave their value empty.
void find_times(news::AnnotatedArticle& annotated);

}  // namespace herald::annotate
