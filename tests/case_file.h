// Reads `.case` files, the specification of coding (design, section 4).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace herald::tests {

/// One expected report: the fields of the one-line spelling. Fields that a case does not name are not
/// compared.
struct Expected {
  std::string source, action, target, modality;
  std::vector<std::string> more;  ///< "2024-12", "place=Klopstokia", "by=official", "promised=AID"
  std::string line;
};

struct Case {
  std::string id, file, note, text;
  std::size_t line = 0;  ///< of the "==" line
  std::size_t end = 0;   ///< one past its last line
  std::optional<base::Date> date;
  bool known_wrong = false;
  std::vector<Expected> expected;  ///< empty: no report at all
};

/// All cases of a file; a line that does not belong is an error with file and line.
base::Result<std::vector<Case>> read_cases(const std::string& path);

}  // namespace herald::tests
