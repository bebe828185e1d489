// Scores the actors the engine finds against marks made by hand, and runs the cases of actors.
//   herald_actor_cases DATA --gold GOLD_FOLDER [--scores FILE] [--list SET] [INVENTED_FOLDER]
//   herald_actor_cases DATA --cases CASES_FOLDER [INVENTED_FOLDER]
// --gold counts over dev_*.txt and test_*.txt (actor_score.h says how), prints the table and holds it against
// FILE; without that file it ends with 77, skipped. --list prints every error of a set instead. A case is
// right when every mark is and nothing is found beside them; one marked known-wrong must fail.
// UPDATE_GOLDEN=1 rewrites FILE, or sets and takes off the marks of cases, and refuses under CI. VERBOSE=1
// prints known-wrong cases too.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "actor_score.h"
#include "actor_text.h"
#include "base/file.h"
#include "base/text.h"
#include "engine/engine.h"
#include "invented_data.h"

namespace herald::tests {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int kRight = 0, kWrong = 1, kUsage = 2, kSkipped = 77;

struct Options {
  std::string data, gold, scores, list, cases, invented;
  bool updating = false;
};

/// An engine with what telling codes and names apart needs of its dictionary.
class Scorer {
 public:
  explicit Scorer(engine::Engine engine) : engine_(std::move(engine)) {
    for (const lexicon::Body& body : engine_.actors().bodies()) bodies_.insert(body.name);
    dictionary_ = {[this](std::string_view code) { return engine_.actors().country(code).has_value(); },
                   [](std::string_view code) { return lexicon::is_sector(code); },
                   [this](std::string_view name) { return bodies_.contains(name); },
                   [this](std::string_view a, std::string_view b) { return same_person(a, b); }};
  }
  Scorer(const Scorer&) = delete;
  Scorer& operator=(const Scorer&) = delete;

  struct Answer {
    std::vector<news::Mention> mentions;
    std::vector<Outcome> outcomes;

    bool right() const {
      return std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& o) { return o.right(); });
    }
    /// Errors in one line each; a claim about an unknown is told once, with its mark.
    std::vector<std::string> errors(const Passage& passage) const {
      std::vector<std::string> lines;
      for (const Outcome& o : outcomes) {
        const bool told = o.kind == Outcome::Kind::kSpurious && o.mark && passage.marks[*o.mark].unknown();
        if (!o.right() && !told) lines.push_back(spell(passage, mentions, o));
      }
      return lines;
    }
  };
  Answer answer(const Passage& passage) {
    news::Article article;
    article.id = passage.id;
    article.text = passage.text;
    article.published = base::Timestamp{std::int64_t{passage.date.days} * 86400, 0, false};
    if (!passage.dateline.empty()) article.dateline = news::Dateline{passage.dateline, {}, {}};
    if (!passage.publisher.empty()) article.publisher = passage.publisher;
    Answer out;
    out.mentions = engine_.annotate(std::move(article), work_).mentions;
    out.outcomes = match(passage, out.mentions, dictionary_);
    return out;
  }

 private:
  bool same_person(std::string_view a, std::string_view b) const {
    for (const lexicon::NameReading& first : engine_.actors().readings_of(a)) {
      if (first.kind != lexicon::NameKind::kPerson) continue;
      for (const lexicon::NameReading& second : engine_.actors().readings_of(b)) {
        if (second.kind == lexicon::NameKind::kPerson && second.item == first.item) return true;
      }
    }
    return false;
  }

  engine::Engine engine_;
  engine::Engine::Workspace work_;
  std::set<std::string_view> bodies_;
  Dictionary dictionary_;
};

/// The engine on the real dictionary and the one on invented states, each opened when first asked for.
class Engines {
 public:
  explicit Engines(const Options& options) : options_(options) {}
  Engines(const Engines&) = delete;
  Engines& operator=(const Engines&) = delete;
  ~Engines() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }

  /// An engine that did not open is not tried again.
  Result<Scorer*> of(const Passage& passage) {
    Slot& slot = passage.invented ? invented_ : real_;
    if (!slot.scorer && !slot.error) {
      if (passage.invented && options_.invented.empty())
        return Error{ErrorKind::kUsage, "the folder of the invented dictionary is not given", ""};
      auto folder = passage.invented ? invented_data(options_.data, options_.invented)
                                     : Result<std::string>(options_.data);
      if (passage.invented && folder) folder_ = *folder;
      auto engine = folder ? engine::Engine::open(*folder, {.fast = true}) : Result<engine::Engine>(folder.error());
      if (engine)
        slot.scorer = std::make_unique<Scorer>(std::move(*engine));
      else
        slot.error = engine.error();
    }
    if (slot.error) return *slot.error;
    return slot.scorer.get();
  }

 private:
  struct Slot {
    std::unique_ptr<Scorer> scorer;
    std::optional<Error> error;
  };
  const Options& options_;
  std::string folder_;
  Slot real_, invented_;
};

