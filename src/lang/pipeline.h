// The whole trip from text to parsed text, with the same result as spaCy's nlp(text).
//
//   Result<Pipeline> pipeline = Pipeline::open("model.herald");
//   Workspace work;                                   // one a worker
//   news::ParsedText parsed;
//   pipeline->parse("Freedonia condemned the attack.", work, parsed);
//
// A Pipeline is immutable and shared between threads; a Workspace belongs to one thread and serves any
// pipeline. Text analysis is total: any bytes give an answer (text should be valid UTF-8; repair it first).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lang/attribute_ruler.h"
#include "lang/dependency_tree.h"
#include "lang/lemmatizer.h"
#include "lang/lexeme.h"
#include "lang/model_file.h"
#include "lang/tokenizer.h"
#include "news/sentence.h"

namespace herald::lang {

/// Scratch memory and caches that grow to the longest text seen; keeps nothing that changes an answer.
struct Workspace {
  const void* owner = nullptr;  ///< the model whose types and words the caches hold
  TokenizerWorkspace tokenizer;
  LexemeCache lexemes;
  TypeCache types;
  std::vector<RawToken> tokens;
  std::vector<std::uint32_t> token_types;
  std::vector<const float*> projections;
  std::vector<bool> is_space;
  std::vector<float> inputs;
  std::vector<float> scores;
  nn::WindowEncoder::Scratch encoder;
  Parser::Workspace parser;
  nn::TransitionNet::Cache ner;
  DependencyTree tree;
  std::vector<news::Tag> tags;
  RulerWorkspace ruler;
  std::vector<RuledToken> ruled;
  LemmaCache lemmas;
  news::ParsedText window;
};

class Pipeline {
 public:
  /// Longest window of parse_windowed(), in tokens.
  static constexpr std::size_t kWindow = 20000;

  /// Opens a model file (see model_file.h) and compiles its patterns: some tens of milliseconds.
  static base::Result<Pipeline> open(const std::string& model_path);

  /// Parses `text` (below 4 GiB) as one document, exactly as nlp(text) would. `out` is replaced.
  void parse(std::string_view text, Workspace& work, news::ParsedText& out) const;
  /// The same for texts up to `window` tokens; longer ones are parsed in windows that end at a sentence, so
  /// that memory stays bounded. Tokens are cut as in the whole text.
  void parse_windowed(std::string_view text, Workspace& work, news::ParsedText& out,
                      std::size_t window = kWindow) const;

  /// Names what the answers depend on: model, version, fingerprint of its file; "+nofma" on a processor
  /// without fused multiply-add, whose sums may differ in the last bit.
  std::string fingerprint() const;
  const Model& model() const { return *model_; }

 private:
  Pipeline(std::unique_ptr<const Model> model, Tokenizer tokenizer, AttributeRuler ruler);

  void parse_range(std::string_view text, std::size_t first, std::size_t end, Workspace& work,
                   news::ParsedText& out) const;
  void find_types(std::string_view text, std::size_t first, std::size_t end, Workspace& work) const;
  void fill(std::string_view text, std::size_t first, std::size_t end, Workspace& work,
            news::ParsedText& out) const;
  const float* encode(const Tok2vec& net, const TypeCache::Rows& rows, Workspace& work) const;

  std::unique_ptr<const Model> model_;  ///< on the heap, so that views into it survive a move
  std::unique_ptr<const Tokenizer> tokenizer_;
  LexemeRules lexemes_;
  AttributeRuler ruler_;
  Lemmatizer lemmatizer_;
};

}  // namespace herald::lang
