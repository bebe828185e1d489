// Actor and agent dictionaries of TABARI, PETRARCH and PETRARCH2, read as they are.
//
//   Result<std::vector<std::string>> tables = read_older_actors("Phoenix.Countries.actors.txt", text);
//
// Pure function of its arguments; safe on any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace herald::lexicon {

/// The same actors as tables of ours (see data/actors/README.md), each with its header line: one of bodies
/// (columns code, name, names, from, to, case, line, source; case is `any`, an entry with several dated codes is
/// several rows) and one of roles (columns code, singular, plural, kind, office, needs, line, source), either left
/// out when empty. A broken line, an impossible date or a set that contains itself is an error with `path` and
/// line. Text that is neither kind of dictionary is an error too.
base::Result<std::vector<std::string>> read_older_actors(const std::string& path, std::string_view text);

}  // namespace herald::lexicon
