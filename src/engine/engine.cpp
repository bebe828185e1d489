#include "engine/engine.h"

#include <fmt/format.h>

#include "annotate/attribution.h"
#include "annotate/mentions.h"
#include "annotate/modality.h"
#include "annotate/places.h"
#include "annotate/times.h"
#include "base/file.h"
#include "base/hash.h"
#include "coder/coder.h"
#include "ingest/dispatch.h"
#include "lang/blocks.h"

namespace herald::engine {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using news::AnnotatedArticle;

bool is_english(const news::Article& article) {
  return !article.language || article.language->empty() || article.language->starts_with("en") ||
         article.language->starts_with("EN");
}

}  // namespace

Result<void> Engine::open_judge(const EngineOptions& options) {
  if (options.fast) return {};
  const std::string path = options.judge.empty() ? data_folder_ + "/judge.herald" : options.judge;
  if (options.judge.empty() && !base::file_exists(path)) return {};
  auto judge = nn::PairJudge::open(path);
  if (!judge) return judge.error();
  auto weights = coder::read_weights(data_folder_ + "/codebook/judge_weights.tsv");
  if (!weights) return weights.error();
  judge_ = std::make_unique<nn::PairJudge>(std::move(*judge));
  weights_ = *weights;
  return {};
}

Result<Engine> Engine::open(const std::string& data_folder, const EngineOptions& options) {
  Engine engine;
  engine.data_folder_ = data_folder;
  const std::string model_path = data_folder + "/model.herald";
  if (!base::file_exists(model_path)) {
    return Error{ErrorKind::kModel,
                 "the language model is not there; make it with \"herald models import WHEEL\" (./run does)",
                 model_path};
  }
  auto pipeline = lang::Pipeline::open(model_path);
  if (!pipeline) return pipeline.error();
  auto actors =
      lexicon::open_actors({data_folder + "/actors", data_folder + "/actors.herald", options.actor_layers});
  if (!actors) return actors.error();
  auto codebook = lexicon::load_codebook(data_folder + "/codebook");
  if (!codebook) return codebook.error();
  engine.pipeline_ = std::make_unique<lang::Pipeline>(std::move(*pipeline));
  engine.actors_ = std::make_unique<lexicon::ActorLexicon>(std::move(*actors));
  engine.codebook_ = std::make_unique<lexicon::Codebook>(std::move(*codebook));
  std::string prints =
      engine.pipeline_->fingerprint() + engine.actors_->fingerprint() + engine.codebook_->fingerprint();
  if (!options.verbs.empty()) {
    auto older = lexicon::load_older_verbs(options.verbs, data_folder + "/codebook");
    if (!older) return older.error();
    engine.verbs_ = std::make_unique<lexicon::OlderVerbs>(std::move(*older));
    prints += engine.verbs_->fingerprint();
  }
  if (auto judge = engine.open_judge(options); !judge) return judge.error();
  if (engine.judge_) prints += engine.judge_->file().fingerprint + engine.weights_.fingerprint;
  engine.fingerprint_ = base::content_id("h-", prints);
  return engine;
}

void Engine::parse_block(std::string_view text, news::Span block, bool in_title, Workspace& work,
                         AnnotatedArticle& out) const {
  pipeline_->parse_windowed(news::text_of(text, block), work.lang, work.parsed);
  for (news::Sentence& sentence : news::split_sentences(work.parsed, block.begin, in_title)) {
    out.sentences.push_back(std::move(sentence));
  }
}

AnnotatedArticle Engine::parse(news::Article article, Workspace& work) const {
  AnnotatedArticle out;
  out.article = with_furniture(std::move(article));
  if (out.article.title) {
    for (const news::Span& block : lang::text_blocks(*out.article.title, {}))
      parse_block(*out.article.title, block, true, work, out);
  }
  for (const news::Span& block : lang::text_blocks(out.article.text, out.article.not_coded)) {
    parse_block(out.article.text, block, false, work, out);
  }
  return out;
}

