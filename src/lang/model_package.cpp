#include "lang/model_package.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "lang/model_digests.h"
#include "lang/spacy_config.h"

namespace herald::lang {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::array<const char*, 6> kPipeline{"tok2vec",         "tagger",     "parser",
                                               "attribute_ruler", "lemmatizer", "ner"};

Error model_error(const std::string& message, const std::string& place) {
  return Error{ErrorKind::kModel, message, place};
}

/// A setting of config.cfg that must have one spelling for this reader to be right.
struct Setting {
  const char* section;
  const char* key;
  const char* expected;
};

constexpr Setting kSettings[] = {
    {"nlp", "lang", "en"},
    {"components.tok2vec", "factory", "tok2vec"},
    {"components.tok2vec.model", "@architectures", "spacy.Tok2Vec.v2"},
    {"components.tok2vec.model.embed", "@architectures", "spacy.MultiHashEmbed.v2"},
    {"components.tok2vec.model.embed", "include_static_vectors", "false"},
    {"components.tok2vec.model.encode", "@architectures", "spacy.MaxoutWindowEncoder.v2"},
    {"components.tok2vec.model.encode", "window_size", "1"},
    {"components.tagger", "factory", "tagger"},
    {"components.tagger.model", "@architectures", "spacy.Tagger.v2"},
    {"components.tagger.model", "normalize", "false"},
    {"components.tagger.model.tok2vec", "@architectures", "spacy.Tok2VecListener.v1"},
    {"components.parser", "factory", "parser"},
    {"components.parser.model", "@architectures", "spacy.TransitionBasedParser.v2"},
    {"components.parser.model", "state_type", "parser"},
    {"components.parser.model", "extra_state_tokens", "false"},
    {"components.parser.model", "maxout_pieces", "2"},
    {"components.parser.model", "use_upper", "true"},
    {"components.parser.model.tok2vec", "@architectures", "spacy.Tok2VecListener.v1"},
    {"components.attribute_ruler", "factory", "attribute_ruler"},
    {"components.lemmatizer", "factory", "lemmatizer"},
    {"components.lemmatizer", "mode", "rule"},
    {"components.ner", "factory", "ner"},
    {"components.ner.model", "@architectures", "spacy.TransitionBasedParser.v2"},
    {"components.ner.model", "state_type", "ner"},
    {"components.ner.model", "extra_state_tokens", "false"},
    {"components.ner.model", "maxout_pieces", "2"},
    {"components.ner.model", "use_upper", "true"},
    {"components.ner.model.tok2vec", "@architectures", "spacy.Tok2Vec.v2"},
    {"components.ner.model.tok2vec.embed", "@architectures", "spacy.MultiHashEmbed.v2"},
    {"components.ner.model.tok2vec.embed", "include_static_vectors", "false"},
    {"components.ner.model.tok2vec.encode", "@architectures", "spacy.MaxoutWindowEncoder.v2"},
    {"components.ner.model.tok2vec.encode", "window_size", "1"},
};

std::string spelling(const std::optional<base::JsonValue>& value) {
  if (!value) return "nothing";
  switch (value->kind) {
    case base::JsonValue::Kind::kString:
      return value->string;
    case base::JsonValue::Kind::kBool:
      return value->boolean ? "true" : "false";
    case base::JsonValue::Kind::kNumber:
      return std::to_string(static_cast<std::int64_t>(value->number));
    case base::JsonValue::Kind::kNull:
      return "null";
    default:
      return "a list or section";
  }
}

Result<void> check_config(const SpacyConfig& config, const std::string& place) {
  std::vector<std::string> pipeline;
  const std::vector<std::string> disabled = config.list("nlp", "disabled");
  for (const std::string& stage : config.list("nlp", "pipeline")) {
    if (std::find(disabled.begin(), disabled.end(), stage) == disabled.end()) pipeline.push_back(stage);
  }
  if (!std::equal(pipeline.begin(), pipeline.end(), kPipeline.begin(), kPipeline.end())) {
    std::string stages;
    for (const std::string& stage : pipeline) stages += (stages.empty() ? "" : ", ") + stage;
    return model_error(
        "the pipeline [" + stages +
            "] is not supported; it must be tok2vec, tagger, parser, attribute_ruler, lemmatizer, ner",
        place);
  }
  for (const Setting& setting : kSettings) {
    const std::string found = spelling(config.value(setting.section, setting.key));
    if (found != setting.expected) {
      return model_error("unknown architecture: [" + std::string(setting.section) + "] " + setting.key +
                             " is " + found + ", this reader knows " + setting.expected,
                         place);
    }
  }
  return {};
}

Result<void> check_digests(const std::string& folder, const std::string& version) {
  const std::span<const FileDigest> digests = known_digests(version);
  if (digests.empty())
    return model_error("no digests are known for version " + version + " of this model", folder);
  for (const FileDigest& digest : digests) {
    const std::string path = folder + "/" + std::string(digest.file);
    Result<std::string> bytes = base::read_file(path);
    if (!bytes) return bytes.error();
    const std::string found = base::sha256_hex(*bytes);
    if (found != digest.sha256) {
      return model_error(
          "is not the official file: expected SHA-256 " + std::string(digest.sha256) + ", found " + found,
          path);
    }
  }
  return {};
}

Result<ThincModel> load_thinc(const std::string& path) {
  Result<std::string> bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  return read_thinc_model(*bytes, path);
}

/// Moves the parameter `key` out of the node when it has `shape`.
Result<Tensor> take_param(const ThincNode& node, const std::string& key,
                          const std::vector<std::size_t>& shape, const std::string& place) {
  const auto found = node.params.find(key);
  if (found == node.params.end())
    return model_error("layer " + node.name + " has no parameter " + key, place);
  if (!found->second.has_shape(shape)) {
    std::string text;
    for (const std::size_t extent : found->second.shape)
      text += (text.empty() ? "" : "x") + std::to_string(extent);
    return model_error("layer " + node.name + ": parameter " + key + " has the unexpected shape " + text,
                       place);
  }
  return found->second;
}

Result<void> take_maxout(const ThincNode& dense, const ThincNode& norm, std::size_t width, std::size_t pieces,
                         std::size_t inputs, MaxoutWeights& out, const std::string& place) {
  const std::pair<Tensor*, Result<Tensor>> parts[] = {
      {&out.weights, take_param(dense, "W", {width, pieces, inputs}, place)},
      {&out.bias, take_param(dense, "b", {width, pieces}, place)},
      {&out.gain, take_param(norm, "G", {width}, place)},
      {&out.shift, take_param(norm, "b", {width}, place)}};
  for (const auto& [target, part] : parts) {
    if (!part) return part.error();
    *target = *part;
  }
  return {};
}

Result<void> take_tables(const ThincModel& model, const std::vector<std::string>& attributes,
                         Tok2vecWeights& out, const std::string& place) {
  std::vector<const ThincNode*> tables = model.named("hashembed");
  const auto column = [](const ThincNode* node) {
    const auto found = node->numbers.find("column");
    return found == node->numbers.end() ? std::int64_t{-1} : found->second;
  };
  std::sort(tables.begin(), tables.end(),
            [&](const ThincNode* a, const ThincNode* b) { return column(a) < column(b); });
  const std::vector<const ThincNode*> extractors = model.named("extract_features");
  if (extractors.size() != 1 || !extractors[0]->lists.contains("columns") ||
      extractors[0]->lists.at("columns") != attributes || tables.size() != attributes.size()) {
    return model_error("its embedding tables do not agree with config.cfg", place);
  }
  for (std::size_t c = 0; c < tables.size(); ++c) {
    const std::optional<Feature> feature = feature_of(attributes[c]);
    const auto seed = tables[c]->numbers.find("seed");
    if (!feature || *feature < kFirstFeature)
      return model_error("embeds the unknown feature " + attributes[c], place);
    if (column(tables[c]) != static_cast<std::int64_t>(c) || seed == tables[c]->numbers.end() ||
        seed->second < 0 || seed->second > 0xFFFFFFFFLL) {
      return model_error("an embedding table has no column or seed", place);
    }
    const auto rows = tables[c]->params.find("E");
    const std::size_t count =
        rows == tables[c]->params.end() || rows->second.shape.empty() ? 0 : rows->second.shape[0];
    if (count == 0) return model_error("an embedding table is empty", place);
    Result<Tensor> table = take_param(*tables[c], "E", {count, out.width}, place);
    if (!table) return table.error();
    out.tables.push_back(
        {*feature, attributes[c], static_cast<std::uint32_t>(seed->second), std::move(*table)});
  }
  return {};
}

Result<Tok2vecWeights> take_tok2vec(const ThincModel& model, const SpacyConfig& config,
                                    const std::string& section, const std::string& place) {
  Tok2vecWeights out;
  const auto width = config.number(section + ".encode", "width");
  const auto depth = config.number(section + ".encode", "depth");
  const auto pieces = config.number(section + ".encode", "maxout_pieces");
  if (!width || !depth || !pieces || *width < 16 || *width > 1024 || *width % 16 != 0 || *depth < 1 ||
      *depth > 16 || *pieces < 1 || *pieces > 8 || config.number(section + ".embed", "width") != width) {
    return model_error("[" + section + "] has a width, depth or piece count that is not supported", place);
  }
  out.width = static_cast<std::size_t>(*width);
  out.pieces = static_cast<std::size_t>(*pieces);
  Result<void> tables = take_tables(model, config.list(section + ".embed", "attrs"), out, place);
  if (!tables) return tables.error();
  const std::vector<const ThincNode*> dense = model.named("maxout");
  const std::vector<const ThincNode*> norms = model.named("layernorm");
  const std::size_t blocks = static_cast<std::size_t>(*depth);
  if (dense.size() != blocks + 1 || norms.size() != blocks + 1) {
    return model_error("has another number of layers than config.cfg says", place);
  }
  out.blocks.resize(blocks);
  for (std::size_t k = 0; k <= blocks; ++k) {
    // The mixer of MultiHashEmbed always has 3 pieces; the first in breadth-first order.
    const std::size_t inputs = k == 0 ? out.tables.size() * out.width : 3 * out.width;
    Result<void> taken = take_maxout(*dense[k], *norms[k], out.width, k == 0 ? 3 : out.pieces, inputs,
                                     k == 0 ? out.mixer : out.blocks[k - 1], place);
    if (!taken) return taken.error();
  }
  return out;
}

Result<LinearWeights> take_linear(const ThincNode& node, std::size_t outputs, std::size_t inputs,
                                  const std::string& place) {
  Result<Tensor> weights = take_param(node, "W", {outputs, inputs}, place);
  if (!weights) return weights.error();
  Result<Tensor> bias = take_param(node, "b", {outputs}, place);
  if (!bias) return bias.error();
  return LinearWeights{std::move(*weights), std::move(*bias)};
}

Result<TaggerWeights> read_tagger(const std::string& folder, std::size_t width) {
  const std::string path = folder + "/tagger/model";
  Result<ThincModel> model = load_thinc(path);
  if (!model) return model.error();
  Result<std::string> text = base::read_file(folder + "/tagger/cfg");
  if (!text) return text.error();
  Result<base::JsonValue> cfg = base::parse_json(*text, folder + "/tagger/cfg");
  if (!cfg) return cfg.error();
  TaggerWeights out;
  const base::JsonValue* labels = cfg->find("labels");
  if (labels == nullptr) return model_error("has no labels", folder + "/tagger/cfg");
  for (const base::JsonValue& label : labels->items) out.labels.push_back(label.string);
  const ThincNode* softmax = model->ref("softmax");
  if (softmax == nullptr || softmax->numbers.count("softmax_normalize") == 0 ||
      softmax->numbers.at("softmax_normalize") != 0) {
    return model_error("has no unnormalised output layer", path);
  }
  Result<LinearWeights> output = take_linear(*softmax, out.labels.size(), width, path);
  if (!output) return output.error();
  out.output = std::move(*output);
  return out;
}

Result<TransitionWeights> take_transitions(const ThincModel& model, const std::string& folder, bool entities,
                                           std::size_t width, std::size_t hidden) {
  const std::string path = folder + "/model";
  TransitionWeights out;
  out.hidden = hidden;
  out.slots = entities ? 3 : 8;
  Result<std::string> bytes = base::read_file(folder + "/moves");
  if (!bytes) return bytes.error();
  Result<std::string> json = read_msgpack_text(*bytes, "moves", folder + "/moves");
  if (!json) return json.error();
  Result<std::vector<Move>> moves = order_moves(*json, entities, folder + "/moves");
  if (!moves) return moves.error();
  out.moves = std::move(*moves);
  const ThincNode* lower = model.ref("lower");
  const ThincNode* upper = model.ref("upper");
  const ThincNode* reduce = nullptr;
  for (const ThincNode* node : model.named("linear")) {
    if (node != upper) reduce = reduce == nullptr ? node : nullptr;
  }
  if (lower == nullptr || upper == nullptr || reduce == nullptr)
    return model_error("lacks a layer of the parser", path);
  Result<LinearWeights> reduced = take_linear(*reduce, hidden, width, path);
  if (!reduced) return reduced.error();
  Result<LinearWeights> scores = take_linear(*upper, out.moves.size(), hidden, path);
  if (!scores) return scores.error();
  out.reduce = std::move(*reduced);
  out.upper = std::move(*scores);
  const std::pair<Tensor*, Result<Tensor>> parts[] = {
      {&out.lower, take_param(*lower, "W", {out.slots, hidden, 2, hidden}, path)},
      {&out.lower_bias, take_param(*lower, "b", {hidden, 2}, path)},
      {&out.pad, take_param(*lower, "pad", {1, out.slots, hidden, 2}, path)}};
  for (const auto& [target, part] : parts) {
    if (!part) return part.error();
    *target = *part;
  }
  return out;
}

Result<TransitionWeights> read_transitions(const ThincModel& model, const SpacyConfig& config,
                                           const std::string& folder, bool entities, std::size_t width) {
  const std::string stage = entities ? "ner" : "parser";
  const auto hidden = config.number("components." + stage + ".model", "hidden_width");
  if (!hidden || *hidden < 16 || *hidden > 1024 || *hidden % 16 != 0) {
    return model_error("[components." + stage + ".model] hidden_width is not supported",
                       folder + "/config.cfg");
  }
  return take_transitions(model, folder + "/" + stage, entities, width, static_cast<std::size_t>(*hidden));
}

}  // namespace

