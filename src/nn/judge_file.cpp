#include "nn/judge_file.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "base/hash.h"
#include "base/json.h"

namespace herald::nn {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonValue;
using base::Result;

constexpr std::string_view kMagic = "HRLDJDG1";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 64, kAlignment = 64;
// Bounds on what the header may say, so that sizes computed from it cannot overflow.
constexpr std::size_t kMostLayers = 48, kWidest = 1024, kMostPositions = 1024, kMostClasses = 256;
constexpr std::size_t kMostPieces = std::size_t{1} << 24, kLongestPlaceholder = 16;

Error damaged(const std::string& what, const std::string& path) {
  return Error{ErrorKind::kModel, "not a usable judge: " + what, path};
}

/// Takes things out of the header and the tensors; the first that is wrong is kept.
class Reader {
 public:
  Reader(std::string_view bytes, const JsonValue& header) : bytes_(bytes), header_(header) {
    const JsonValue* const tensors = header.find("tensors");
    if (tensors != nullptr) tensors_ = tensors;
  }

  const std::string& wrong() const { return wrong_; }
  bool ok() const { return wrong_.empty(); }
  void fail(const std::string& what) {
    if (ok()) wrong_ = what;
  }

  std::string text(std::string_view key) {
    std::optional<std::string> found = header_.text(key);
    if (!found) fail("its header has no " + std::string(key));
    return std::move(found).value_or("");
  }
  /// A whole number from `least` to `most`; `least` when it is not.
  std::size_t number(std::string_view key, std::size_t least, std::size_t most) {
    const double found = header_.real(key).value_or(-1);
    if (found >= static_cast<double>(least) && found <= static_cast<double>(most) &&
        found == std::floor(found)) {
      return static_cast<std::size_t>(found);
    }
    fail("its header has no good " + std::string(key));
    return least;
  }
  float epsilon() {
    const double found = header_.real("layer_norm_eps").value_or(-1);
    if (!(found >= 1e-20 && found <= 1)) fail("its header has no good layer_norm_eps");
    return static_cast<float>(found);
  }

  std::string_view bytes(const std::string& name) {
    const JsonValue* const entry = tensor(name, "u8");
    const JsonValue* const shape = entry != nullptr ? entry->find("shape") : nullptr;
    if (shape == nullptr || !shape->is_array() || shape->items.size() != 1 || !shape->items[0].is_number()) {
      fail("tensor " + name + " has not the shape it should have");
      return {};
    }
    const double size = shape->items[0].number;
    const char* const data = place(*entry, name, size, 1);
    return data == nullptr ? std::string_view() : std::string_view(data, static_cast<std::size_t>(size));
  }
  const std::int8_t* int8s(const std::string& name, std::size_t rows, std::size_t columns) {
    return reinterpret_cast<const std::int8_t*>(data(name, "i8", {rows, columns}, 1));
  }
  /// Finite floats.
  const float* floats(const std::string& name, const std::vector<std::size_t>& shape) {
    const auto* const found = reinterpret_cast<const float*>(data(name, "f32", shape, sizeof(float)));
    if (found == nullptr) return nullptr;
    std::size_t count = 1;
    for (const std::size_t size : shape) count *= size;
    bool finite = true;  // no early way out: the loop is one of vectors so
    for (std::size_t i = 0; i < count; ++i) {
      finite &= (std::bit_cast<std::uint32_t>(found[i]) & 0x7F800000U) != 0x7F800000U;
    }
    if (!finite) fail("tensor " + name + " holds what is no number");
    return found;
  }

  Int8Layer int8_layer(const std::string& name, std::size_t outputs, std::size_t inputs) {
    return {int8s(name, outputs, inputs), floats(name + ".scale", {outputs}),
            floats(name + ".bias", {outputs}), outputs, inputs};
  }
  FloatLayer float_layer(const std::string& name, std::size_t outputs, std::size_t inputs) {
    return {floats(name, {outputs, inputs}), floats(name + ".bias", {outputs}), outputs, inputs};
  }
  LayerNorm norm(const std::string& name, std::size_t width) {
    return {floats(name + ".gain", {width}), floats(name + ".shift", {width}), epsilon()};
  }
  JudgeHead head(const std::string& name, std::size_t width);
  bool has(const std::string& name) const { return tensors_ != nullptr && tensors_->find(name) != nullptr; }

