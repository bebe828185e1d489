// A parsed text as one line of JSON, exact: what `herald parse --format jsonl` prints.
#pragma once

#include <string>
#include <string_view>

#include "news/sentence.h"

namespace herald::lang {

/// {"id","text","tokens":[[b,e],...],"space":[...],"tag","pos","lemma","head","dep","sent_start",
/// "ents":[[first,last+1,"GPE"],...]} without a line end; byte offsets, token indices from 0. Thread safe.
std::string to_jsonl(std::string_view id, std::string_view text, const news::ParsedText& parsed);

}  // namespace herald::lang
