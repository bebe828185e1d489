// Reads back what to_json(Report) writes: the Report record of the design's section 6.
//
//   base::Result<base::JsonValue> value = base::parse_json(line, "reports.jsonl:3");
//   base::Result<news::Report> report = news::report_from_json(*value, "reports.jsonl:3");
//
// Pure function, thread safe.
#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"
#include "news/report.h"

namespace herald::news {

/// The Report of one JSON object. Absent and null members become the empty value of their field, unknown keys
/// are ignored, so that records of older and newer versions can be read. Members of a wrong type, unknown
/// types or modalities, impossible dates and spans that run backwards are errors that name the member, at
/// `place`.
base::Result<Report> report_from_json(const base::JsonValue& value, const std::string& place);

}  // namespace herald::news
