// check(cond): our own bugs stop the program in every build, with the place. Never for bad input.
#pragma once

#include <source_location>

namespace herald::base {

[[noreturn]] void check_failed(const char* what, std::source_location where);

/// Stops the program with file and line when `condition` is false.
inline void check(bool condition, const char* what = "invariant",
                  std::source_location where = std::source_location::current()) {
  if (!condition) [[unlikely]] {
    check_failed(what, where);
  }
}

}  // namespace herald::base
