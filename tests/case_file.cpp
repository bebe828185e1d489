#include "case_file.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "news/report.h"

namespace herald::tests {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<Expected> read_expected(std::string_view line, const std::string& place) {
  const std::string clean = base::collapse_spaces(line);
  const auto fields = base::split(clean, ' ');
  if (fields.size() < 4)
    return Error{ErrorKind::kFormat, "expected SOURCE TYPE/mode TARGET modality …", place};
  Expected expected{std::string(fields[0]),
                    std::string(fields[1]),
                    std::string(fields[2]),
                    std::string(fields[3]),
                    {},
                    clean};
  if (!news::event_type_of(fields[1].substr(0, fields[1].find('/')))) {
    return Error{ErrorKind::kFormat, "unknown type " + std::string(fields[1]), place};
  }
  if (!news::modality_of(fields[3]))
    return Error{ErrorKind::kFormat, "unknown modality " + std::string(fields[3]), place};
  for (std::size_t i = 4; i < fields.size(); ++i) expected.more.emplace_back(fields[i]);
  return expected;
}

Result<void> read_line(Case& c, std::string_view line, const std::string& place) {
  const std::size_t colon = line.find(':');
  if (line == "known-wrong") {
    c.known_wrong = true;
    return {};
  }
  if (colon == std::string_view::npos) return Error{ErrorKind::kFormat, "expected \"key: value\"", place};
  const std::string_view key = line.substr(0, colon), value = base::trim(line.substr(colon + 1));
  if (key == "note")
    c.note = std::string(value);
  else if (key == "text")
    c.text = std::string(value);
  else if (key == "date") {
    c.date = base::parse_date(value);
    if (!c.date) return Error{ErrorKind::kFormat, "no date: " + std::string(value), place};
  } else if (key == "expect") {
    if (value == "NONE") return {};
    auto expected = read_expected(value, place);
    if (!expected) return expected.error();
    c.expected.push_back(std::move(*expected));
  } else {
    return Error{ErrorKind::kFormat, "unknown key " + std::string(key), place};
  }
  return {};
}

}  // namespace

Result<std::vector<Case>> read_cases(const std::string& path) {
  auto bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  std::vector<Case> cases;
  std::size_t number = 0;
  for (const std::string_view raw : base::split(*bytes, '\n')) {
    ++number;
    const std::string_view line = base::trim(raw);
    const std::string place = fmt::format("{}:{}", path, number);
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("== ")) {
      cases.push_back({});
      cases.back().id = std::string(base::trim(line.substr(3)));
      cases.back().file = path;
      cases.back().line = number;
    } else if (cases.empty()) {
      return Error{ErrorKind::kFormat, "a case begins with \"== id\"", place};
    } else if (auto r = read_line(cases.back(), line, place); !r) {
      return r.error();
    }
    if (!cases.empty()) cases.back().end = number + 1;
  }
  for (const Case& c : cases) {
    if (c.text.empty())
      return Error{ErrorKind::kFormat, "case " + c.id + " has no text", fmt::format("{}:{}", path, c.line)};
  }
  return cases;
}

}  // namespace herald::tests
