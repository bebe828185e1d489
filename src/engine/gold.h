// Rows of a gold in JSON Lines, for `herald eval`. Two kinds:
//
//   relation  {"id","text","type","mode"?,"modality"?,"root2018"?,"date"?}, the pair marked in the text by
//   [S]…[/S] and
//             [T]…[/T] or by the byte spans "source" and "target" as `herald relate` takes them
//   passage   {"id","text","date"?,"events":[{"source","type","target","modality"?,"sentence"?},…]}, actors
//   by
//             CAMEO code of which the country counts, "" or null for none, "sentence" counted from 0
//
//   Result<GoldRow> row = gold_row(line, "gold.jsonl:7", "type");
//
// Values; thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/relation.h"

namespace herald::engine {

struct GoldEvent {
  std::string source, type, target;  ///< country codes, or the code of an actor without a country
  std::optional<std::size_t> sentence;
  news::Modality modality = news::Modality::kHappened;
};

struct GoldRow {
  RelationQuestion question;  ///< id, text without marks, date; the pair of a relation row
  bool passage = false;
  std::string type;                 ///< of a relation row; "NONE" where nothing holds
  std::optional<std::string> mode;  ///< "" where the gold says none; nothing where it does not say
  std::optional<std::string> modality;
  std::vector<GoldEvent> events;  ///< of a passage
};

/// One line. `label` is the field that holds the type ("type", or "root2018" for the older ontology). A
/// broken row is an error with `place`.
base::Result<GoldRow> gold_row(std::string_view line, const std::string& place, const std::string& label);

/// The text without its marks, and where they stood. An error when they do not pair or stand twice.
struct MarkedText {
  std::string text;
  coder::MarkedPair pair;
};
base::Result<MarkedText> without_marks(std::string_view text, const std::string& place);

}  // namespace herald::engine
