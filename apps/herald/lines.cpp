#include "lines.h"

#include <fmt/format.h>
#include <unistd.h>

#include <optional>

#include "base/pool.h"
#include "base/text.h"
#include "engine/run.h"

namespace herald::app {

bool read_lines(const Context& context, const std::vector<std::string>& files, std::vector<Line>& lines) {
  bool good = true;
  const std::vector<std::string> sources = files.empty() ? std::vector<std::string>{"-"} : files;
  if (files.empty() && !context.quiet && ::isatty(STDIN_FILENO) != 0)
    fmt::print(stderr, "herald: reading what you type; end with Ctrl-D (or name a file)\n");
  for (const std::string& source : sources) {
    const std::string name = source == "-" ? "standard input" : source;
    auto bytes = engine::read_source(source, context.config);
    if (bytes) bytes = ingest::unpack(*bytes, name, std::size_t{1} << 31);
    if (!bytes) {
      complain(with_hint(bytes.error(), source, false));
      good = false;
      continue;
    }
    std::size_t number = 0, repaired = 0;
    for (const std::string_view line : base::split(*bytes, '\n')) {
      ++number;
      const std::string_view text = base::trim(line);
      if (!text.empty())
        lines.push_back({base::repair_utf8(text, repaired), fmt::format("{}:{}", name, number)});
    }
    if (repaired && !context.quiet)
      complain({base::ErrorKind::kFormat,
                fmt::format("note: {} invalid UTF-8 sequences became U+FFFD", repaired), name});
  }
  return good;
}

int work_on_lines(const Context& context, const std::vector<Line>& lines, const std::string& what,
                  const LineWork& work) {
  const std::size_t threads = context.thread_count();
  std::vector<engine::Engine::Workspace> spaces(threads);
  std::vector<std::optional<base::Result<std::string>>> done(lines.size());
  ProgressLine progress(context.quiet);
  int code = kDone;
  base::ordered_for(
      lines.size(), threads, threads * 8,
      [&](std::size_t worker, std::size_t i) { done[i].emplace(work(lines[i], spaces[worker])); },
      [&](std::size_t i) {
        bool open = true;
        if (*done[i]) {
          open = print_text(**done[i]);
        } else {
          progress.clear();
          complain(done[i]->error());
          code = kFailed;
        }
        done[i].reset();
        progress.show(what, i + 1, lines.size());
        return open;
      });
  return code;
}

}  // namespace herald::app
