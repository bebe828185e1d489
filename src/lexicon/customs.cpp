#include "lexicon/customs.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"

namespace herald::lexicon {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using news::EventType;

bool is_quad(std::string_view word) {
  for (int q = 1; q <= static_cast<int>(news::Quad::kMaterialConflict); ++q) {
    if (news::name(static_cast<news::Quad>(q)) == word) return true;
  }
  return false;
}

/// "*", "-" (none), a type or a quad.
bool type_fits(const std::string& asked, EventType type) {
  if (asked == "*") return true;
  if (type == EventType::kNone) return asked == "-";
  return asked == news::name(type) || asked == news::name(news::quad_of(type));
}

bool is_type_or_quad(std::string_view word) {
  return word == "*" || word == "-" || is_quad(word) || news::event_type_of(word).has_value();
}

bool modality_fits(const std::string& asked, news::Modality modality) {
  if (asked == "*") return true;
  const auto words = base::split(asked, '|');
  return std::find(words.begin(), words.end(), news::name(modality)) != words.end();
}

/// What is wrong with the fields of a row, empty for nothing.
std::string fault_of(const std::vector<std::string_view>& fields) {
  if (fields.size() != 6) return "expected six fields: type, mode, cameo, promised, modality, answer";
  for (const std::size_t i : {std::size_t{0}, std::size_t{3}}) {
    if (!is_type_or_quad(fields[i])) return fmt::format("\"{}\" is no type and no quad", fields[i]);
  }
  if (fields[4] != "*") {
    for (const std::string_view word : base::split(fields[4], '|')) {
      if (!news::modality_of(word)) return fmt::format("unknown modality \"{}\"", word);
    }
  }
  return fields[5].empty() ? "the answer is empty" : "";
}

}  // namespace

bool Customs::Row::fits(const CodedAct& act) const {
  return type_fits(type, act.type) && (mode == "*" || mode == act.mode) &&
         (cameo == "*" || act.cameo.starts_with(cameo)) && type_fits(promised, act.promised) &&
         modality_fits(modality, act.modality);
}

std::string_view Customs::name_of(const CodedAct& act) const {
  for (const Row& row : rows_) {
    if (row.fits(act)) return row.answer;
  }
  return news::name(act.type);
}

news::Quad Customs::quad_of(std::string_view name) const {
  if (const auto type = news::event_type_of(name)) return news::quad_of(*type);
  // A name of several of our types is as material as the last one listed for it.
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
    const auto type = news::event_type_of(row->type);
    if (row->answer == name && type) return news::quad_of(*type);
  }
  return news::Quad::kNone;
}

Result<Customs> load_customs(const std::string& path) {
  auto bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  Customs customs;
  std::size_t number = 0;
  for (std::string_view line : base::split(*bytes, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const auto fields = base::split(line, '\t');
    if (const std::string fault = fault_of(fields); !fault.empty())
      return Error{ErrorKind::kConfig, fault, fmt::format("{}:{}", path, number)};
    Customs::Row row{std::string(fields[0]), std::string(fields[1]), std::string(fields[2]),
                     std::string(fields[3]), std::string(fields[4]), std::string(fields[5])};
    customs.rows_.push_back(std::move(row));
  }
  return customs;
}

}  // namespace herald::lexicon
