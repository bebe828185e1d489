// The dictionary of actors for people: what stands behind the sub-commands of "herald actors".
// Pure functions of their arguments but for the files they name; safe on any thread.
#pragma once

#include <string>

#include "base/result.h"

namespace herald::engine {

/// Compiles the text files of `folder` into `target` (see lexicon::compile_actors).
base::Result<void> compile_actors(const std::string& folder, const std::string& target);

}  // namespace herald::engine
