// From an unpacked spaCy package (3.8 layout) to TextData. Used by the set-up only; at run time the model
// file of our own is read instead.
#pragma once

#include <string>

#include "base/result.h"
#include "lang/text_data.h"

namespace herald::lang {

/// Reads `tokenizer`, `vocab/lookups.bin`, `attribute_ruler/patterns` and `lemmatizer/lookups/lookups.bin`
/// below `folder`. An Error names the file and what is wrong with it. Thread safe.
base::Result<TextData> read_text_package(const std::string& folder);

}  // namespace herald::lang
