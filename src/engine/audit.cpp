#include "engine/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "base/text.h"
#include "engine/text_table.h"

namespace herald::engine {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using Cells = std::array<std::string, kAuditParts.size()>;

constexpr std::size_t kCountryLetters = 3;

template <typename T>
void shuffle(std::vector<T>& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

std::string code_of(const std::optional<news::Participant>& who) {
  return who && !who->actor.code.empty() ? who->actor.code : "-";
}

std::string date_of(const news::Report& report) {
  if (!report.date) return "-";
  const auto day = [](const std::optional<base::Date>& d) { return d ? d->text() : std::string(); };
  const std::string from = day(report.date->from), to = day(report.date->to);
  if (from.empty() && to.empty()) return "-";
  return from == to ? from : from + "/" + to;
}

Cells cells_of(const news::Report& r) {
  std::string action(news::name(r.action.type));
  if (!r.action.mode.empty()) action += "/" + r.action.mode;
  return {code_of(r.source), action, code_of(r.target), std::string(news::name(r.modality)), date_of(r)};
}

/// The sentence with the act between ** and **.
std::string marked_text(const news::Report& r) {
  std::string text = r.text;
  const std::uint32_t from = r.action.span.begin - r.sentence_span.begin,
                      to = r.action.span.end - r.sentence_span.begin;
  if (r.action.span.begin >= r.sentence_span.begin && from < to && to <= text.size()) {
    text.insert(to, "**");
    text.insert(from, "**");
  }
  return base::collapse_spaces(text);
}

std::string head_line(bool sheet) {
  std::string head = sheet ? "id\ttext" : "id";
  for (const std::string_view part : kAuditParts) head += "\t" + std::string(part);
  return head + (sheet ? "\tcoder\n" : "\n");
}

/// Days as [first, last] text bounds: "2024-11" is 2024-11-00 to 2024-11-99.
std::pair<std::string, std::string> bounds(std::string_view cell) {
  const std::size_t slash = cell.find('/');
  std::string from(cell.substr(0, slash)),
      to(slash == std::string_view::npos ? cell : cell.substr(slash + 1));
  constexpr std::string_view kLow = "0000-00-00", kHigh = "9999-99-99";
  from += kLow.substr(std::min(from.size(), kLow.size()));
  to += kHigh.substr(std::min(to.size(), kHigh.size()));
  return {from, to};
}

/// Head columns of a sheet: where id, coder and the parts stand.
struct Columns {
  std::size_t id = 0, count = 0;
  std::optional<std::size_t> coder;
  std::array<std::size_t, kAuditParts.size()> parts{};
};

Result<Columns> columns_of(const std::vector<std::string_view>& head, const std::string& place) {
  Columns columns;
  columns.count = head.size();
  const auto at = [&](std::string_view name) -> std::optional<std::size_t> {
    const auto found = std::find(head.begin(), head.end(), name);
    if (found == head.end()) return std::nullopt;
    return static_cast<std::size_t>(found - head.begin());
  };
  const auto id = at("id");
  if (!id) return Error{ErrorKind::kFormat, "the head line has no column \"id\"", place};
  columns.id = *id;
  columns.coder = at("coder");
  for (std::size_t p = 0; p < kAuditParts.size(); ++p) {
    const auto column = at(kAuditParts[p]);
    if (!column)
      return Error{ErrorKind::kFormat, fmt::format("the head line has no column \"{}\"", kAuditParts[p]),
                   place};
    columns.parts[p] = *column;
  }
  return columns;
}

}  // namespace

std::vector<news::Report> draw_sample(std::vector<news::Report> reports, const SampleOptions& options) {
  // By id, so that the order in which articles came does not matter.
  std::sort(reports.begin(), reports.end(), [](const news::Report& a, const news::Report& b) {
    return std::tie(a.action.type, a.id, a.article) < std::tie(b.action.type, b.id, b.article);
  });
  Random random(options.seed);
  std::vector<news::Report> drawn;
  for (std::size_t from = 0; from < reports.size();) {
    std::size_t to = from;
    while (to < reports.size() && reports[to].action.type == reports[from].action.type) ++to;
    std::vector<std::size_t> order;
    for (std::size_t i = from; i < to; ++i) order.push_back(i);
    shuffle(order, random);
    for (std::size_t i = 0; i < std::min(options.per_type, order.size()); ++i)
      drawn.push_back(reports[order[i]]);
    from = to;
  }
  shuffle(drawn, random);
  return drawn;
}

std::string sheet_of(const std::vector<news::Report>& sample, Sheet kind) {
  std::string out = kind == Sheet::kBlind
                        ? "# Code the act between ** and **: source and target by country or actor code, "
                          "action TYPE or TYPE/mode, "
                          "date YYYY-MM-DD; - for none; leave empty what you do not judge.\n"
                        : "# Correct what is wrong and put your name under coder in every row you judged; - "
                          "for none; empty a cell "
                          "you do not judge.\n";
  out += head_line(true);
  for (const news::Report& report : sample) {
    out += report.id + "\t" + marked_text(report);
    for (const std::string& cell : cells_of(report))
      out += "\t" + (kind == Sheet::kShown ? cell : std::string());
    out += "\t\n";
  }
  return out;
}

std::string key_of(const std::vector<news::Report>& sample) {
  std::string out = head_line(false);
  for (const news::Report& report : sample) {
    out += report.id;
    for (const std::string& cell : cells_of(report)) out += "\t" + cell;
    out += "\n";
  }
  return out;
}

Result<Coding> read_sheet(std::string_view bytes, const std::string& place) {
  Coding coding;
  std::optional<Columns> columns;
  bool shown = false;
  std::size_t number = 0;
  for (std::string_view line : base::split(bytes, '\n')) {
    ++number;
    const std::string here = fmt::format("{}:{}", place, number);
    if (line.ends_with('\r')) line.remove_suffix(1);
    shown = shown || line.starts_with("# Correct");
    if (base::trim(line).empty() || line.starts_with('#')) continue;
    const auto fields = base::split(line, '\t');
    if (!columns) {
      auto found = columns_of(fields, here);
      if (!found) return found.error();
      columns = *found;
      continue;
    }
    // Spreadsheets drop empty cells at the end of a line.
    if (fields.size() > columns->count || fields.size() <= columns->id)
      return Error{ErrorKind::kFormat, fmt::format("has {} columns, not {}", fields.size(), columns->count),
                   here};
    const auto cell = [&](std::size_t at) {
      return at < fields.size() ? std::string(base::trim(fields[at])) : std::string();
    };
    Cells cells;
    for (std::size_t p = 0; p < kAuditParts.size(); ++p) cells[p] = cell(columns->parts[p]);
    const bool filled =
        std::any_of(cells.begin(), cells.end(), [](const std::string& c) { return !c.empty(); });
    if (!filled || (shown && columns->coder && cell(*columns->coder).empty())) continue;
    if (!coding.emplace(cell(columns->id), std::move(cells)).second)
      return Error{ErrorKind::kFormat, "the id \"" + cell(columns->id) + "\" stands twice", here};
  }
  if (!columns) return Error{ErrorKind::kFormat, "has no head line", place};
  return coding;
}

bool same_cell(std::size_t part, std::string_view machine, std::string_view coder) {
  const std::string a = base::ascii_lower(machine), b = base::ascii_lower(coder);
  if (a == b) return true;
  if (a == "-" || b == "-" || a.empty() || b.empty()) return false;
  if (kAuditParts[part] == "action")
    return (a.find('/') == std::string::npos || b.find('/') == std::string::npos) &&
           a.substr(0, a.find('/')) == b.substr(0, b.find('/'));
  if (kAuditParts[part] == "source" || kAuditParts[part] == "target")
    return std::min(a.size(), b.size()) == kCountryLetters &&
           a.substr(0, kCountryLetters) == b.substr(0, kCountryLetters);
  if (kAuditParts[part] != "date") return false;
  const auto [a_from, a_to] = bounds(a);
  const auto [b_from, b_to] = bounds(b);
  return (a_from <= b_from && b_to <= a_to) || (b_from <= a_from && a_to <= b_to);
}

AuditScores score_audit(const Coding& key, const std::vector<Coding>& coders) {
  AuditScores scores;
  for (const Coding& coder : coders) {
    for (const auto& [id, cells] : coder) {
      const auto known = key.find(id);
      if (known == key.end()) continue;
      bool all = true;
      for (std::size_t p = 0; p < kAuditParts.size(); ++p) {
        if (cells[p].empty()) continue;
        const bool right = same_cell(p, known->second[p], cells[p]);
        ++scores.parts[p].judged;
        scores.parts[p].right += right ? 1U : 0U;
        all = all && right;
      }
      ++scores.rows;
      scores.rows_right += all ? 1U : 0U;
    }
  }
  for (PartScore& part : scores.parts) part.interval = wilson(part.right, part.judged);
  if (coders.size() < 2) return scores;
  for (std::size_t p = 0; p < kAuditParts.size(); ++p) {
    Labels one, other;
    for (const auto& [id, cells] : coders[0]) {
      const auto second = coders[1].find(id);
      if (second == coders[1].end() || cells[p].empty() || second->second[p].empty()) continue;
      one.push_back(base::ascii_lower(cells[p]));
      // Cells that mean the same are one label.
      other.push_back(same_cell(p, cells[p], second->second[p]) ? one.back()
                                                                : base::ascii_lower(second->second[p]));
      scores.agreement[p].agreed += one.back() == other.back() ? 1U : 0U;
    }
    scores.agreement[p].rows = one.size();
    scores.agreement[p].kappa = cohens_kappa(one, other);
  }
  return scores;
}

std::string text_of(const AuditScores& scores, bool two_coders) {
  std::vector<std::string> head{"part", "judged", "right", "share", "95 %"};
  if (two_coders) head.insert(head.end(), {"both judged", "agreed", "kappa"});
  TextTable table(head);
  for (std::size_t p = 0; p < kAuditParts.size(); ++p) {
    const PartScore& part = scores.parts[p];
    const double share = part.judged ? static_cast<double>(part.right) / static_cast<double>(part.judged) : 0;
    std::vector<std::string> cells{std::string(kAuditParts[p]), std::to_string(part.judged),
                                   std::to_string(part.right),
                                   part.judged ? fmt::format("{:.3f}", share) : "-",
                                   fmt::format("{:.3f} to {:.3f}", part.interval.low, part.interval.high)};
    const Agreement& both = scores.agreement[p];
    if (two_coders)
      cells.insert(cells.end(), {std::to_string(both.rows), std::to_string(both.agreed),
                                 both.rows ? fmt::format("{:.3f}", both.kappa) : "-"});
    table.add(std::move(cells));
  }
  const Interval whole = wilson(scores.rows_right, scores.rows);
  return fmt::format("{} rows judged, {} right in every part judged (95 % {:.3f} to {:.3f})\n\n", scores.rows,
                     scores.rows_right, whole.low, whole.high) +
         table.text("  ");
}

std::string to_json(const AuditScores& scores, bool two_coders) {
  constexpr int kDigits = 4;
  base::JsonWriter out;
  out.object()
      .key("rows")
      .value(scores.rows)
      .key("rows_right")
      .value(scores.rows_right)
      .key("parts")
      .object();
  for (std::size_t p = 0; p < kAuditParts.size(); ++p) {
    const PartScore& part = scores.parts[p];
    out.key(kAuditParts[p]).object().key("judged").value(part.judged).key("right").value(part.right);
    out.key("interval").array().value(part.interval.low, kDigits).value(part.interval.high, kDigits).end();
    if (two_coders) {
      const Agreement& both = scores.agreement[p];
      out.key("both_judged").value(both.rows).key("agreed").value(both.agreed);
      out.key("kappa").value(both.kappa, kDigits);
    }
    out.end();
  }
  out.end().end();
  return out.take();
}

}  // namespace herald::engine