 private:
  const JsonValue* tensor(const std::string& name, std::string_view type) {
    const JsonValue* const entry = tensors_ != nullptr ? tensors_->find(name) : nullptr;
    if (entry == nullptr) {
      fail("tensor " + name + " is missing");
    } else if (entry->text("type") != type) {
      fail("tensor " + name + " is not of type " + std::string(type));
    }
    return ok() ? entry : nullptr;
  }
  /// Where a tensor of `size` bytes lies; nullptr when that is not wholly in the file.
  const char* place(const JsonValue& entry, const std::string& name, double size, std::size_t item) {
    const double offset = entry.real("offset").value_or(-1);
    const double end = static_cast<double>(bytes_.size());
    const double whole = size * static_cast<double>(item);
    if (!(offset >= static_cast<double>(kHeader) && offset <= end && whole >= 0 && whole <= end - offset &&
          std::fmod(offset, static_cast<double>(kAlignment)) == 0 && size == std::floor(size))) {
      fail("tensor " + name + " lies outside the file");
      return nullptr;
    }
    return bytes_.data() + static_cast<std::size_t>(offset);
  }
  const char* data(const std::string& name, std::string_view type, const std::vector<std::size_t>& shape,
                   std::size_t item) {
    const JsonValue* const entry = tensor(name, type);
    if (entry == nullptr) return nullptr;
    const JsonValue* const found = entry->find("shape");
    bool fits = found != nullptr && found->is_array() && found->items.size() == shape.size();
    double count = 1;
    for (std::size_t i = 0; fits && i < shape.size(); ++i) {
      fits = found->items[i].is_number() && found->items[i].number == static_cast<double>(shape[i]);
      count *= static_cast<double>(shape[i]);
    }
    if (!fits) {
      fail("tensor " + name + " has not the shape it should have");
      return nullptr;
    }
    return place(*entry, name, count, item);
  }

