// Answers held against a gold, and the report of it as text for people or JSON for programs.
//
//   RelationEvaluation relations = evaluate_relations(rows, answers);
//   print(text_of(relations));
//
// Pure functions; thread safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/gold.h"
#include "engine/scores.h"
#include "news/report.h"

namespace herald::engine {

/// One answer to a relation row, ours or somebody else's; what is not known stays empty.
struct GivenAnswer {
  std::string type = "NONE";
  std::string mode, modality, fit, rule;
  bool known_mode = false;  ///< whether mode and modality were answered at all
};

struct RelationError {
  std::string id, gold, answer, fit, rule, text;
};

struct RelationEvaluation {
  Scores types, quads;
  Interval macro_f1;                             ///< 95 %, of the types
  std::size_t modes_asked = 0, modes_right = 0;  ///< among rows whose type was right
  std::size_t modalities_asked = 0, modalities_right = 0;
  std::vector<RelationError> errors;
};

/// `rows` are relation rows, `answers` of the same length. An answer that is no type counts as NONE: always
/// wrong, never dropped.
RelationEvaluation evaluate_relations(const std::vector<GoldRow>& rows,
                                      const std::vector<GivenAnswer>& answers);

/// What was found in one passage: (source country, type, target country), and how many of its sentences hold
/// no event.
struct PassageResult {
  std::vector<std::string> gold, found;  ///< "USA ASSAULT IRQ", sorted, each once
  std::size_t eventless_sentences = 0, false_in_eventless = 0;
};

/// Reports that count (happened, ongoing) against those events of the row that do. A sentence is known to be eventless
/// where every event of the row names its sentence, or the row has none.
PassageResult passage_result(const GoldRow& row, const news::AnnotatedArticle& annotated,
                             const std::vector<news::Report>& reports);

struct PassageEvaluation {
  std::size_t passages = 0, gold = 0, found = 0, right = 0, eventless_sentences = 0, false_in_eventless = 0;
  std::vector<RelationError> errors;  ///< missed (answer empty) and false (gold empty) events
  double precision() const;
  double recall() const;
  double f1() const;
};
PassageEvaluation evaluate_passages(const std::vector<GoldRow>& rows,
                                    const std::vector<PassageResult>& results);

/// Tables for people; `errors` adds the rows that went wrong.
std::string text_of(const RelationEvaluation& evaluation, bool errors);
std::string text_of(const PassageEvaluation& evaluation, bool errors);
/// One JSON object with both parts; a part without rows is null.
std::string to_json(const RelationEvaluation* relations, const PassageEvaluation* passages, bool errors);

}  // namespace herald::engine
