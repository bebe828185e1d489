// Setting up the language model from the official package.
#pragma once

#include <string>

#include "base/result.h"

namespace herald::engine {

/// Makes the model file `out` from the official wheel (.whl) or its unpacked folder, after comparing every
/// file with the official release's SHA-256. Returns a line that names the model. Nothing is written on an
/// error.
base::Result<std::string> import_model(const std::string& path, const std::string& out);

/// Reads a whole model file and compares every checksum.
base::Result<void> check_model(const std::string& path);

}  // namespace herald::engine
