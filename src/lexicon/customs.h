// How another ontology names a coded act: a table of customs over type, mode, CAMEO code and what was
// promised.
//
//   Result<Customs> older = load_customs("data/codebook/plover2018.tsv");
//   older->name_of({.type = EventType::kRetreat});      // "YIELD"
//
// Immutable after loading; share freely between threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "news/report.h"

namespace herald::lexicon {

/// A coded act, as far as another ontology asks.
struct CodedAct {
  news::EventType type = news::EventType::kNone;
  std::string_view mode, cameo;
  news::EventType promised = news::EventType::kNone;
  news::Modality modality = news::Modality::kHappened;
};

class Customs {
 public:
  /// Name of the act there: the first row that fits, else the name of its type.
  std::string_view name_of(const CodedAct& act) const;

  /// Quad of a name of that ontology; kNone for one that is no type of ours and stands in no row.
  news::Quad quad_of(std::string_view name) const;

  std::size_t size() const { return rows_.size(); }

 private:
  friend base::Result<Customs> load_customs(const std::string& path);
  struct Row {
    std::string type, mode, cameo, promised, modality, answer;
    bool fits(const CodedAct& act) const;
  };
  std::vector<Row> rows_;
};

/// Reads a table of customs. A row with an unknown type, quad or modality is an error with file and line.
base::Result<Customs> load_customs(const std::string& path);

}  // namespace herald::lexicon
