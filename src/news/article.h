// An article as it was published, after markup is gone. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "base/result.h"
#include "news/sentence.h"

namespace herald::news {

/// "WASHINGTON, Nov 26 (Reuters) -" as printed, taken out of the sentences to code.
struct Dateline {
  std::string place;
  std::optional<std::string> date;    ///< as printed, "Nov 26"
  std::optional<std::string> agency;  ///< as printed, "Reuters"
};

struct Article {
  std::string id;
  std::optional<std::string> url, publisher, feed, language, title;
  std::string text;  ///< paragraphs separated by a blank line; valid UTF-8
  std::optional<base::Timestamp> published, updated;
  std::optional<Dateline> dateline;
  std::optional<std::string> agency, byline;
  std::vector<std::string> notices;
  /// Parts of `text` that are dateline, byline, credit or notice: kept in the text, never coded. Sorted.
  std::vector<Span> not_coded;

  /// The day relative times are counted from: local day of publication; nothing when undated.
  std::optional<base::Date> reference_date() const;
};

/// One Article as a JSON object in the layout of the design's section 6.
std::string to_json(const Article& article);

/// Reads that layout; `date` is accepted for `published`, unknown keys are ignored. A record without
/// `text` and `title`, or with a wrong type or date, is an error at `place`. Invalid ids stay empty.
base::Result<Article> article_from_json(const base::JsonValue& value, const std::string& place);

}  // namespace herald::news
