#include "lexicon/cameo.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "lexicon/codebook.h"

namespace herald::lexicon {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr const char* kNoEvent = "---";

// From weak to strong: of two forces the stronger one counts.
constexpr std::array<std::string_view, 8> kForces{"",       "say",      "appeal",     "intend",
                                                  "demand", "threaten", "disapprove", "reject"};

std::size_t rank(std::string_view force) {
  return static_cast<std::size_t>(std::find(kForces.begin(), kForces.end(), force) - kForces.begin());
}

std::string field(std::string_view text) {
  return text == "-" ? std::string() : std::string(text);
}

/// Calls `take` with the fields of every line that is neither empty nor a comment; `count` 0 takes any
/// number.
Result<void> each_row(const std::string& path, std::string_view text,
                      const std::function<std::string(const std::vector<std::string_view>&)>& take) {
  int line_number = 0;
  for (std::string_view line : base::split(text, '\n')) {
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (base::trim(line).empty() || line.starts_with('#')) continue;
    const std::string wrong = take(base::split(line, '\t'));
    if (!wrong.empty()) return Error{ErrorKind::kFormat, wrong, fmt::format("{}:{}", path, line_number)};
  }
  return {};
}

}  // namespace

Result<void> Cameo::read_parts(const std::string& path, std::string_view text) {
  bool further = false;
  return each_row(path, text, [&](const std::vector<std::string_view>& fields) -> std::string {
    if (fields.size() == 1 && fields[0] == "also") {
      further = true;
      return {};
    }
    if (fields.size() != 5)
      return fmt::format("has {} fields, not code, force, turn, thing, kind", fields.size());
    if (fields[0] == "code") return {};
    const std::string code(fields[0]);
    CameoParts parts{field(fields[1]), field(fields[2]), field(fields[3]), field(fields[4])};
    if (rank(parts.force) == kForces.size()) return "knows no force '" + parts.force + "'";
    if (!further && !parts_.emplace(code, parts).second) return "has code " + code + " a second time";
    if (further && code != kNoEvent && !parts_.contains(code)) return "knows no code " + code;
    if (!codes_.emplace(std::move(parts), code).second) return "has these columns a second time";
    return {};
  });
}

Result<void> Cameo::read_plover(const std::string& path, std::string_view text) {
  return each_row(path, text, [&](const std::vector<std::string_view>& fields) -> std::string {
    if (fields.size() != 3) return fmt::format("has {} fields, not cameo, type, mode", fields.size());
    if (fields[0] == "cameo") return {};
    const auto type = news::event_type_of(fields[1]);
    if (!type || *type == news::EventType::kNone) return "knows no type " + std::string(fields[1]);
    const std::string mode = field(fields[2]);
    const auto modes = modes_of(*type);
    if (!mode.empty() && std::find(modes.begin(), modes.end(), mode) == modes.end())
      return fmt::format("{} has no mode {}", fields[1], mode);
    const bool fresh = plover_.emplace(std::string(fields[0]), PloverType{*type, mode}).second;
    return fresh ? std::string() : fmt::format("has code {} a second time", fields[0]);
  });
}

std::string Cameo::code_of(CameoParts sum) const {
  for (std::string* column : {&sum.kind, &sum.thing, &sum.turn, &sum.force}) {
    // A kind is cut from its end first: "release-persons", "release".
    while (true) {
      const auto it = codes_.find(sum);
      if (it != codes_.end()) return it->second == kNoEvent ? std::string() : it->second;
      const std::size_t dash = column == &sum.kind ? column->rfind('-') : std::string::npos;
      if (dash == std::string::npos) break;
      column->resize(dash);
    }
    column->clear();
  }
  return {};
}

std::string Cameo::combine(const std::string& over, const std::string& inner) const {
  const auto above = parts_.find(over), below = parts_.find(inner);
  if (above == parts_.end()) return inner;
  if (below == parts_.end()) return over;
  const CameoParts &a = above->second, &b = below->second;
  // What is refused and refused again is not done either; criticism that is withheld is courtesy.
  if (a.force == "reject" && b.force == "disapprove") return "050";
  if (b.force == "say" && b.thing.empty() && a.force != "say") return over;
  if (a == CameoParts{"say", "", "", a.kind}) return inner;
  // Who means to arrest, to march or to investigate is taken at his word, as in PETRARCH2.
  const bool deed =
      b.thing == "coerce" || b.thing == "protest" || b.thing == "posture" || b.thing == "investigate";
  if (a.force == "intend" && b.force.empty() && deed) return inner;
  CameoParts sum;
  sum.force = rank(a.force) >= rank(b.force) ? a.force : b.force;
  const bool hostile = b.turn == "reduce" || b.thing == "coerce" || b.thing == "attack";
  // Ending what cuts back or hurts is giving in.
  if (a.turn == "reduce" && hostile)
    sum.turn = "yield";
  else
    sum.turn = a.turn.empty() ? b.turn : a.turn;
  const bool from_below = !b.thing.empty() || !b.kind.empty();
  sum.thing = from_below ? b.thing : a.thing;
  sum.kind = from_below ? b.kind : a.kind;
  return code_of(std::move(sum));
}

PloverType Cameo::plover(std::string_view code) const {
  if (!parts_.contains(code)) return {};
  for (std::size_t size = code.size(); size >= 2; --size) {
    const auto it = plover_.find(code.substr(0, size));
    if (it != plover_.end()) return it->second;
  }
  return {};
}

Result<Cameo> load_cameo(const std::string& folder) {
  Cameo cameo;
  const std::string parts_path = folder + "/cameo_composition.tsv",
                    plover_path = folder + "/cameo_plover.tsv";
  const auto parts = base::read_file(parts_path), plover = base::read_file(plover_path);
  if (!parts) return parts.error();
  if (!plover) return plover.error();
  if (auto ok = cameo.read_parts(parts_path, *parts); !ok) return ok.error();
  if (auto ok = cameo.read_plover(plover_path, *plover); !ok) return ok.error();
  cameo.fingerprint_ = base::sha256_hex(*parts + *plover);
  return cameo;
}

}  // namespace herald::lexicon
