// The dictionary of actors: how fast its names and role phrases are found in running text, how fast it opens,
// what it weighs and how much stands in it.
//
//   bench_actors DATA TEXTS… [--rounds 3] [--opens 20] [--core 0] [--expect MATCHES:HASH]
//
// DATA is a data folder with actors/ and actors.herald. TEXTS are JSON Lines with "text", or plain texts.
// Tokens are cut at white space and punctuation, so that no model is needed; that cut, which looks at every
// byte once, is what the search is compared with. Every round and both forms of the dictionary, compiled and
// text, must give the same matches and readings, some at least, and those of --expect when given.
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "bench_support.h"
#include "lexicon/actor_search.h"
#include "lexicon/actors.h"

namespace {

using herald::base::Result;
using herald::bench::processor_seconds;
using herald::lexicon::ActorLexicon;
using herald::lexicon::ActorSources;
using herald::lexicon::NameKind;

struct Options {
  std::string data;
  std::vector<std::string> texts;
  std::string expect;
  int rounds = 3;
  int opens = 20;
  int core = 0;
};

struct Answer {
  std::size_t tokens = 0, matches = 0, readings = 0;
  std::uint64_t hash = 0;
  bool operator==(const Answer&) const = default;
};

std::string spell(const Answer& answer) {
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(answer.hash));
  return std::to_string(answer.matches) + ":" + hex;
}

int fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_mark(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/// A word without its space: marks around it are tokens of one byte, so are hyphens in it; the last dot of
/// "U.S." stays.
void cut_word(std::string_view word, std::vector<std::string_view>& out) {
  while (!word.empty() && is_mark(word.front())) {
    out.push_back(word.substr(0, 1));
    word.remove_prefix(1);
  }
  std::size_t end = word.size();
  while (end > 0 && is_mark(word[end - 1])) {
    if (word[end - 1] == '.' && word.substr(0, end - 1).find('.') != std::string_view::npos) break;
    --end;
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const bool hyphen = word[i] == '-';
    const bool owner = word[i] == '\'' && i + 2 == end && word[i + 1] == 's';
    if (!hyphen && !owner) continue;
    if (i > begin) out.push_back(word.substr(begin, i - begin));
    if (hyphen) out.push_back(word.substr(i, 1));
    begin = hyphen ? i + 1 : i;
  }
  if (end > begin) out.push_back(word.substr(begin, end - begin));
  for (std::size_t i = end; i < word.size(); ++i) out.push_back(word.substr(i, 1));
}

void cut(std::string_view text, std::vector<std::string_view>& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    if (at > begin) cut_word(text.substr(begin, at - begin), out);
  }
}

/// Finds names and role phrases at every token and looks at each reading, as annotating does.
class Finder {
 public:
  explicit Finder(const ActorLexicon& actors) : actors_(actors) {}

  void find(const std::vector<std::string_view>& tokens, Answer& answer) {
    pieces_.clear();
    for (const std::string_view token : tokens) pieces_.add_token(token);
    pieces_.close();
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      found_.clear();
      actors_.find_names(pieces_, i, found_);
      actors_.find_roles(pieces_, i, found_);
      for (const herald::lexicon::NameIndex::Match& match : found_) {
        actors_.readings(match, [&](const herald::lexicon::NameReading& r) {
          ++answer.readings;
          add(answer.hash, static_cast<std::uint64_t>(r.kind) << 40 | (r.weak ? 1ULL << 33 : 0) |
                               (r.plural ? 1ULL << 32 : 0) | r.item);
        });
        add(answer.hash, std::uint64_t{i} << 32 | match.end);
      }
      answer.matches += found_.size();
    }
    answer.tokens += tokens.size();
  }

 private:
  static void add(std::uint64_t& hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 29;
  }

  const ActorLexicon& actors_;
  herald::lexicon::Pieces pieces_;
  std::vector<herald::lexicon::NameIndex::Match> found_;
};

struct Seconds {
  double cut = 0, find = 0;
};

Answer run_round(const ActorLexicon& actors, const std::vector<std::string>& texts, Seconds& seconds) {
  Answer answer;
  Finder finder(actors);
  std::vector<std::string_view> tokens;
  seconds = {};
  for (const std::string& text : texts) {
    const double start = processor_seconds();
    cut(text, tokens);
    const double between = processor_seconds();
    finder.find(tokens, answer);
    seconds.cut += between - start;
    seconds.find += processor_seconds() - between;
  }
  return answer;
}

struct Memory {
  double all = 0, mapped = 0;  ///< MB resident, and those of them that are pages of files
};

Memory memory() {
  long pages = 0, resident = 0, shared = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld %ld", &pages, &resident, &shared) != 3) resident = shared = 0;
    std::fclose(file);
  }
  const double page = static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
  return {static_cast<double>(resident) * page, static_cast<double>(shared) * page};
}

/// Best and median of opening so many times, in passing milliseconds.
Result<std::array<double, 2>> time_opening(const ActorSources& sources, int times) {
  std::vector<double> taken;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    Result<ActorLexicon> actors = herald::lexicon::open_actors(sources);
    taken.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    if (!actors) return actors.error();
  }
  std::sort(taken.begin(), taken.end());
  return std::array{taken.front(), taken[taken.size() / 2]};
}

