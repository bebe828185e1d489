// One question of `herald relate` and its answer: what holds between two marked stretches of a text.
//
//   Result<RelationQuestion> question = relation_question(line, "pairs.jsonl:3");
//   RelationAnswer answer = answer_relation(engine, *question, {}, workspace);
//   std::puts(to_json(answer).c_str());
//
// Values and pure functions; thread safe with one workspace a thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "coder/relate.h"
#include "engine/engine.h"
#include "lexicon/customs.h"

namespace herald::engine {

struct RelationQuestion {
  std::string id, text;
  coder::MarkedPair pair;
  std::optional<base::Timestamp> date;
};

struct RelationOptions {
  bool may_be_none = false;                   ///< NONE where no act of one toward the other is found
  const lexicon::Customs* customs = nullptr;  ///< name the answer by these; must outlive the call
};

struct RelationAnswer {
  std::string id;
  std::string type;  ///< in the ontology asked for
  std::string mode, cameo;
  news::Quad quad = news::Quad::kNone;
  news::Modality modality = news::Modality::kHappened;
  double confidence = 0;  ///< share of answers of this kind that were right where it was measured
  std::string rule;       ///< empty for the prior and NONE
  std::vector<coder::Evidence> evidence;  ///< the best first
};

/// One JSON object: `{"id","text","source","target","date"?}`, spans as [b,e], [[b,e],…] or []. An error says
/// what is wrong with it; its place is `place`. A missing id stays empty.
base::Result<RelationQuestion> relation_question(std::string_view line, const std::string& place);

/// The same of a parsed object, which an evaluation row is as well.
base::Result<RelationQuestion> relation_question(const base::JsonValue& object, const std::string& place);

/// Always an answer. The text is annotated as one written on `question.date`.
RelationAnswer answer_relation(const Engine& engine, const RelationQuestion& question,
                               const RelationOptions& options, Engine::Workspace& work);

/// {"id","type","mode","cameo","quad","confidence","rule"}; with `evidence` also "modality","evidence".
std::string to_json(const RelationAnswer& answer, bool evidence = false);

}  // namespace herald::engine
