// Plain English for codes: what a reader of a page sees instead of ASSAULT/aerial. Pure functions, thread
// safe.
#pragma once

#include <string>
#include <string_view>

#include "news/report.h"

namespace herald::web {

/// "Air strike" for ASSAULT/aerial; the type's own label ("Attack") for a mode that has none.
std::string_view label(news::EventType type, std::string_view mode);

/// "armed forces" for the sector part MIL of a code; empty for one that is not known.
std::string_view sector_label(std::string_view sector);

/// "Reuters, citing two officials (unnamed)"; empty for no attribution. Plain text, not escaped.
std::string attribution_text(const std::vector<news::Attribution>& chain);

/// How to read a modality: "Planned: expected, scheduled or considered, not done".
std::string_view explain(news::Modality modality);

}  // namespace herald::web
