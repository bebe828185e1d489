// The container of a model file: header, table of sections, checksums. What the sections mean is
// model_file's. Pure functions, thread safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace herald::lang {

inline constexpr std::size_t kAlignment = 64;

struct Section {
  std::string_view name;  ///< at most 15 bytes
  std::string_view bytes;
  std::uint64_t checksum = 0;  ///< MurmurHash64A of the bytes, as the table says
};

struct Container {
  std::string_view fingerprint;
  std::vector<Section> sections;

  /// The section of that name; nullptr when there is none.
  const Section* find(std::string_view name) const;
};

/// Zero bytes up to the next multiple of 64.
void align(std::string& bytes);

/// The bytes of a container of those (name, content) sections.
std::string write_container(const std::vector<std::pair<std::string, std::string>>& sections);

/// Reads header and table; the sections' contents are not looked at. `place` names the file in errors.
base::Result<Container> read_container(std::string_view bytes, const std::string& place);

/// An Error when the section's content does not have the checksum of the table.
base::Result<void> check_section(const Section& section, const std::string& place);

/// Lower-case hexadecimal SHA-256 over all sections' contents in order.
std::string fingerprint_of(const std::vector<std::string_view>& contents);

}  // namespace herald::lang
