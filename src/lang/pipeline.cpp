#include "lang/pipeline.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "nn/kernels.h"

namespace herald::lang {
namespace {

using base::Result;

// Types kept between texts (each takes about 0.9 kB a worker, 3 kB more while it is projected): a million
// tokens of news have some 50,000, but keeping more than this many gains no speed.
constexpr std::size_t kMaxTypes = 20000;

/// `text` with every invalid byte as '?', so that all offsets stay; the patterns need valid UTF-8.
std::string mask_invalid_bytes(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size();) {
    const base::CodePoint point = base::decode_utf8(out, at);
    if (point.value == 0xFFFD && point.size == 1) out[at] = '?';
    at += std::max<std::size_t>(point.size, 1);
  }
  return out;
}

}  // namespace

Pipeline::Pipeline(std::unique_ptr<const Model> model, Tokenizer tokenizer, AttributeRuler ruler)
    : model_(std::move(model)),
      tokenizer_(std::make_unique<const Tokenizer>(std::move(tokenizer))),
      lexemes_(model_->text.norms),
      ruler_(std::move(ruler)),
      lemmatizer_(model_->text.lemmas) {}

Result<Pipeline> Pipeline::open(const std::string& model_path) {
  Result<Model> model = open_model(model_path);
  if (!model) return model.error();
  Result<Tokenizer> tokenizer = Tokenizer::make(model->text.tokenizer);
  if (!tokenizer) return base::Error{tokenizer.error().kind, tokenizer.error().message, model_path};
  Result<AttributeRuler> ruler = AttributeRuler::make(model->text.ruler);
  if (!ruler) return base::Error{ruler.error().kind, ruler.error().message, model_path};
  return Pipeline(std::make_unique<const Model>(std::move(*model)), std::move(*tokenizer), std::move(*ruler));
}

std::string Pipeline::fingerprint() const {
  return model_->name + "-" + model_->version + "-" + model_->fingerprint.substr(0, 16) +
         (nn::fused_multiply_add() ? "" : "+nofma");
}

void Pipeline::parse(std::string_view text, Workspace& work, news::ParsedText& out) const {
  parse_windowed(text, work, out, std::numeric_limits<std::size_t>::max());
}

void Pipeline::parse_windowed(std::string_view text, Workspace& work, news::ParsedText& out,
                              std::size_t window) const {
  base::check(text.size() < std::numeric_limits<std::uint32_t>::max(), "a text below 4 GiB");
  std::string masked;
  if (!base::is_valid_utf8(text)) {
    masked = mask_invalid_bytes(text);
    text = masked;
  }
  if (work.owner != model_.get()) {
    work = Workspace{};  // caches of another model's words
    work.owner = model_.get();
  }
  tokenizer_->run(text, work.tokens, work.tokenizer);
  const std::size_t count = work.tokens.size();
  if (count <= window) {
    parse_range(text, 0, count, work, out);
    return;
  }
  out.tokens.clear();
  out.entities.clear();
  for (std::size_t first = 0; first < count;) {
    std::size_t end = std::min(count - first, window) + first;
    parse_range(text, first, end, work, work.window);
    if (end < count) {
      // The last sentence may go on beyond the window: it is parsed again with what follows.
      std::size_t cut = end - first;
      while (cut > 1 && !work.window.tokens[cut - 1].sentence_start) --cut;
      if (cut > 1) end = first + cut - 1;
    }
    const auto base = static_cast<std::uint32_t>(first);
    for (std::size_t i = first; i < end; ++i) {
      news::Token& token = work.window.tokens[i - first];
      token.head += base;
      out.tokens.push_back(std::move(token));
    }
    for (const news::Entity& entity : work.window.entities) {
      if (entity.end + first <= end)
        out.entities.push_back({entity.first + base, entity.end + base, entity.label});
    }
    first = end;
  }
}

