#include "series/weights.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"

namespace herald::series {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr const char* kHeader = "type\tmode\tscore\tsource";

struct Line {
  news::EventType type = news::EventType::kNone;
  std::string mode;
  std::optional<double> score;
};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || !(value >= -10 && value <= 10))
    return std::nullopt;
  return value;
}

std::string nearest_type(std::string_view word) {
  std::vector<std::string> known;
  for (int i = 1; i < static_cast<int>(news::EventType::kCount); ++i) {
    known.emplace_back(news::name(static_cast<news::EventType>(i)));
  }
  const std::string nearest = base::nearest_word(word, known);
  return nearest.empty() ? "" : " (" + nearest + "?)";
}

Result<Line> read_line(std::string_view text, const std::string& place) {
  const std::vector<std::string_view> fields = base::split(text, '\t');
  if (fields.size() != 4) {
    return Error{ErrorKind::kFormat,
                 fmt::format("{} fields instead of type, mode, score and source", fields.size()), place};
  }
  Line line;
  const auto type = news::event_type_of(fields[0]);
  if (!type || *type == news::EventType::kNone) {
    return Error{ErrorKind::kFormat, fmt::format("no PLOVER type: {}{}", fields[0], nearest_type(fields[0])),
                 place};
  }
  line.type = *type;
  if (fields[1].empty()) return Error{ErrorKind::kFormat, "an empty mode; write - for none", place};
  if (fields[1] != "-") line.mode = std::string(fields[1]);
  if (fields[2] == "-") return line;
  line.score = number(fields[2]);
  if (!line.score) {
    return Error{ErrorKind::kFormat, fmt::format("the score is no number from -10 to 10: {}", fields[2]),
                 place};
  }
  return line;
}

}  // namespace

Result<Weights> Weights::load(const std::string& path) {
  const auto text = base::read_file(path, std::size_t{1} << 20);
  if (!text) return text.error();
  return parse(*text, path);
}

Result<Weights> Weights::parse(std::string_view text, const std::string& place) {
  Weights weights;
  bool header = false;
  int number_of_line = 0;
  for (std::string_view row : base::split(text, '\n')) {
    ++number_of_line;
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (base::trim(row).empty() || row.front() == '#') continue;
    const std::string here = fmt::format("{}:{}", place, number_of_line);
    if (!header) {
      if (row != kHeader)
        return Error{ErrorKind::kFormat, "the first line must be: type, mode, score, source", here};
      header = true;
      continue;
    }
    const auto line = read_line(row, here);
    if (!line) return line.error();
    if (!weights.scores_.emplace(std::make_pair(line->type, line->mode), line->score).second) {
      return Error{ErrorKind::kFormat, "this type and mode stand here a second time", here};
    }
  }
  for (int i = 1; i < static_cast<int>(news::EventType::kCount); ++i) {
    const auto type = static_cast<news::EventType>(i);
    if (!weights.score(type, "")) {
      return Error{ErrorKind::kFormat,
                   fmt::format("{} has no score of its own (a line with mode -)", name(type)), place};
    }
  }
  weights.fingerprint_ = base::content_id("weights-", text);
  return weights;
}

std::optional<double> Weights::score(news::EventType type, const std::string& mode) const {
  const auto own = scores_.find({type, mode});
  if (own != scores_.end() && own->second) return own->second;
  const auto general = scores_.find({type, std::string()});
  return general == scores_.end() ? std::nullopt : general->second;
}

}  // namespace herald::series
