#include "lang/model_file.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/bytes.h"
#include "lang/model_layout.h"
#include "lang/text_package.h"

namespace herald::lang {
namespace {

using base::ByteReader;
using base::ByteWriter;
using base::Error;
using base::ErrorKind;
using base::Result;

// Bounds on what "meta" may say, so that sizes computed from it cannot overflow.
constexpr std::uint32_t kMaxWidth = 1024;
constexpr std::uint32_t kMaxRows = 1U << 24;
constexpr std::uint32_t kMaxCount = 4096;

Error damaged(const std::string& what, const std::string& place) {
  return Error{ErrorKind::kModel, "not a usable model file: " + what, place};
}

// ---- writing ----

/// Appends float arrays, each at a multiple of 64 bytes.
class WeightWriter {
 public:
  explicit WeightWriter(std::string& out) : out_(out) {}

  void array(const float* values, std::size_t count, std::size_t padded_count) {
    align(out_);
    out_.append(reinterpret_cast<const char*>(values), count * sizeof(float));
    out_.append((padded_count - count) * sizeof(float), '\0');
  }
  void linear(const float* weights, const float* bias, std::size_t outputs, std::size_t inputs) {
    std::vector<float> panels(nn::packed_size(outputs, inputs));
    nn::pack_weights(weights, outputs, inputs, panels.data());
    array(panels.data(), panels.size(), panels.size());
    array(bias, outputs, nn::padded(outputs));
  }
  void linear(const LinearWeights& layer) {
    linear(layer.weights.values.data(), layer.bias.values.data(), layer.weights.shape[0],
           layer.weights.shape[1]);
  }
  void maxout(const MaxoutWeights& layer) {
    const std::size_t width = layer.weights.shape[0];
    const std::size_t pieces = layer.weights.shape[1];
    const std::size_t inputs = layer.weights.shape[2];
    const std::vector<float> weights = nn::piece_major(layer.weights.values.data(), width, pieces, inputs);
    const std::vector<float> bias = nn::piece_major(layer.bias.values.data(), width, pieces, 1);
    linear(weights.data(), bias.data(), width * pieces, inputs);
    array(layer.gain.values.data(), width, width);
    array(layer.shift.values.data(), width, width);
  }

 private:
  std::string& out_;
};

void write_tok2vec(const Tok2vecWeights& net, ByteWriter& meta, WeightWriter& weights) {
  meta.u32(static_cast<std::uint32_t>(net.width));
  meta.u32(static_cast<std::uint32_t>(net.mixer.weights.shape[1]));
  meta.u32(static_cast<std::uint32_t>(net.pieces));
  meta.u32(static_cast<std::uint32_t>(net.blocks.size()));
  meta.u32(static_cast<std::uint32_t>(net.tables.size()));
  for (const EmbedWeights& table : net.tables) {
    meta.text(table.name);
    meta.u32(table.seed);
    meta.u32(static_cast<std::uint32_t>(table.table.shape[0]));
    weights.array(table.table.values.data(), table.table.values.size(), table.table.values.size());
  }
  weights.maxout(net.mixer);
  for (const MaxoutWeights& block : net.blocks) weights.maxout(block);
}

void write_transitions(const TransitionWeights& net, ByteWriter& meta, WeightWriter& weights) {
  meta.u32(static_cast<std::uint32_t>(net.hidden));
  meta.u32(static_cast<std::uint32_t>(net.slots));
  meta.u32(static_cast<std::uint32_t>(net.reduce.weights.shape[1]));
  meta.u64(net.moves.size());
  for (const Move& move : net.moves) {
    meta.u8(move.action);
    meta.text(move.label);
  }
  weights.linear(net.reduce);
  std::vector<float> lower;
  std::vector<float> pad;
  const std::size_t slot = net.hidden * 2;
  for (std::size_t f = 0; f < net.slots; ++f) {
    const std::vector<float> part =
        nn::piece_major(net.lower.values.data() + f * slot * net.hidden, net.hidden, 2, net.hidden);
    lower.insert(lower.end(), part.begin(), part.end());
    const std::vector<float> missing = nn::piece_major(net.pad.values.data() + f * slot, net.hidden, 2, 1);
    pad.insert(pad.end(), missing.begin(), missing.end());
  }
  const std::vector<float> zeros(net.slots * slot);
  const std::vector<float> bias = nn::piece_major(net.lower_bias.values.data(), net.hidden, 2, 1);
  weights.linear(lower.data(), zeros.data(), net.slots * slot, net.hidden);
  weights.array(pad.data(), pad.size(), pad.size());
  weights.array(bias.data(), bias.size(), bias.size());
  weights.linear(net.upper);
}

// ---- reading ----

/// Takes float arrays off the weights section in the order they were written; null pointers once one does not
/// fit.
class WeightReader {
 public:
  explicit WeightReader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && at_ == bytes_.size(); }