  std::string_view bytes_;
  const JsonValue& header_;
  const JsonValue* tensors_ = nullptr;
  std::string wrong_;
};

JudgeHead Reader::head(const std::string& name, std::size_t width) {
  JudgeHead out;
  const JsonValue* const all = header_.find("classes");
  const JsonValue* const classes = all != nullptr ? all->find(name) : nullptr;
  if (classes == nullptr || !classes->is_array() || classes->items.empty() ||
      classes->items.size() > kMostClasses) {
    fail("its header has no classes of " + name);
    return out;
  }
  for (const JsonValue& item : classes->items) {
    if (!item.is_string() || item.string.empty()) fail("its header has no good classes of " + name);
    if (std::find(out.classes.begin(), out.classes.end(), item.string) != out.classes.end()) {
      fail("its header has a class of " + name + " twice: " + item.string);
    }
    out.classes.push_back(item.string);
  }
  const JsonValue* const temperatures = header_.find("temperature");
  const double temperature = temperatures != nullptr ? temperatures->real(name).value_or(-1) : -1;
  if (!(temperature >= 1e-3 && temperature <= 1e3)) fail("its header has no good temperature of " + name);
  out.temperature = static_cast<float>(temperature);
  out.output = float_layer("head." + name, out.classes.size(), width);
  return out;
}

/// The checks that need no header: empty, or what is wrong.
std::string wrong_outside(std::string_view bytes) {
  base::ByteReader in(bytes.substr(std::min(kMagic.size(), bytes.size())));
  const std::uint32_t version = in.u32();
  const std::uint32_t header = in.u32();
  const std::uint64_t size = in.u64();
  const std::uint64_t zero = in.u64();
  if (bytes.substr(0, kMagic.size()) != kMagic) return "it does not begin with " + std::string(kMagic);
  if (!in.ok() || bytes.size() < kHeader) return "it is cut short";
  if (version != kVersion) return "its format is version " + std::to_string(version) + ", wanted is 1";
  if (size != bytes.size()) {
    return (bytes.size() < size ? "it is cut short: " : "it is too long: ") + std::to_string(bytes.size()) +
           " bytes of " + std::to_string(size);
  }
  if (header > size - kHeader || zero != 0) return "its first 64 bytes do not fit";
  return {};
}

std::string digest_at_front(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes.substr(32, 32)) {
    out += kHex[static_cast<unsigned char>(c) >> 4];
    out += kHex[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

void read_sizes(Reader& in, JudgeFile& out) {
  out.name = in.text("name");
  out.width = in.number("width", 32, kWidest);
  out.heads = in.number("heads", 1, kWidest / 32);
  out.intermediate = in.number("intermediate", 32, kWidestRow);
  out.positions = in.number("positions", 8, kMostPositions);
  out.layers.resize(in.number("layers", 1, kMostLayers));
  if (out.width % (32 * out.heads) != 0) in.fail("its width does not fit its heads");
  if (out.intermediate % 32 != 0) in.fail("its intermediate width is no multiple of 32");
}

/// The id of a special piece or a mark.
std::uint32_t piece(Reader& in, const JudgeFile& out, const std::string& spelling) {
  const std::optional<std::uint32_t> id = out.pieces.find(spelling);
  if (!id) in.fail("its vocabulary has no " + spelling);
  return id.value_or(0);
}

void read_pieces(Reader& in, const std::string& path, JudgeFile& out) {
  const std::string_view vocabulary = in.bytes("vocab");
  if (!in.ok()) return;
  Result<WordPiece> pieces = WordPiece::open(vocabulary, path);
  if (!pieces) return in.fail(pieces.error().message);
  out.pieces = std::move(*pieces);
  if (out.pieces.size() > kMostPieces) in.fail("its vocabulary is too large");
  out.begin_piece = piece(in, out, "[CLS]");
  out.end_piece = piece(in, out, "[SEP]");
  out.source_mark = piece(in, out, in.text("source_mark"));
  out.target_mark = piece(in, out, in.text("target_mark"));
  const std::string masking = in.text("masking");
  if (masking != "none" && masking != "placeholder") in.fail("it asks for an unknown masking: " + masking);
  out.masked = masking == "placeholder";
  if (!out.masked || !in.ok()) return;
  const std::string word = in.text("placeholder");
  WordPiece::Scratch scratch;
  std::vector<Piece> found;
  out.pieces.cut(word, 0, word.size(), scratch, found);
  for (const Piece& one : found) out.placeholder.push_back(one.id);
  if (found.empty() || found.size() > kLongestPlaceholder) in.fail("its header has no good placeholder");
}

void read_weights(Reader& in, JudgeFile& out) {
  const std::size_t width = out.width;
  out.words = in.int8s("embed.word", out.pieces.size(), width);
  out.word_scale = in.floats("embed.word.scale", {out.pieces.size()});
  out.position = in.floats("embed.position", {out.positions, width});
  out.embed_norm = in.norm("embed.norm", width);
  for (std::size_t l = 0; l < out.layers.size() && in.ok(); ++l) {
    JudgeLayer& layer = out.layers[l];
    const std::string at = std::to_string(l) + ".";
    layer.query = in.int8_layer(at + "query", width, width);
    layer.key = in.int8_layer(at + "key", width, width);
    layer.value = in.int8_layer(at + "value", width, width);
    layer.output = in.int8_layer(at + "output", width, width);
    layer.up = in.int8_layer(at + "up", out.intermediate, width);
    layer.down = in.int8_layer(at + "down", width, out.intermediate);
    layer.norm1 = in.norm(at + "norm1", width);
    layer.norm2 = in.norm(at + "norm2", width);
  }
  out.dense = in.float_layer("head.dense", width, 3 * width);
  out.type = in.head("type", width);
  out.mode = in.head("mode", width);
  out.modality = in.head("modality", width);
  if (in.has("head.root2018")) out.root2018 = in.head("root2018", width);
}

}  // namespace

Result<JudgeFile> JudgeFile::open(const std::string& path) {
  Result<base::MappedFile> file = base::MappedFile::open(path);
  if (!file) return file.error();
  JudgeFile out;
  out.file = std::move(*file);
  const std::string_view bytes = out.file.bytes();
  if (const std::string wrong = wrong_outside(bytes); !wrong.empty()) return damaged(wrong, path);
  const std::string digest = digest_at_front(bytes);
  if (base::sha256_hex(bytes.substr(kHeader)) != digest) {
    return damaged("its SHA-256 does not fit its bytes (damaged, or changed by hand)", path);
  }
  out.fingerprint = digest.substr(0, 16);
  std::uint32_t header_size = 0;
  std::memcpy(&header_size, bytes.data() + 12, sizeof header_size);
  const Result<JsonValue> header = base::parse_json(bytes.substr(kHeader, header_size), path);
  if (!header) return damaged("its header is " + header.error().message, path);
  Reader in(bytes, *header);
  read_sizes(in, out);
  if (in.ok()) read_pieces(in, path, out);
  if (in.ok()) read_weights(in, out);
  if (!in.ok()) return damaged(in.wrong(), path);
  return out;
}

}  // namespace herald::nn
