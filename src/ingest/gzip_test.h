// gzip for tests: what servers and users pack, made by libarchive.
#pragma once

#include <string>

namespace herald::ingest {

/// `bytes` as a gzip file; empty when libarchive cannot make one.
std::string gzip_for_test(const std::string& bytes);

}  // namespace herald::ingest
