// Rows of a gold in JSON Lines, for `herald eval`. Two kinds:
//
//   relation  {"id","text","type","mode"?,"modality"?,"root2018"?,"date"?}: the pair is marked in the text by
//             [S]…[/S] and [T]…[/T], or by the byte spans "source" and "target" as `herald relate` has them
//   passage   {"id","text","date"?,"events":[{"source","type","target","modality"?,"sentence"?},…]}: actors
//             by country or actor code, "" or null for none, "sentence" counted from 0
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
  std::string source, type, target;  ///< countries, or codes of actors without one (see place_of_code)
  news::Modality modality = news::Modality::kHappened;
  std::optional<std::size_t> sentence;
};

struct GoldRow {
  RelationQuestion question;  ///< id, text without marks, date; the pair of a relation row
  bool passage = false;
  bool plain =
      false;  ///< neither type nor events: only with `eventless_allowed`, then a passage without events
  std::string type;                 ///< of a relation row; "NONE" where nothing holds
  std::optional<std::string> mode;  ///< "" where the gold says none; nothing where it does not say
  std::optional<std::string> modality;
  std::vector<GoldEvent> events;  ///< of a passage
};

/// One line. `label` is the field that holds the type ("type", or "root2018" for the older ontology). A
/// broken row is an error with `place`.
base::Result<GoldRow> gold_row(std::string_view line, const std::string& place, const std::string& label,
                               bool eventless_allowed = false);

/// What of an actor's code is compared: its country ("USA" of "USAGOV"), or the whole code where it begins
/// with a sector or an organisation ("IGOUNO", "REB").
std::string place_of_code(const std::string& code);

/// The text without its marks, and where they stood. An error when they do not pair or stand twice.
struct MarkedText {
  std::string text;
  coder::MarkedPair pair;
};
base::Result<MarkedText> without_marks(std::string_view text, const std::string& place);

}  // namespace herald::engine
