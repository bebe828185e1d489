// The pipeline: an article goes in, annotated sentences and reports come out.
//
//   Result<Engine> engine = Engine::open(data_folder);
//   Engine::Workspace work;
//   Analysis analysis = engine->analyse(article, work);
//
// An Engine is immutable and shared by threads; a Workspace belongs to one of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "coder/weigh.h"
#include "lang/pipeline.h"
#include "lexicon/actors.h"
#include "lexicon/codebook.h"
#include "lexicon/older_verbs.h"
#include "news/report.h"
#include "nn/pair_judge.h"

namespace herald::engine {

struct Analysis {
  news::AnnotatedArticle annotated;
  std::vector<news::Report> reports;
  bool coded = true;  ///< false for an article in another language than English
};

/// What an engine is opened with, beside the data folder.
struct EngineOptions {
  std::vector<std::string> actor_layers = {};  ///< dictionaries laid over ours, see lexicon::ActorSources
  std::string verbs = {};  ///< verb dictionary of TABARI or PETRARCH, in place of the codebook's patterns
  std::string judge = {};  ///< the judge's file; empty: judge.herald of the data folder, where there is one
  bool fast = false;       ///< rules alone, without a judge
};

class Engine {
 public:
  struct Workspace {
    lang::Workspace lang;
    news::ParsedText parsed;
    nn::PairJudge::Workspace judge;
  };

  /// Loads model.herald, actors/ (actors.herald where that is up to date), codebook/ and judge.herald from
  /// `data_folder`. An Error names the file and the remedy; a judge that is named must be there and whole,
  /// the data folder's own may be missing.
  static base::Result<Engine> open(const std::string& data_folder, const EngineOptions& options = {});

  /// Title and text parsed into sentences, block by block; nothing else filled.
  news::AnnotatedArticle parse(news::Article article, Workspace& work) const;
  /// The text alone (no title), block by block, as one flat parse with offsets into the text.
  news::ParsedText parse_flat(const news::Article& article, Workspace& work) const;
  /// All layers of annotation.
  news::AnnotatedArticle annotate(news::Article article, Workspace& work) const;
  /// All layers and the reports coded from them.
  Analysis analyse(news::Article article, Workspace& work) const;
  /// Every stage of a text in one-line spellings, for people.
  std::string explain(news::Article article, Workspace& work) const;

  const lang::Pipeline& pipeline() const { return *pipeline_; }
  const lexicon::ActorLexicon& actors() const { return *actors_; }
  const lexicon::Codebook& codebook() const { return *codebook_; }
  /// The verb dictionary that stands in for the codebook's patterns, or nullptr.
  const lexicon::OlderVerbs* verbs() const { return verbs_.get(); }
  /// The judge of marked pairs, or nullptr: not there, or not wanted.
  const nn::PairJudge* judge() const { return judge_.get(); }
  /// How codebook and judge are weighed together.
  const coder::Weights& weights() const { return weights_; }
  const std::string& data_folder() const { return data_folder_; }
  /// Short hash of weights, dictionaries and rules: same fingerprint and text, same reports.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  Engine() = default;
  base::Result<void> open_judge(const EngineOptions& options);
  void parse_block(std::string_view text, news::Span block, bool in_title, Workspace& work,
                   news::AnnotatedArticle& out) const;

  std::string data_folder_;
  std::unique_ptr<lang::Pipeline> pipeline_;
  std::unique_ptr<lexicon::ActorLexicon> actors_;
  std::unique_ptr<lexicon::Codebook> codebook_;
  std::unique_ptr<lexicon::OlderVerbs> verbs_;
  std::unique_ptr<nn::PairJudge> judge_;
  coder::Weights weights_;
  std::string fingerprint_;
};

/// The article with dateline, credits and notices found and marked.
news::Article with_furniture(news::Article article);

}  // namespace herald::engine
