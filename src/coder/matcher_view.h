// What the files of the matcher share: the surroundings of a trigger. Not for others. One thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "coder/matcher.h"

namespace herald::coder {

/// What surrounds a trigger, gathered once for all its patterns.
struct Matcher::View {
  std::uint32_t token = 0;
  std::uint32_t governor = 0;
  lexicon::Trigger trigger = lexicon::Trigger::kVerb;
  std::vector<Fill> sources;
  std::vector<std::uint32_t> objects;
  std::vector<PrepPhrase> phrases;
  std::vector<std::uint32_t> particles;
  bool inherited = false;
  bool light = false;
  bool passive = false;
  bool subject = false;  ///< there is one, actor or not
};

}  // namespace herald::coder
