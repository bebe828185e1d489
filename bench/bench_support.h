// What the benches share: texts from files, processor time, one core.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace herald::bench {

/// The "text" of every record of a JSON Lines file (by its name, .jsonl), else the file cut at empty lines.
base::Result<std::vector<std::string>> read_texts(const std::string& path);

/// Processor time of this process, so that other work on the machine counts as little as it can.
double processor_seconds();

/// Keeps this process on one core; says so on standard error when that cannot be.
void pin_to(int core);

}  // namespace herald::bench
