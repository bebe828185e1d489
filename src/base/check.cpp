#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace herald::base {

void check_failed(const char* what, std::source_location where) {
  std::fprintf(stderr, "herald: internal error at %s:%u: %s does not hold\n", where.file_name(), where.line(),
               what);
  std::abort();
}

}  // namespace herald::base