void print_contents(const ActorLexicon& actors) {
  struct Count {
    std::size_t names = 0;
    std::set<std::uint32_t> items;
  };
  std::map<NameKind, Count> kinds;
  for (std::size_t i = 0; i < actors.names(); ++i) {
    const herald::lexicon::NameReading reading = actors.name(i).reading;
    ++kinds[reading.kind].names;
    kinds[reading.kind].items.insert(reading.item);
  }
  std::printf("dictionary %s: %zu names\n", actors.fingerprint().c_str(), actors.names());
  for (const auto& [kind, count] : kinds) {
    std::printf("  %-10s %7zu names of %zu\n", std::string(herald::lexicon::name_of(kind)).c_str(),
                count.names, count.items.size());
  }
  std::printf(
      "  %zu countries, %zu bodies, %zu persons, %zu places, %zu role rows, %zu spells, %zu memberships\n",
      actors.countries().size(), actors.bodies().size(), actors.persons().size(), actors.places().size(),
      actors.roles().size(), actors.spells().size(), actors.memberships().size());
}

/// Opens one form, searches the texts with it, and holds the answer against `first` (set by the first form).
int measure(const char* form, const ActorSources& sources, const std::vector<std::string>& texts,
            const Options& options, Answer& first) {
  malloc_trim(0);
  const Memory before = memory();
  Result<ActorLexicon> actors = herald::lexicon::open_actors(sources);
  if (!actors) return fail(actors.error().text());
  if (actors->from_compiled() == sources.compiled.empty())
    return fail(sources.compiled + " is not made from " + sources.folder +
                " as it is: herald actors compile");
  if (first.matches == 0) print_contents(*actors);
  double bytes = 0;
  for (const std::string& text : texts) bytes += static_cast<double>(text.size());
  for (int round = 0; round < options.rounds; ++round) {
    Seconds seconds;
    const Answer answer = run_round(*actors, texts, seconds);
    if (first.matches == 0) first = answer;
    if (answer.matches == 0) return fail("nothing was found");
    if (!(answer == first)) return fail("the answer changed: " + spell(first) + ", then " + spell(answer));
    std::printf(
        "%s, round %d: %zu texts, %.2f MB, %zu tokens, %zu matches, %zu readings; cut %.1f MB/s, find "
        "%.1f MB/s, ratio %.1f\n",
        form, round + 1, texts.size(), bytes / 1e6, answer.tokens, answer.matches, answer.readings,
        bytes / 1e6 / seconds.cut, bytes / 1e6 / seconds.find, seconds.find / seconds.cut);
    if (round > 0) continue;
    malloc_trim(0);
    const Memory after = memory();
    std::printf("%s: %.1f MB resident after the first round, %.1f MB of it mapped from the file\n", form,
                after.all - before.all, after.mapped - before.mapped);
  }
  return 0;
}

int run(const Options& options) {
  herald::bench::pin_to(options.core);
  std::vector<std::string> texts;
  for (const std::string& path : options.texts) {
    Result<std::vector<std::string>> more = herald::bench::read_texts(path);
    if (!more) return fail(more.error().text());
    texts.insert(texts.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
  }
  const ActorSources text{options.data + "/actors", "", {}};
  const ActorSources compiled{text.folder, options.data + "/actors.herald", {}};
  Answer first;
  if (measure("compiled", compiled, texts, options, first) != 0) return 1;
  if (measure("text", text, texts, options, first) != 0) return 1;
  for (const auto& [form, sources] : {std::pair{"compiled", compiled}, std::pair{"text", text}}) {
    const auto taken = time_opening(sources, options.opens);
    if (!taken) return fail(taken.error().text());
    std::printf("%s: opened %d times, best %.1f ms, median %.1f ms\n", form, options.opens, (*taken)[0],
                (*taken)[1]);
  }
  std::printf("answer %s\n", spell(first).c_str());
  if (!options.expect.empty() && options.expect != spell(first)) return fail("expected " + options.expect);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const bool more = i + 1 < argc;
    if (flag == "--rounds" && more) {
      options.rounds = std::atoi(argv[++i]);
    } else if (flag == "--opens" && more) {
      options.opens = std::atoi(argv[++i]);
    } else if (flag == "--core" && more) {
      options.core = std::atoi(argv[++i]);
    } else if (flag == "--expect" && more) {
      options.expect = argv[++i];
    } else {
      paths.emplace_back(flag);
    }
  }
  if (paths.size() < 2 || options.rounds < 2 || options.opens < 1 || options.core < 0) {
    std::fprintf(stderr,
                 "usage: bench_actors DATA TEXTS... [--rounds N, 2 or more] [--opens N] [--core N] "
                 "[--expect MATCHES:HASH]\n");
    return 2;
  }
  options.data = paths[0];
  options.texts.assign(paths.begin() + 1, paths.end());
  return run(options);
}
