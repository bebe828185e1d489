// An official spaCy v3 pipeline folder (the CNN shape of en_core_web_sm) as plain weights and label tables.
// Used by the set-up only: at run time our own model file is read.
//
//   Result<ModelPackage> package = read_model_package(folder, true);
//
// Values; safe to share once read. Sources: spaCy 3.8 spacy/ml/models, spacy/pipeline/transition_parser.pyx.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "lang/lexeme.h"
#include "lang/thinc_model.h"

namespace herald::lang {

/// The embedded features are the ones from kNorm on: ORTH and LOWER have no place in this architecture.
inline constexpr Feature kFirstFeature = Feature::kNorm;

struct EmbedWeights {
  Feature feature = kFirstFeature;
  std::string name;  ///< spaCy's name of it ("NORM")
  std::uint32_t seed = 0;
  Tensor table;  ///< [rows][width]
};

struct MaxoutWeights {
  Tensor weights;  ///< [width][pieces][inputs]
  Tensor bias;     ///< [width][pieces]
  Tensor gain;     ///< [width]
  Tensor shift;    ///< [width]
};

struct Tok2vecWeights {
  std::size_t width = 0;
  std::size_t pieces = 0;
  std::vector<EmbedWeights> tables;  ///< in column order
  MaxoutWeights mixer;
  std::vector<MaxoutWeights> blocks;
};

struct LinearWeights {
  Tensor weights;  ///< [outputs][inputs]
  Tensor bias;     ///< [outputs]
};

struct TaggerWeights {
  LinearWeights output;
  std::vector<std::string> labels;
};

/// One class of a transition system: an action number of spaCy's and its label.
struct Move {
  std::uint8_t action = 0;
  std::string label;
};

struct TransitionWeights {
  std::size_t hidden = 0;
  std::size_t slots = 0;
  LinearWeights reduce;
  Tensor lower;       ///< [slots][hidden][2][hidden]
  Tensor lower_bias;  ///< [hidden][2]
  Tensor pad;         ///< [1][slots][hidden][2]
  LinearWeights upper;
  std::vector<Move> moves;  ///< in class order
};

struct ModelPackage {
  std::string name;  ///< "en_core_web_sm" where the digests say so, else as the package says
  std::string version;
  Tok2vecWeights tok2vec;
  TaggerWeights tagger;
  TransitionWeights parser;
  Tok2vecWeights ner_tok2vec;
  TransitionWeights ner;
};

/// Reads the pipeline below `folder` (the folder that holds config.cfg). With `verify` every file that the
/// official release lists must have its SHA-256; a wrong one is an Error naming file, expected and found.
/// Any other architecture than the small CNN pipeline is refused with the setting that differs.
base::Result<ModelPackage> read_model_package(const std::string& folder, bool verify);

/// Class numbering of a `moves` table (JSON, {"action": {label: frequency}}): actions ascending, labels by
/// (frequency, label) descending. `entities` drops what spaCy's NER has no class for.
base::Result<std::vector<Move>> order_moves(std::string_view json, bool entities, const std::string& place);

}  // namespace herald::lang