/// Types and white-space marks of the tokens [first, end), with the embedded rows of types not seen before.
void Pipeline::find_types(std::string_view text, std::size_t first, std::size_t end, Workspace& work) const {
  TypeCache& types = work.types;
  if (types.size() > kMaxTypes) types.clear();
  work.token_types.resize(end - first);
  work.is_space.resize(end - first);
  for (std::size_t i = first; i < end; ++i) {
    const RawToken& token = work.tokens[i];
    bool added = false;
    const std::uint32_t type = types.find_or_add({token.orth, token.norm, token.space_after}, added);
    if (added) {
      const Lexeme& word = work.lexemes.get(lexemes_, news::text_of(text, token.span), token.orth);
      types.features(type) = feature_ids(word, token.norm, token.space_after);
      types.lower(type) = word.lower;
    }
    work.token_types[i - first] = type;
    work.is_space[i - first] = types.is_space(type);
  }
  types.fill_rows(0, model_->tok2vec, work.inputs, work.encoder);
  types.fill_rows(1, model_->ner_tok2vec, work.inputs, work.encoder);
}

/// Token vectors (tokens x width) from the types' rows; valid until the next call.
const float* Pipeline::encode(const Tok2vec& net, const TypeCache::Rows& rows, Workspace& work) const {
  const std::size_t width = net.width();
  const std::size_t count = work.token_types.size();
  const std::size_t size = net.encoder.projection_size();
  float* input = net.encoder.input(count, work.encoder);
  work.projections.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t type = work.token_types[i];
    const float* row = rows.embedded.data() + type * width;
    std::copy(row, row + width, input + i * width);
    work.projections[i] = type < rows.projected ? rows.projections.data() + type * size : nullptr;
  }
  return net.encoder.run(count, work.projections.data(), work.encoder);
}

/// Parses the tokens [first, end) as one document; indices in `out` count from `first`.
void Pipeline::parse_range(std::string_view text, std::size_t first, std::size_t end, Workspace& work,
                           news::ParsedText& out) const {
  const std::size_t count = end - first;
  out.tokens.resize(count);
  out.entities.clear();
  if (count == 0) return;
  find_types(text, first, end, work);
  const float* vectors = encode(model_->tok2vec, work.types.rows(0), work);
  model_->tagger.run(vectors, count, work.tags, work.scores);
  model_->parser.run(vectors, count, work.is_space, work.tree, work.parser);
  const float* entity_vectors = encode(model_->ner_tok2vec, work.types.rows(1), work);
  model_->ner.run(entity_vectors, count, work.is_space, work.tree.sentence_start, out.entities, work.ner);
  fill(text, first, end, work, out);
}

/// Writes the tokens [first, end), with parts of speech by rule and lemmas.
void Pipeline::fill(std::string_view text, std::size_t first, std::size_t end, Workspace& work,
                    news::ParsedText& out) const {
  const std::size_t count = end - first;
  work.ruled.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const RawToken& raw = work.tokens[first + i];
    RuledToken& token = work.ruled[i];
    token = RuledToken{};
    token.text = news::text_of(text, raw.span);
    token.orth = raw.orth;
    token.lower = work.types.lower(work.token_types[i]);
    token.is_space = work.is_space[i];
    token.tag = work.tags[i];
    token.dep = work.tree.label[i];
  }
  ruler_.apply(work.ruled, work.ruler);
  for (std::size_t i = 0; i < count; ++i) {
    const RawToken& raw = work.tokens[first + i];
    const RuledToken& ruled = work.ruled[i];
    news::Token& token = out.tokens[i];
    token.span = raw.span;
    token.space_after = raw.space_after;
    token.head = work.tree.head[i];
    token.sentence_start = work.tree.sentence_start[i];
    token.tag = ruled.tag;
    token.dep = ruled.dep;
    token.pos = ruled.pos;
    if (ruled.lemma) {
      token.lemma = *ruled.lemma;
    } else {
      token.lemma =
          lemmatizer_.lemma(ruled.text, ruled.orth, ruled.pos, ruler_.morph(ruled.morph), work.lemmas);
    }
  }
}

}  // namespace herald::lang
