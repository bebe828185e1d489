// A data folder about the invented states of tests/support/invented.
#pragma once

#include <string>

#include "base/result.h"

namespace herald::tests {

/// Makes a folder for temporary files with the model, codebook, bodies and role words of the data folder
/// `data` and the invented actors; tables of real states and their places keep their head only. The caller
/// removes it.
base::Result<std::string> invented_data(const std::string& data, const std::string& invented);

}  // namespace herald::tests