news::ParsedText Engine::parse_flat(const news::Article& article, Workspace& work) const {
  news::ParsedText flat;
  const news::Article marked = with_furniture(article);
  for (const news::Span& block : lang::text_blocks(marked.text, marked.not_coded)) {
    pipeline_->parse_windowed(news::text_of(marked.text, block), work.lang, work.parsed);
    const std::uint32_t base = static_cast<std::uint32_t>(flat.tokens.size());
    for (news::Token& token : work.parsed.tokens) {
      token.span.begin += block.begin, token.span.end += block.begin;
      token.head += base;
      flat.tokens.push_back(std::move(token));
    }
    for (const news::Entity& entity : work.parsed.entities)
      flat.entities.push_back({entity.first + base, entity.end + base, entity.label});
  }
  return flat;
}

AnnotatedArticle Engine::annotate(news::Article article, Workspace& work) const {
  AnnotatedArticle out = parse(std::move(article), work);
  annotate::find_mentions(*actors_, out);
  annotate::find_times(out);
  annotate::find_places(*actors_, out);
  annotate::find_attributions(*codebook_, out);
  annotate::find_modality(*codebook_, out);
  return out;
}

Analysis Engine::analyse(news::Article article, Workspace& work) const {
  Analysis analysis;
  analysis.coded = is_english(article);
  if (!analysis.coded) {
    analysis.annotated.article = std::move(article);
    return analysis;
  }
  analysis.annotated = annotate(std::move(article), work);
  std::optional<coder::SecondLook> look;
  if (judge_ && !verbs_) look.emplace(*codebook_, *judge_, work.judge);
  analysis.reports =
      coder::code(*codebook_, analysis.annotated, fingerprint_, verbs_.get(), look ? &*look : nullptr);
  return analysis;
}

std::string Engine::explain(news::Article article, Workspace& work) const {
  const Analysis analysis = analyse(std::move(article), work);
  const AnnotatedArticle& a = analysis.annotated;
  std::string out;
  const auto line = [&](const std::string& text) { out += "  " + text + "\n"; };
  for (std::uint32_t i = 0; i < a.sentences.size(); ++i) {
    const news::Sentence& s = a.sentences[i];
    const std::string_view text = a.text_of_sentence(s);
    out += fmt::format("{}{}\n", s.in_title ? "title: " : "", news::text_of(text, s.span));
    line("parse  " + news::spell(s, text));
    for (const news::Mention& m : a.mentions) {
      if (m.sentence != i) continue;
      line(fmt::format("actor  \"{}\"  {}  {}{}{}{}", news::text_of(text, m.span),
                       m.actor.code.empty() ? "-" : m.actor.code, m.actor.name,
                       m.adjective ? "  adjective" : "", m.pronoun ? "  pronoun" : "",
                       m.actor.stale ? "  stale since " + m.actor.stale_since : ""));
    }
    for (const news::TimeExpression& t : a.times) {
      if (t.sentence == i)
        line(fmt::format("time  \"{}\"  {}  {}", news::text_of(text, t.span), t.type, t.value));
    }
    for (const news::PlaceMention& p : a.places) {
      if (p.sentence == i)
        line(fmt::format("place  \"{}\"  {}  {}", news::text_of(text, p.span),
                         p.country.empty() ? "-" : p.country, p.reading));
    }
    for (const news::Attribution& t : a.attributions) {
      if (t.sentence == i)
        line(fmt::format("attribution  {}  \"{}\"  cue \"{}\"", t.kind, t.name,
                         news::text_of(text, t.cue.front())));
    }
    for (const std::string& fact : coder::explain(*codebook_, a, i, verbs_.get())) line(fact);
    for (const news::Report& report : analysis.reports) {
      if (report.sentence == i)
        line("report  " + news::spell(report) + fmt::format("  confidence={:.2f}", report.confidence));
    }
  }
  return out;
}

news::Article with_furniture(news::Article article) {
  ingest::mark_furniture(article);
  return article;
}

}  // namespace herald::engine