Result<std::vector<Move>> order_moves(std::string_view json, bool entities, const std::string& place) {
  Result<base::JsonValue> parsed = base::parse_json(json, place);
  if (!parsed) return parsed.error();
  std::vector<Move> out;
  std::size_t known = 0;
  for (std::uint8_t action = 0; action < (entities ? 6 : 5); ++action) {
    const base::JsonValue* labels = parsed->find(std::to_string(action));
    if (labels == nullptr) continue;
    ++known;
    if (entities && action == 0) continue;  // "missing" has no class
    std::vector<std::pair<double, std::string>> sorted;
    for (const auto& [label, frequency] : labels->members) {
      if (!frequency.is_number() || frequency.number < 0) {
        return model_error("has a label added after training: " + label, place);
      }
      if (!(entities && action == 5 && !label.empty())) sorted.emplace_back(frequency.number, label);
    }
    std::sort(sorted.rbegin(), sorted.rend());
    for (auto& [frequency, label] : sorted) out.push_back({action, std::move(label)});
  }
  if (known == 0 || known != parsed->members.size()) return model_error("has an unknown action", place);
  return out;
}

Result<ModelPackage> read_model_package(const std::string& folder, bool verify) {
  ModelPackage out;
  Result<std::string> meta_text = base::read_file(folder + "/meta.json");
  if (!meta_text) return meta_text.error();
  Result<base::JsonValue> meta = base::parse_json(*meta_text, folder + "/meta.json");
  if (!meta) return meta.error();
  out.name = meta->text("lang").value_or("") + "_" + meta->text("name").value_or("");
  out.version = meta->text("version").value_or("");
  Result<std::string> config_text = base::read_file(folder + "/config.cfg");
  if (!config_text) return config_text.error();
  Result<SpacyConfig> config = read_spacy_config(*config_text, folder + "/config.cfg");
  if (!config) return config.error();
  if (Result<void> known = check_config(*config, folder + "/config.cfg"); !known) return known.error();
  if (verify) {
    if (Result<void> official = check_digests(folder, out.version); !official) return official.error();
    out.name = "en_core_web_sm";
  }
  Result<ThincModel> shared = load_thinc(folder + "/tok2vec/model");
  if (!shared) return shared.error();
  Result<Tok2vecWeights> tok2vec =
      take_tok2vec(*shared, *config, "components.tok2vec.model", folder + "/tok2vec/model");
  if (!tok2vec) return tok2vec.error();
  out.tok2vec = std::move(*tok2vec);
  Result<TaggerWeights> tagger = read_tagger(folder, out.tok2vec.width);
  if (!tagger) return tagger.error();
  out.tagger = std::move(*tagger);
  Result<ThincModel> parser_model = load_thinc(folder + "/parser/model");
  if (!parser_model) return parser_model.error();
  Result<TransitionWeights> parser =
      read_transitions(*parser_model, *config, folder, false, out.tok2vec.width);
  if (!parser) return parser.error();
  out.parser = std::move(*parser);
  Result<ThincModel> ner_model = load_thinc(folder + "/ner/model");
  if (!ner_model) return ner_model.error();
  Result<Tok2vecWeights> own =
      take_tok2vec(*ner_model, *config, "components.ner.model.tok2vec", folder + "/ner/model");
  if (!own) return own.error();
  out.ner_tok2vec = std::move(*own);
  Result<TransitionWeights> ner = read_transitions(*ner_model, *config, folder, true, out.ner_tok2vec.width);
  if (!ner) return ner.error();
  out.ner = std::move(*ner);
  return out;
}

}  // namespace herald::lang
