#include "bench_support.h"

#include <sched.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

namespace herald::bench {

base::Result<std::vector<std::string>> read_texts(const std::string& path) {
  base::Result<std::string> bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  std::vector<std::string> out;
  if (path.ends_with(".jsonl")) {
    for (const std::string_view line : base::split(*bytes, '\n')) {
      if (base::trim(line).empty()) continue;
      base::Result<base::JsonValue> record = base::parse_json(line, path);
      if (!record) return record.error();
      out.push_back(record->text("text").value_or(""));
    }
    return out;
  }
  std::size_t at = 0;
  while (at < bytes->size()) {
    const std::size_t end = std::min(bytes->find("\n\n", at), bytes->size());
    out.push_back(bytes->substr(at, end - at));
    at = std::min(end + 2, bytes->size());
  }
  return out;
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void pin_to(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(static_cast<std::size_t>(core), &set);
  if (sched_setaffinity(0, sizeof set, &set) != 0) std::fprintf(stderr, "cannot pin to core %d\n", core);
}

}  // namespace herald::bench
