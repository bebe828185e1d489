// Unpacking archives (zip, tar and what libarchive reads), safely.
#pragma once

#include <string>

#include "base/result.h"

namespace herald::ingest {

/// Unpacks every regular file of `archive` below `folder`. Absolute paths, "..", links and more than 1 GiB in
/// all are errors; what was unpacked by then stays for the caller to remove.
base::Result<void> unpack_archive(const std::string& archive, const std::string& folder);

}  // namespace herald::ingest
