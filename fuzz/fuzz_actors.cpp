// Any bytes, read as an actor or agent dictionary of an older coder: an error with a place, or tables that
// our reader of tables takes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/text.h"
#include "lexicon/older_actors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using herald::base::check;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto read = herald::lexicon::read_older_actors("input", bytes);
  if (!read) {
    check(!read.error().message.empty() && read.error().place.starts_with("input"),
          "errors say what and where");
    return 0;
  }
  check(!read->tables.empty() && read->entries > 0, "a dictionary has entries");
  for (const std::string& table : read->tables) {
    check(herald::base::is_valid_utf8(table), "tables are valid UTF-8");
    check(table.starts_with('#') && table.ends_with('\n'), "tables have a header and whole lines");
    const auto rows = herald::base::split(std::string_view(table).substr(0, table.size() - 1), '\n');
    const auto tabs = std::count(rows[0].begin(), rows[0].end(), '\t');
    check(rows.size() > 1, "an empty table is left out");
    for (const std::string_view row : rows)
      check(std::count(row.begin(), row.end(), '\t') == tabs, "rows have the columns of the header");
  }
  std::uint32_t last = 0;
  for (const auto& note : read->notes) {
    check(note.line >= last && !note.message.empty(), "notes are in order and say something");
    last = note.line;
  }
  return 0;
}
