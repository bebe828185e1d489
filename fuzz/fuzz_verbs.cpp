// Any bytes, read as a verb dictionary of an older coder: an error with a place, or blocks whose verbs can be
// found.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "lexicon/older_verbs.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using herald::base::check;
  // Without the tables of CAMEO every code is unknown; a validation suite may have such.
  const std::string bytes = "# VALIDATION SUITE\n" + std::string(reinterpret_cast<const char*>(data), size);
  const auto read = herald::lexicon::read_older_verbs("input", bytes, {});
  if (!read) {
    check(!read.error().message.empty() && read.error().place.starts_with("input"),
          "errors say what and where");
    return 0;
  }
  check(read->verb_count() > 0 && read->block_count() > 0, "a dictionary has verbs");
  for (std::uint32_t i = 0; i < read->block_count(); ++i) {
    int size_before = 0;
    for (const auto& pattern : read->block(i).patterns) {
      check(size_before == 0 || pattern.size <= size_before, "the most precise pattern is first");
      size_before = pattern.size;
    }
  }
  for (const auto& remark : read->remarks())
    check(!remark.what.empty() && !remark.lines.empty(), "remarks say what and where");
  return 0;
}
