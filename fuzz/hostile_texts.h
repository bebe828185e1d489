// Texts no newspaper would print, the same on every run: what Unicode allows and what it does not, very long
// words, brackets that never close, nothing but spaces, random bytes. Pure function, thread safe.
#pragma once

#include <string>
#include <vector>

namespace herald::fuzz {

struct HostileText {
  std::string name;   ///< for messages: "plane 3"
  std::string bytes;  ///< not always valid UTF-8
};

/// Some hundred texts of a kilobyte to 100 kB.
std::vector<HostileText> hostile_texts();

}  // namespace herald::fuzz