  const float* array(std::size_t count) {
    at_ = (at_ + kAlignment - 1) / kAlignment * kAlignment;
    if (!ok_ || at_ > bytes_.size() || count > (bytes_.size() - at_) / sizeof(float)) {
      ok_ = false;
      return nullptr;
    }
    const char* const data = bytes_.data() + at_;
    at_ += count * sizeof(float);
    return reinterpret_cast<const float*>(data);
  }
  nn::Linear linear(std::size_t outputs, std::size_t inputs) {
    nn::Linear out;
    out.weights = array(nn::packed_size(outputs, inputs));
    out.bias = array(nn::padded(outputs));
    out.inputs = inputs;
    out.outputs = outputs;
    return out;
  }
  nn::Maxout maxout(std::size_t width, std::size_t pieces, std::size_t inputs) {
    nn::Maxout out;
    out.linear = linear(width * pieces, inputs);
    out.width = width;
    out.pieces = pieces;
    out.gain = array(width);
    out.shift = array(width);
    return out;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

bool good_width(std::uint32_t width) {
  return width > 0 && width <= kMaxWidth && width % nn::kLanes == 0;
}

bool read_tok2vec(ByteReader& meta, WeightReader& weights, Tok2vec& out) {
  const std::uint32_t width = meta.u32();
  const std::uint32_t mixer_pieces = meta.u32();
  const std::uint32_t pieces = meta.u32();
  const std::uint32_t blocks = meta.u32();
  const std::uint32_t tables = meta.u32();
  if (!meta.ok() || !good_width(width) || mixer_pieces - 1 > 7 || pieces - 1 > 7 || blocks - 1 > 15 ||
      tables - 1 > 15) {
    return false;
  }
  for (std::uint32_t t = 0; t < tables; ++t) {
    const std::optional<Feature> feature = feature_of(meta.text());
    const std::uint32_t seed = meta.u32();
    const std::uint32_t rows = meta.u32();
    if (!meta.ok() || !feature || *feature < kFirstFeature || rows == 0 || rows > kMaxRows) return false;
    const float* table = weights.array(std::size_t{rows} * width);
    out.tables.push_back({*feature, nn::HashEmbed{table, rows, width, seed}});
  }
  out.mixer = weights.maxout(width, mixer_pieces, std::size_t{tables} * width);
  for (std::uint32_t b = 0; b < blocks; ++b) {
    out.encoder.blocks.push_back(weights.maxout(width, pieces, std::size_t{3} * width));
  }
  out.encoder.width = width;
  return weights.ok();
}

bool read_net(ByteReader& meta, WeightReader& weights, std::size_t slots, std::size_t inputs,
              nn::TransitionNet& net, std::vector<Move>& moves) {
  const std::uint32_t hidden = meta.u32();
  const std::uint32_t slot_count = meta.u32();
  const std::uint32_t input_count = meta.u32();
  const std::size_t count = meta.count(9);
  if (!meta.ok() || !good_width(hidden) || slot_count != slots || input_count != inputs || count == 0 ||
      count > kMaxCount) {
    return false;
  }
  for (std::size_t m = 0; m < count; ++m) {
    const std::uint8_t action = meta.u8();
    moves.push_back({action, std::string(meta.text())});
  }
  net.hidden = hidden;
  net.slots = slots;
  net.reduce = weights.linear(hidden, inputs);
  net.lower = weights.linear(slots * 2 * hidden, hidden);
  net.pad = weights.array(slots * 2 * hidden);
  net.bias = weights.array(2 * std::size_t{hidden});
  net.upper = weights.linear(count, hidden);
  return meta.ok() && weights.ok();
}

std::optional<ArcLabel> arc_label(std::string_view text) {
  const std::size_t cut = text.find("||");
  const std::optional<news::Dep> label = news::dep_of(text.substr(0, cut));
  if (!label) return std::nullopt;
  if (cut == std::string_view::npos) return ArcLabel{*label, news::Dep::kNone};
  const std::optional<news::Dep> from = news::dep_of(text.substr(cut + 2));
  if (!from) return std::nullopt;
  return ArcLabel{*label, *from};
}

/// Empty, or what is wrong.
std::string read_parser(ByteReader& meta, WeightReader& weights, std::size_t inputs, Parser& out) {
  std::vector<Move> moves;
  if (!read_net(meta, weights, ArcEager::kSlots, inputs, out.net, moves)) return "bad shapes of the parser";
  for (std::size_t c = 0; c < moves.size(); ++c) {
    const std::uint8_t action = moves[c].action;
    if (action >= ArcEager::kActions || (c > 0 && action < moves[c - 1].action)) return "bad parser actions";
    Parser::Range& range = out.ranges[action];
    if (range.count == 0) range.first = c;
    ++range.count;
    const bool arc = action == ArcEager::kLeft || action == ArcEager::kRight;
    const std::optional<ArcLabel> label = arc ? arc_label(moves[c].label) : ArcLabel{};
    if (!label) return "unknown dependency label " + moves[c].label;
    out.labels.push_back(*label);
  }
  if (out.ranges[ArcEager::kShift].count == 0 || out.ranges[ArcEager::kReduce].count == 0)
    return "bad parser actions";
  return {};
}

std::string read_ner(ByteReader& meta, WeightReader& weights, std::size_t inputs, Ner& out) {
  std::vector<Move> moves;
  if (!read_net(meta, weights, Ner::kSlots, inputs, out.net, moves))
    return "bad shapes of the entity recogniser";
  for (const Move& move : moves) {
    if (move.action == Ner::kMissing || move.action >= Ner::kActions) return "bad entity actions";
    const std::optional<news::EntityLabel> label =
        move.label.empty() ? news::EntityLabel::kNone : news::entity_label_of(move.label);
    if (!label) return "unknown entity label " + move.label;
    out.moves.push_back({static_cast<Ner::Action>(move.action), *label});
  }
  return {};
}

std::string read_tagger(ByteReader& meta, WeightReader& weights, std::size_t inputs, Tagger& out) {
  const std::size_t count = meta.count(8);
  if (!meta.ok() || count == 0 || count > kMaxCount) return "bad shape of the tagger";
  for (std::size_t i = 0; i < count; ++i) {
    const std::string label(meta.text());
    const std::optional<news::Tag> tag = news::tag_of(label);
    if (!tag) return "unknown tag " + label;
    out.labels.push_back(*tag);
  }
  out.output = weights.linear(count, inputs);
  return {};
}

std::string read_meta(std::string_view bytes, std::string_view weight_bytes, Model& model) {
  ByteReader meta(bytes);
  WeightReader weights(weight_bytes);
  model.name = meta.text();
  model.version = meta.text();
  if (!read_tok2vec(meta, weights, model.tok2vec)) return "bad shapes of the token encoder";
  const std::size_t width = model.tok2vec.width();
  std::string wrong = read_tagger(meta, weights, width, model.tagger);
  if (wrong.empty()) wrong = read_parser(meta, weights, width, model.parser);
  if (!wrong.empty()) return wrong;
  if (!read_tok2vec(meta, weights, model.ner_tok2vec)) return "bad shapes of the entity encoder";
  wrong = read_ner(meta, weights, model.ner_tok2vec.width(), model.ner);
  if (wrong.empty() && (!meta.ok() || !meta.rest().empty() || !weights.at_end()))
    wrong = "its sections do not fit";
  return wrong;
}

}  // namespace

Result<std::string> pack_model(const ModelPackage& package, const TextData& text) {
  std::string meta_bytes;
  std::string text_bytes;
  std::string weight_bytes;
  ByteWriter meta(meta_bytes);
  WeightWriter weights(weight_bytes);
  meta.text(package.name);
  meta.text(package.version);
  write_tok2vec(package.tok2vec, meta, weights);
  meta.u64(package.tagger.labels.size());
  for (const std::string& label : package.tagger.labels) meta.text(label);
  weights.linear(package.tagger.output);
  write_transitions(package.parser, meta, weights);
  write_tok2vec(package.ner_tok2vec, meta, weights);
  write_transitions(package.ner, meta, weights);
  text.write(text_bytes);
  Model probe;
  if (const std::string wrong = read_meta(meta_bytes, weight_bytes, probe); !wrong.empty()) {
    return Error{ErrorKind::kModel, "cannot use this package: " + wrong, package.name};
  }
  return write_container({{"meta", std::move(meta_bytes)},
                          {"text", std::move(text_bytes)},
                          {"weights", std::move(weight_bytes)}});
}

Result<void> convert_package(const std::string& folder, const std::string& out_path, bool verify) {
  Result<ModelPackage> package = read_model_package(folder, verify);
  if (!package) return package.error();
  Result<TextData> text = read_text_package(folder);
  if (!text) return text.error();
  Result<std::string> bytes = pack_model(*package, *text);
  if (!bytes) return Error{bytes.error().kind, bytes.error().message, folder};
  return base::write_file_atomic(out_path, *bytes);
}

Result<Model> open_model(const std::string& path) {
  Result<base::MappedFile> file = base::MappedFile::open(path);
  if (!file) return file.error();
  Model model;
  model.file = std::move(*file);
  Result<Container> container = read_container(model.file.bytes(), path);
  if (!container) return container.error();
  const Section* const meta = container->find("meta");
  const Section* const text = container->find("text");
  const Section* const weights = container->find("weights");
  if (meta == nullptr || text == nullptr || weights == nullptr) return damaged("a section is missing", path);
  for (const Section* section : {meta, text}) {
    if (Result<void> whole = check_section(*section, path); !whole) return whole.error();
  }
  model.fingerprint = container->fingerprint;
  const std::string wrong = read_meta(meta->bytes, weights->bytes, model);
  if (!wrong.empty()) return damaged(wrong, path);
  std::string_view rest = text->bytes;
  Result<TextData> data = TextData::read(rest);
  if (!data) return damaged(data.error().message, path);
  if (!rest.empty()) return damaged("its text section is too long", path);
  model.text = std::move(*data);
  return model;
}

Result<void> check_model(const std::string& path) {
  Result<base::MappedFile> file = base::MappedFile::open(path);
  if (!file) return file.error();
  Result<Container> container = read_container(file->bytes(), path);
  if (!container) return container.error();
  std::vector<std::string_view> contents;
  for (const Section& section : container->sections) {
    if (Result<void> whole = check_section(section, path); !whole) return whole.error();
    contents.push_back(section.bytes);
  }
  if (fingerprint_of(contents) != container->fingerprint)
    return damaged("its fingerprint does not fit", path);
  Result<Model> model = open_model(path);
  if (!model) return model.error();
  return {};
}

}  // namespace herald::lang
