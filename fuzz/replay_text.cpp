// Hostile texts through the whole engine with the real model: parse, annotate, code. Spans must lie inside
// the text and must not cut characters, indices must point at something, records must be JSON.
//   replay_text fuzz/corpus/text build/release/share/herald...
// The first folder that holds a model is taken, $HERALD_DATA before all. Exits 77 (skipped) when none does.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/engine.h"
#include "hostile_texts.h"
#include "ingest/text_input.h"
#include "news/report_from_json.h"

namespace {

using herald::base::check;
using herald::engine::Analysis;
using herald::engine::Engine;
using herald::fuzz::HostileText;
using herald::news::AnnotatedArticle;
using herald::news::Article;
using herald::news::Span;

/// Slow texts are named, so that a text whose time grows with the square of its size is noticed.
constexpr double kSlowSeconds = 10;
/// Bytes of a text that is worth several ways through the engine.
constexpr std::size_t kSmall = 1500;

void check_span(std::string_view text, const Span& span, bool valid) {
  check(span.begin <= span.end && span.end <= text.size(), "spans lie inside the text");
  check(!valid || herald::base::is_valid_utf8(herald::news::text_of(text, span)),
        "spans do not cut characters");
}

void check_spans(std::string_view text, const std::vector<Span>& spans, bool valid) {
  for (const Span& span : spans) check_span(text, span, valid);
}

void check_sentences(const AnnotatedArticle& a, bool valid) {
  for (const herald::news::Sentence& sentence : a.sentences) {
    const std::string_view text = a.text_of_sentence(sentence);
    check_span(text, sentence.span, valid);
    std::uint32_t at = sentence.span.begin;
    for (const herald::news::Token& token : sentence.tokens) {
      check(at <= token.span.begin && token.span.end <= sentence.span.end,
            "tokens lie in the sentence, in order");
      check_span(text, token.span, valid);
      check(token.head < sentence.tokens.size(), "heads are tokens of the sentence");
      at = token.span.end;
    }
    for (const herald::news::Entity& entity : sentence.entities) {
      check(entity.first < entity.end && entity.end <= sentence.tokens.size(),
            "entities are tokens of the sentence");
    }
    check(sentence.tokens.empty() || sentence.root < sentence.tokens.size(), "a root is a token");
  }
}

void check_layers(const AnnotatedArticle& a, bool valid) {
  const auto text_of = [&](std::uint32_t sentence) {
    check(sentence < a.sentences.size(), "layers belong to sentences");
    return a.text_of_sentence(a.sentences[sentence]);
  };
  for (const auto& mention : a.mentions) {
    check_span(text_of(mention.sentence), mention.span, valid);
    check(mention.first <= mention.head && mention.head < mention.end, "a mention holds its head");
    check(mention.end <= a.sentences[mention.sentence].tokens.size(), "mentions are tokens of the sentence");
  }
  for (const auto& time : a.times) {
    check_span(text_of(time.sentence), time.span, valid);
    check(!time.from || !time.to || *time.from <= *time.to, "times run forward");
  }
  for (const auto& place : a.places) check_span(text_of(place.sentence), place.span, valid);
  for (const auto& step : a.attributions) {
    check(!step.parent || *step.parent < a.attributions.size(), "a parent is an attribution");
    for (const auto* spans : {&step.cue, &step.source, &step.content})
      check_spans(text_of(step.sentence), *spans, valid);
  }
  check(a.modality.size() == a.sentences.size(), "every sentence has modalities");
  for (std::size_t i = 0; i < a.modality.size(); ++i) {
    check(a.modality[i].size() == a.sentences[i].tokens.size(), "every token has a modality");
  }
}

void check_reports(const Analysis& analysis, bool valid) {
  const AnnotatedArticle& a = analysis.annotated;
  for (const herald::news::Report& report : analysis.reports) {
    check(report.sentence < a.sentences.size(), "reports belong to sentences");
    const std::string_view text = a.text_of_sentence(a.sentences[report.sentence]);
    check_span(text, report.sentence_span, valid);
    check_span(text, report.action.span, valid);
    if (report.source) check_span(text, report.source->span, valid);
    if (report.target) check_span(text, report.target->span, valid);
    const auto value = herald::base::parse_json(to_json(report), "report");
    check(bool(value), "a report is JSON");
    check(bool(herald::news::report_from_json(*value, "report")), "a report can be read");
  }
}

std::string record_of(const Analysis& analysis) {
  return to_json(analysis.annotated, analysis.reports);
}

void analyse(const Engine& engine, Engine::Workspace& work, const Article& article, bool valid) {
  const Analysis analysis = engine.analyse(article, work);
  check_sentences(analysis.annotated, valid);
  check_layers(analysis.annotated, valid);
  check_reports(analysis, valid);
  const std::string record = record_of(analysis);
  check(herald::base::is_valid_utf8(record), "a record is valid UTF-8");
  check(bool(herald::base::parse_json(record, "record")), "a record is JSON");
  if (article.text.size() > kSmall) return;
  Engine::Workspace fresh;
  check(record_of(engine.analyse(article, fresh)) == record, "a used workspace gives the same record");
  check(!engine.explain(article, work).empty() || analysis.annotated.sentences.empty(),
        "every sentence is explained");
}

void check_flat(const herald::news::ParsedText& parsed, std::size_t size) {
  std::uint32_t at = 0;
  for (const herald::news::Token& token : parsed.tokens) {
    check(at <= token.span.begin && token.span.end <= size, "tokens lie in the text, in order");
    check(token.head < parsed.tokens.size(), "heads are tokens");
    at = token.span.end;
  }
}

/// As a file that is read in, as a headline, and as raw bytes that nobody repaired.
void run(const Engine& engine, Engine::Workspace& work, const HostileText& text) {
  herald::ingest::ReadOptions options;
  options.detect_language = false;
  options.date = herald::base::parse_timestamp("2024-11-26T12:00:00Z");
  const auto read = herald::ingest::read_articles(text.bytes, text.name, herald::ingest::InputKind::kText,
                                                  options, [&](Article&& article) {
                                                    analyse(engine, work, article, true);
                                                    return true;
                                                  });
  check(bool(read) || text.bytes.empty(), "a text can be read");
  if (text.bytes.size() > 2 * kSmall) return;
  std::size_t replaced = 0;
  Article headline;
  headline.id = "a-headline";
  headline.title = herald::base::repair_utf8(text.bytes, replaced);
  headline.text = *headline.title;
  analyse(engine, work, headline, true);
  if (replaced == 0) return;
  engine.pipeline().parse_windowed(text.bytes, work.lang, work.parsed, 500);
  check_flat(work.parsed, text.bytes.size());
  Article raw;
  raw.id = "a-raw";
  raw.text = text.bytes;
  analyse(engine, work, raw, false);
}

std::vector<HostileText> texts_of(const std::string& corpus) {
  std::vector<HostileText> out;
  const auto names = herald::base::list_files(corpus, "");
  check(bool(names), "the corpus is there");
  for (const std::string& name : *names) {
    const auto bytes = herald::base::read_file(corpus + "/" + name);
    check(bool(bytes), "the corpus can be read");
    out.push_back({name, *bytes});
  }
  for (HostileText& text : herald::fuzz::hostile_texts()) out.push_back(std::move(text));
  return out;
}

std::string data_folder(int count, char** arguments) {
  std::vector<std::string> folders(arguments, arguments + count);
  if (const char* named = std::getenv("HERALD_DATA"); named != nullptr)
    folders.insert(folders.begin(), named);
  for (const std::string& folder : folders) {
    if (herald::base::file_exists(folder + "/model.herald")) return folder;
  }
  return {};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: replay_text CORPUS [DATA-FOLDER]...\n");
    return 2;
  }
  const std::string folder = data_folder(count - 2, arguments + 2);
  if (folder.empty()) {
    std::printf("skipped: no folder holds a language model (./run makes one)\n");
    return 77;
  }
  const auto engine = Engine::open(folder);
  if (!engine) {
    std::fprintf(stderr, "%s\n", engine.error().text().c_str());
    return 1;
  }
  Engine::Workspace work;
  std::size_t bytes = 0;
  const std::vector<HostileText> texts = texts_of(arguments[1]);
  for (const HostileText& text : texts) {
    std::fprintf(stderr, "%s", text.name.c_str());  // the last name printed is the one that crashed
    const auto start = std::chrono::steady_clock::now();
    run(*engine, work, text);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::fprintf(stderr, "\t%.2f s%s\n", took.count(), took.count() > kSlowSeconds ? " (slow)" : "");
    bytes += text.bytes.size();
  }
  std::printf("%zu texts of %zu bytes replayed\n", texts.size(), bytes);
  return 0;
}