int failed(const Error& error) {
  fmt::print("{}\n", error.text());
  return kWrong;
}

/// Columns set beside each other, for people.
std::string table(const std::vector<ScoreRow>& rows) {
  std::array<std::size_t, std::tuple_size_v<ScoreRow>> widths{};
  for (const ScoreRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string out;
  for (const ScoreRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out += i < 3 ? fmt::format("{:<{}}  ", row[i], widths[i]) : fmt::format("{:>{}}  ", row[i], widths[i]);
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
  }
  return out;
}

std::string tsv(const std::vector<ScoreRow>& rows) {
  std::string out =
      "# made by: UPDATE_GOLDEN=1 build/release/tests/herald_actor_cases build/release/share/herald "
      "--gold data/gold/actors --scores tests/golden/SCORES.tsv\n";
  for (const ScoreRow& row : rows) out += base::join({row.begin(), row.end()}, "\t") + "\n";
  return out;
}

/// Lines of `was` and `now` that differ, those of the same set, measure and kind together.
std::string difference(std::string_view was, std::string_view now) {
  const auto key = [](std::string_view line) {
    std::size_t at = 0;
    for (int i = 0; i < 3 && at != std::string_view::npos; ++i) at = line.find('\t', at + 1);
    return line.substr(0, at);
  };
  const auto old_lines = base::split(was, '\n'), new_lines = base::split(now, '\n');
  std::string out;
  for (const std::string_view line : old_lines) {
    if (std::find(new_lines.begin(), new_lines.end(), line) != new_lines.end()) continue;
    out += fmt::format("-{}\n", line);
    for (const std::string_view other : new_lines) {
      if (key(other) == key(line)) out += fmt::format("+{}\n", other);
    }
  }
  for (const std::string_view line : new_lines) {
    const bool known = std::any_of(old_lines.begin(), old_lines.end(),
                                   [&](std::string_view other) { return key(other) == key(line); });
    if (!known) out += fmt::format("+{}\n", line);
  }
  return out.empty() ? "the order of lines differs\n" : out;
}

int hold_against(const std::string& path, const std::string& now, bool updating) {
  if (updating) {
    if (auto written = base::write_file_atomic(path, now); !written) return failed(written.error());
    fmt::print("{} is written\n", path);
    return kRight;
  }
  if (!base::file_exists(path)) {
    fmt::print("skipped: there is no {} yet; UPDATE_GOLDEN=1 makes it\n", path);
    return kSkipped;
  }
  const auto was = base::read_file(path);
  if (!was) return failed(was.error());
  if (*was == now) return kRight;
  fmt::print("the scores differ from {} (UPDATE_GOLDEN=1 takes them over):\n{}", path, difference(*was, now));
  return kWrong;
}

std::string set_of(const std::string& file) {
  for (const char* set : {"dev", "test"}) {
    if (file.starts_with(fmt::format("{}_", set))) return set;
  }
  return "";
}

/// Adds one file of the gold; with `list` prints its errors.
Result<void> score_file(Engines& engines, const std::string& folder, const std::string& file, bool list,
                        Scores& scores) {
  auto passages = read_passages(folder + "/" + file);
  if (!passages) return passages.error();
  for (const Passage& passage : *passages) {
    auto scorer = engines.of(passage);
    if (!scorer) return scorer.error();
    const Scorer::Answer answer = (*scorer)->answer(passage);
    for (const Outcome& outcome : answer.outcomes) scores.add(outcome);
    if (!list) continue;
    for (const std::string& line : answer.errors(passage)) fmt::print("{}:{}\t{}\n", file, passage.id, line);
  }
  return {};
}

int run_gold(const Options& options) {
  const auto files = base::list_files(options.gold, ".txt");
  if (!files) return failed(files.error());
  Engines engines(options);
  std::map<std::string, Scores> sets;
  int code = kRight;
  for (const std::string& file : *files) {
    const std::string set = set_of(file);
    if (set.empty())
      return failed(
          {ErrorKind::kFormat, "a file of the gold is named dev_… or test_…", options.gold + "/" + file});
    if (!options.list.empty() && options.list != set) continue;
    auto done = score_file(engines, options.gold, file, !options.list.empty(), sets[set]);
    if (!done) code = failed(done.error());
  }
  if (!options.list.empty() || code != kRight) return code;
  if (sets.empty()) {
    fmt::print("skipped: no passages in {}\n", options.gold);
    return kSkipped;
  }
  const auto rows = score_rows(sets);
  fmt::print("{}", table(rows));
  return options.scores.empty() ? kRight : hold_against(options.scores, tsv(rows), options.updating);
}

/// Rewrites one file of cases with marks set where they fail; marks that stay keep their reason.
Result<void> mark(const std::string& path, const std::vector<std::pair<Passage, bool>>& results) {
  const auto bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  std::set<std::size_t> drop, add;
  for (const auto& [passage, passed] : results) {
    if (passed && passage.known_wrong()) drop.insert(passage.known_wrong_line);
    if (!passed && !passage.known_wrong()) add.insert(passage.line);
  }
  if (drop.empty() && add.empty()) return {};
  std::string_view rest = *bytes;
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  std::string out;
  std::size_t number = 0;
  for (const std::string_view line : base::split(rest, '\n')) {
    if (drop.contains(++number)) continue;
    out += std::string(line) + "\n";
    if (add.contains(number)) out += "known-wrong\n";
  }
  return base::write_file_atomic(path, out);
}

struct Tally {
  std::size_t passed = 0, known_wrong = 0, failed = 0;
};

Result<void> run_file(Engines& engines, const std::string& path, bool marking, Tally& tally) {
  auto cases = read_passages(path);
  if (!cases) return cases.error();
  const bool verbose = std::getenv("VERBOSE") != nullptr;
  std::vector<std::pair<Passage, bool>> results;
  for (const Passage& passage : *cases) {
    auto scorer = engines.of(passage);
    if (!scorer) return scorer.error();
    const Scorer::Answer answer = (*scorer)->answer(passage);
    const bool passed = answer.right();
    results.emplace_back(passage, passed);
    if (passed == passage.known_wrong())
      ++tally.failed;
    else if (passed)
      ++tally.passed;
    else
      ++tally.known_wrong;
    if (!(passed == passage.known_wrong() && !marking) && !(verbose && !passed)) continue;
    fmt::print("{}:{}: {} {}\n    text   {}\n", path, passage.line, passage.id,
               passed ? "passes now: take the known-wrong mark off" : "fails",
               base::collapse_spaces(passage.text));
    if (!passage.reason.empty()) fmt::print("    reason {}\n", passage.reason);
    for (const std::string& line : answer.errors(passage)) {
      const auto fields = base::split(line, '\t');
      fmt::print("    {:<9} expected {}, got {}   {}\n", fields[0], fields[1], fields[2], fields[3]);
    }
  }
  return marking ? mark(path, results) : Result<void>{};
}

int run_cases(const Options& options) {
  const auto files = base::list_files(options.cases, ".case");
  if (!files || files->empty()) {
    fmt::print("skipped: no cases in {}\n", options.cases);
    return kSkipped;
  }
  Engines engines(options);
  Tally tally;
  for (const std::string& file : *files) {
    auto done = run_file(engines, options.cases + "/" + file, options.updating, tally);
    if (!done) {
      fmt::print("{}\n", done.error().text());
      ++tally.failed;
    }
  }
  fmt::print("actor cases: {} right, {} known wrong, {} unexpected\n", tally.passed, tally.known_wrong,
             tally.failed);
  return (tally.failed && !options.updating) || tally.passed == 0 ? kWrong : kRight;
}

std::optional<Options> options_of(const std::vector<std::string>& arguments) {
  Options options;
  const std::map<std::string_view, std::string*> named{{"--gold", &options.gold},
                                                       {"--scores", &options.scores},
                                                       {"--list", &options.list},
                                                       {"--cases", &options.cases}};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (const auto at = named.find(arguments[i]); at != named.end()) {
      if (++i == arguments.size()) return std::nullopt;
      *at->second = arguments[i];
    } else if (arguments[i].starts_with("-")) {
      return std::nullopt;
    } else if (options.data.empty()) {
      options.data = arguments[i];
    } else if (options.invented.empty()) {
      options.invented = arguments[i];
    } else {
      return std::nullopt;
    }
  }
  const bool set_known = options.list.empty() || options.list == "dev" || options.list == "test";
  if (options.data.empty() || options.gold.empty() == options.cases.empty() || !set_known)
    return std::nullopt;
  const char* update = std::getenv("UPDATE_GOLDEN");
  options.updating = update && std::string_view(update) == "1";
  return options;
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
  const auto options = options_of(arguments);
  if (!options) {
    fmt::print(
        "usage: herald_actor_cases DATA --gold FOLDER [--scores FILE] [--list dev|test] [INVENTED]\n"
        "       herald_actor_cases DATA --cases FOLDER [INVENTED]\n");
    return kUsage;
  }
  if (options->updating && std::getenv("CI")) {
    fmt::print("scores and marks are not rewritten under CI\n");
    return kUsage;
  }
  return options->gold.empty() ? run_cases(*options) : run_gold(*options);
}

}  // namespace herald::tests

int main(int argc, char** argv) {
  return herald::tests::run({argv + 1, argv + argc});
}
