// Any bytes as JSON Lines of articles and of reports: bad lines are errors with a place, and what is read can
// be written and read again.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/json.h"
#include "base/text.h"
#include "ingest/text_input.h"
#include "news/article.h"
#include "news/report_from_json.h"

namespace {

using herald::base::check;
using herald::base::is_valid_utf8;

void check_article(const herald::news::Article& article) {
  const std::string line = herald::news::to_json(article);
  check(is_valid_utf8(line) && line.find('\n') == std::string::npos, "an article is one line of UTF-8");
  const auto value = herald::base::parse_json(line, "again");
  check(bool(value), "an article is written as JSON");
  const auto again = herald::news::article_from_json(*value, "again");
  check(bool(again), "what was written can be read");
  check(again->text == article.text && again->title == article.title, "text and title come back");
  check(herald::news::to_json(*again) == line, "an article comes back whole");
}

void check_report(const std::string& line) {
  const auto value = herald::base::parse_json(line, "input");
  if (!value) return;
  const auto report = herald::news::report_from_json(*value, "input");
  if (!report) {
    check(!report.error().message.empty(), "errors say something");
    return;
  }
  const std::string first = herald::news::to_json(*report);
  const auto written = herald::base::parse_json(first, "again");
  check(bool(written), "a report is written as JSON");
  const auto again = herald::news::report_from_json(*written, "again");
  check(bool(again), "what was written can be read");
  check(herald::news::to_json(*again) == first, "a report comes back whole");
  check(!herald::news::spell(*report).empty(), "a report has a spelling");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  herald::ingest::ReadOptions options;
  options.size_limit = std::size_t{1} << 20;
  const auto read = herald::ingest::read_articles(bytes, "input", herald::ingest::InputKind::kJsonLines,
                                                  options, [](herald::news::Article&& article) {
                                                    check(!article.id.empty(), "an article has an id");
                                                    check_article(article);
                                                    return true;
                                                  });
  if (read) {
    for (const auto& error : read->errors) check(!error.place.empty(), "a bad record has a place");
  } else {
    check(!read.error().message.empty(), "errors say something");
  }
  std::size_t replaced = 0;
  const std::string repaired = herald::base::repair_utf8(bytes, replaced);
  for (const std::string_view line : herald::base::split(repaired, '\n')) check_report(std::string(line));
  return 0;
}
