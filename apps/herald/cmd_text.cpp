// The filters: read, parse, annotate, code, explain.
#include <fmt/format.h>

#include <algorithm>
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
  std::string text;
};

int complain_and(int code, const base::Error& error) {
  complain(error);
  return code;
}

std::string parse_line(const engine::Engine& engine, news::Article article, bool raw, bool jsonl, engine::Engine::Workspace& work) {
  news::ParsedText parsed;
  if (raw) {
    engine.pipeline().parse(article.text, work.lang, parsed);
  } else {
    parsed = engine.parse_flat(article, work);
  }
  return jsonl ? lang::to_jsonl(article.id, article.text, parsed) + "\n" : lang::to_conllu(article.text, parsed);
}

/// spaCy refuses longer texts; so do we in --raw, where the whole text is one document.
constexpr std::size_t kRawLimit = 1000000;

}  // namespace

void add_read(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand("read", "any supported input -> one article a line, as JSON");
  add_input_options(*command, context, options->files);
  command->callback([&context, &action, options] {
    action = [&context, options] {
      std::vector<news::Article> articles;
      int code = read_all(context, options->files, articles);
      if (code == kUsage) return code;
      for (const news::Article& article : articles) {
        if (!print_line(news::to_json(engine::with_furniture(article)))) break;
      }
      return code;
    };
  });
}

void add_parse(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand("parse", "text -> tokens, tags, dependencies and entities, as CoNLL-U");
  add_input_options(*command, context, options->files);
  command->add_flag("--raw", options->raw, "the whole text as one document, not cut into paragraphs");
  command->add_option("--format", context.format, "conllu or jsonl")->check(CLI::IsMember({"conllu", "jsonl"}));
  command->callback([&context, &action, options] {
    action = [&context, options] {
      std::vector<news::Article> articles;
      int code = read_all(context, options->files, articles);
      if (code == kUsage) return code;
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      if (options->raw) {
        std::erase_if(articles, [&](const news::Article& article) {
          if (base::count_code_points(article.text) <= kRawLimit) return false;
          code = complain_and(kFailed, {base::ErrorKind::kFormat, "is longer than 1,000,000 characters; parse it without --raw", article.id});
          return true;
        });
      }
      const bool jsonl = context.format == "jsonl";
      const int printed = for_each_article(context, std::move(articles), [&](news::Article article, engine::Engine::Workspace& work) {
        return parse_line(*engine, std::move(article), options->raw, jsonl, work);
      });
      return std::max(code, printed);
    };
  });
}

void add_annotate(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand("annotate", "text or articles -> sentences, entities, actors, times, places, attributions, reports");
  add_input_options(*command, context, options->files);
  command->callback([&context, &action, options] {
    action = [&context, options] {
      std::vector<news::Article> articles;
      const int code = read_all(context, options->files, articles);
      if (code == kUsage) return code;
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      const int printed = for_each_article(context, std::move(articles), [&](news::Article article, engine::Engine::Workspace& work) {
        const engine::Analysis analysis = engine->analyse(std::move(article), work);
        return news::to_json(analysis.annotated, analysis.reports) + "\n";
      });
      return std::max(code, printed);
    };
  });
}

void add_code(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand("code", "text or articles -> reports: who did what to whom, one JSON object a line");
  add_input_options(*command, context, options->files);
  command->add_option("--format", context.format, "jsonl or line (a short readable spelling)")->check(CLI::IsMember({"jsonl", "line"}));
  command->callback([&context, &action, options] {
    action = [&context, options] {
      std::vector<news::Article> articles;
      const int code = read_all(context, options->files, articles);
      if (code == kUsage) return code;
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      const bool line = context.format == "line";
      const int printed = for_each_article(context, std::move(articles), [&](news::Article article, engine::Engine::Workspace& work) {
        std::string out;
        for (const news::Report& report : engine->analyse(std::move(article), work).reports) {
          out += line ? news::spell(report) + "\t" + base::collapse_spaces(report.text) : news::to_json(report);
          out += '\n';
        }
        return out;
      });
      return std::max(code, printed);
    };
  });
}

void add_explain(CLI::App& root, Context& context, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = root.add_subcommand("explain", "every stage of one sentence, spelt out");
  command->add_option("text", options->text, "the sentence or short text")->required();
  command->add_option("--date", context.date, "YYYY-MM-DD: the day the text was written");
  command->callback([&context, &action, options] {
    action = [&context, options] {
      const auto date = context.document_date();
      if (!date) return complain_and(kUsage, date.error());
      auto engine = context.open_engine();
      if (!engine) return complain_and(kFailed, engine.error());
      news::Article article;
      article.id = "text";
      std::size_t replaced = 0;
      article.text = base::repair_utf8(options->text, replaced);
      article.published = *date;
      engine::Engine::Workspace work;
      std::fputs(engine->explain(std::move(article), work).c_str(), stdout);
      return static_cast<int>(kDone);
    };
  });
}

}  // namespace herald::app
