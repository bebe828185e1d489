// Runs the case files against the engine on invented states.
//   herald_cases DATA CASES_FOLDER INVENTED_FOLDER
// A case marked known-wrong must fail; one that passes forces the mark off. UPDATE_GOLDEN=1 sets and takes
// off the marks, and refuses under CI. VERBOSE=1 prints known-wrong cases too.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "case_file.h"
#include "engine/engine.h"
#include "invented_data.h"

namespace herald::tests {
namespace {

namespace fs = std::filesystem;

bool fits(const Expected& expected, const news::Report& report) {
  const std::string spelled = base::collapse_spaces(news::spell(report));
  const auto fields = base::split(spelled, ' ');
  const std::string_view action = fields[1];
  const bool action_fits =
      expected.action == action || (expected.action.find('/') == std::string::npos &&
                                    action.substr(0, action.find('/')) == expected.action);
  if (expected.source != fields[0] || !action_fits || expected.target != fields[2] ||
      expected.modality != fields[3])
    return false;
  return std::all_of(expected.more.begin(), expected.more.end(), [&](const std::string& field) {
    return std::find(fields.begin() + 4, fields.end(), field) != fields.end() ||
           (field.starts_with("promised=") &&
            std::any_of(fields.begin() + 4, fields.end(),
                        [&](std::string_view f) { return f.starts_with(field + "/"); }));
  });
}

bool passes(const Case& c, const std::vector<news::Report>& reports) {
  if (reports.size() != c.expected.size()) return false;
  std::vector<char> used(reports.size(), 0);
  for (const Expected& expected : c.expected) {
    bool found = false;
    for (std::size_t i = 0; i < reports.size() && !found; ++i) {
      if (!used[i] && fits(expected, reports[i])) used[i] = 1, found = true;
    }
    if (!found) return false;
  }
  return true;
}

/// Rewrites one file with marks set where cases fail.
void mark(const std::string& path, const std::vector<std::pair<Case, bool>>& results) {
  auto bytes = base::read_file(path);
  if (!bytes) return;
  std::map<std::size_t, bool> wrong;
  for (const auto& [c, passed] : results) wrong[c.line] = !passed;
  std::string out;
  std::size_t number = 0;
  const std::string all = *bytes;
  std::string_view rest = all;
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  for (const std::string_view line : base::split(rest, '\n')) {
    ++number;
    if (line == "known-wrong") continue;
    out += std::string(line) + "\n";
    if (const auto it = wrong.find(number); it != wrong.end() && it->second) out += "known-wrong\n";
  }
  (void)base::write_file_atomic(path, out);
}

struct Tally {
  std::size_t passed = 0, known_wrong = 0, failed = 0;
};

void run_file(const engine::Engine& engine, const std::string& path, bool marking, Tally& tally) {
  auto cases = read_cases(path);
  if (!cases) {
    fmt::print("{}\n", cases.error().text());
    ++tally.failed;
    return;
  }
  std::vector<std::pair<Case, bool>> results;
  engine::Engine::Workspace work;
  for (const Case& c : *cases) {
    news::Article article;
    article.id = c.id;
    article.text = c.text;
    if (c.date) article.published = base::Timestamp{std::int64_t{c.date->days} * 86400, 0, false};
    const auto reports = engine.analyse(std::move(article), work).reports;
    const bool passed = passes(c, reports);
    results.emplace_back(c, passed);
    if (passed && !c.known_wrong)
      ++tally.passed;
    else if (!passed && c.known_wrong)
      ++tally.known_wrong;
    else
      ++tally.failed;
    const bool verbose = std::getenv("VERBOSE") != nullptr;
    if ((passed == c.known_wrong && !marking) || (verbose && !passed)) {
      fmt::print("{}:{}: {} {}\n    text   {}\n", path, c.line, c.id,
                 passed ? "passes now: take the known-wrong mark off" : "fails", c.text);
      for (const Expected& e : c.expected) fmt::print("    expect {}\n", e.line);
      for (const news::Report& r : reports)
        fmt::print("    got    {}   [{}]\n", news::spell(r), r.action.rule);
    }
  }
  if (marking) mark(path, results);
}

int run(const std::string& data, const std::string& cases, const std::string& invented, bool marking) {
  const auto made = invented_data(data, invented);
  if (!made) {
    fmt::print("{}\n", made.error().text());
    return 1;
  }
  const std::string& folder = *made;
  auto engine = engine::Engine::open(folder, {.fast = true});  // cases hold the rules
  int code = 0;
  if (!engine) {
    fmt::print("{}\n", engine.error().text());
    code = 1;
  } else {
    auto files = base::list_files(cases, ".case");
    Tally tally;
    if (files) {
      for (const std::string& file : *files) run_file(*engine, cases + "/" + file, marking, tally);
    }
    fmt::print("cases: {} right, {} known wrong, {} unexpected\n", tally.passed, tally.known_wrong,
               tally.failed);
    code = (tally.failed && !marking) || tally.passed == 0 ? 1 : 0;
  }
  fs::remove_all(folder);
  return code;
}

}  // namespace
}  // namespace herald::tests

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const char* update = std::getenv("UPDATE_GOLDEN");
  const bool marking = update && std::string(update) == "1";
  if (marking && std::getenv("CI")) {
    fmt::print("marks are not rewritten under CI\n");
    return 2;
  }
  return herald::tests::run(argv[1], argv[2], argv[3], marking);
}
