// The filters: read, parse, annotate, code, explain.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "app.h"
#include "base/text.h"
#include "engine/run.h"
#include "lang/conllu.h"
#include "lang/parse_json.h"
#include "news/article.h"

namespace herald::app {
namespace {

struct TextOptions {
  std::vector<std::string> files;
  bool raw = false;
  std::vector<std::string> words;
};

int complain_and(int code, const base::Error& error) {
  complain(error);
  return code;
}

std::string parse_line(const engine::Engine& engine, news::Article article, bool raw, bool jsonl,
                       engine::Engine::Workspace& work) {
  news::ParsedText parsed;
  if (raw) {
    engine.pipeline().parse(article.text, work.lang, parsed);
  } else {
    parsed = engine.parse_flat(article, work);
  }
  return jsonl ? lang::to_jsonl(article.id, article.text, parsed) + "\n"
               : lang::to_conllu(article.text, parsed);
}

/// Says that articles were given back uncoded; nothing for none.
void note_uncoded(const Context& context, std::size_t count) {
  if (count == 0 || context.quiet) return;
  fmt::print(stderr, "herald: note: {} not in English, and not coded\n", counted(count, "article"));
}

/// spaCy refuses longer texts; so do we in --raw, where the whole text is one document.
constexpr std::size_t kRawLimit = 1000000;

}  // namespace

void add_read(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand("read", "any supported input -> one article a line, as JSON");
  add_file_options(*command, context, options->files);
  command->footer(
      "Examples:\n"
      "  herald read feed.xml | head -n 1\n"
      "  herald read *.html > articles.jsonl\n"
      "What it prints is what every other command takes as JSON Lines. To fetch an address: herald run URL.");
  command->callback([&context, &action, options] {
    action = [&context, options] {
      return read_each(context, options->files, [](news::Article&& article) {
        return print_line(news::to_json(engine::with_furniture(std::move(article))));
      });
    };
  });
}

void add_parse(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command =
      root.add_subcommand("parse", "text -> tokens, tags, dependencies and entities, as CoNLL-U");
  add_file_options(*command, context, options->files);
  command->add_flag("--raw", options->raw,
                    "the whole text as one document, not cut into headline, dateline and paragraphs");
  add_format_option(*command, context, {"conllu", "jsonl"});
  command->footer(
      "Examples:\n"
      "  echo \"Freedonia's envoy left Sylvania.\" | herald parse\n"
      "  herald parse --format jsonl --raw novel.txt\n"
      "jsonl is exact: byte offsets and white space are kept, which CoNLL-U cannot write down.");
  command->callback([&context, &action, options] {
    action = [&context, options] {
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      const bool jsonl = context.format == "jsonl";
      int refused = kDone;
      ArticleLine line(context, [&](news::Article article, engine::Engine::Workspace& work) {
        return parse_line(*engine, std::move(article), options->raw, jsonl, work);
      });
      const int code = read_each(context, options->files, [&](news::Article&& article) {
        if (!options->raw || base::count_code_points(article.text) <= kRawLimit)
          return line.add(std::move(article));
        refused = complain_and(
            kFailed, {base::ErrorKind::kFormat, "is longer than 1,000,000 characters; parse it without --raw",
                      article.id});
        return true;
      });
      line.finish();
      return std::max(code, refused);
    };
  });
}

void add_annotate(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand(
      "annotate", "text or articles -> sentences, entities, actors, times, places, attributions, reports");
  add_file_options(*command, context, options->files);
  command->footer(
      "Examples:\n"
      "  herald annotate article.txt\n"
      "  herald read feed.xml | herald annotate > annotated.jsonl\n"
      "One JSON object an article; all spans are byte offsets [begin, end) into its text.");
  command->callback([&context, &action, options] {
    action = [&context, options] {
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      std::atomic<std::size_t> uncoded = 0;
      const int code =
          work_on_files(context, options->files, [&](news::Article article, engine::Engine::Workspace& work) {
            const engine::Analysis analysis = engine->analyse(std::move(article), work);
            uncoded += !analysis.coded;
            return news::to_json(analysis.annotated, analysis.reports) + "\n";
          });
      note_uncoded(context, uncoded);
      return code;
    };
  });
}

void add_code(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand(
      "code", "text or articles -> reports: who did what to whom, one JSON object a line");
  add_file_options(*command, context, options->files);
  add_format_option(*command, context, {"jsonl", "line"});
  command->footer(
      "Examples:\n"
      "  echo \"Freedonia's envoy left Sylvania.\" | herald code --format line\n"
      "  herald code --date 2024-11-26 article.txt\n"
      "  herald code archive.jsonl.zst > reports.jsonl\n"
      "jsonl is one record a line with byte offsets into the article's text; line is a short spelling to "
      "read.");
  command->callback([&context, &action, options] {
    action = [&context, options] {
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      const bool line = context.format == "line";
      std::atomic<std::size_t> uncoded = 0;
      const int code =
          work_on_files(context, options->files, [&](news::Article article, engine::Engine::Workspace& work) {
            std::string out;
            const engine::Analysis analysis = engine->analyse(std::move(article), work);
            uncoded += !analysis.coded;
            for (const news::Report& report : analysis.reports) {
              out += line ? news::spell(report) + "\t" + base::collapse_spaces(report.text)
                          : news::to_json(report);
              out += '\n';
            }
            return out;
          });
      note_uncoded(context, uncoded);
      return code;
    };
  });
}

void add_explain(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand("explain", "every stage of one sentence, spelt out");
  command->add_option("text", options->words, "the sentence or short text, best in quotes")
      ->type_name("TEXT")
      ->required();
  command->add_option("--date", context.date, "day the text was written")->type_name("YYYY-MM-DD");
  command->footer(
      "Examples:\n"
      "  herald explain \"The French president met the German chancellor on Monday.\"\n"
      "  herald explain --date 2024-11-26 \"Freedonia will withdraw its troops next month.\"");
  command->callback([&context, &action, options] {
    action = [&context, options] {
      const auto date = context.document_date();
      if (!date) return complain_and(kUsage, date.error());
      const std::string text = base::join(options->words, " ");
      if (base::collapse_spaces(text).empty()) return misused("explain", "there is no text to explain");
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      news::Article article;
      article.id = "text";
      std::size_t replaced = 0;
      article.text = base::repair_utf8(text, replaced);
      article.published = *date;
      engine::Engine::Workspace work;
      print_text(engine->explain(std::move(article), work));
      return static_cast<int>(kDone);
    };
  });
}

}  // namespace herald::app
