// SHA-256 of the files of official spaCy releases that Herald knows, as their own records list them.
#pragma once

#include <span>
#include <string_view>

namespace herald::lang {

struct FileDigest {
  std::string_view file;    ///< path below the package's folder
  std::string_view sha256;  ///< lower-case hexadecimal
};

/// The files of the English small model of that version ("3.8.0"); empty for a version that is not known.
/// Source: the RECORD of the official wheel en_core_web_sm 3.8.0.
std::span<const FileDigest> known_digests(std::string_view version);

}  // namespace herald::lang
