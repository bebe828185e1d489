// herald eval: answers against a gold.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "app.h"
#include "base/pool.h"
#include "engine/evaluation.h"
#include "lines.h"

namespace herald::app {
namespace {

struct EvalArguments {
  std::vector<std::string> files;
  std::string predictions, ontology = "plover";
  bool none = false, errors = false, eventless = false;
};

/// The rows of the gold in their order; broken ones are told and left out.
struct Gold {
  std::vector<engine::GoldRow> relations, passages;
  int code = kDone;
};

Gold read_gold(const Context& context, const EvalArguments& arguments) {
  Gold gold;
  std::vector<Line> lines;
  if (!read_lines(context, arguments.files, lines)) gold.code = kFailed;
  std::set<std::string> ids;
  std::size_t without = 0;
  for (const Line& line : lines) {
    auto row = engine::gold_row(line.text, line.place, arguments.ontology == "plover" ? "type" : "root2018",
                                arguments.eventless);
    if (row && !ids.insert(row->question.id).second)
      row = base::Error{base::ErrorKind::kFormat, "the id \"" + row->question.id + "\" stands twice",
                        line.place};
    if (!row) {
      complain(row.error());
      gold.code = kFailed;
    } else if (row->passage) {
      gold.passages.push_back(std::move(*row));
    } else if (row->type == "NONE" && !arguments.none) {
      ++without;
    } else {
      gold.relations.push_back(std::move(*row));
    }
  }
  if (without && !context.quiet)
    fmt::print(stderr, "herald: note: {} of NONE left out; --none scores them as well\n",
               counted(without, "row"));
  return gold;
}

/// Somebody else's answers by id; nothing when a source or a line cannot be read.
std::optional<std::map<std::string, std::string>> read_predictions(const Context& context,
                                                                   const std::string& file) {
  std::vector<Line> lines;
  if (!read_lines(context, {file}, lines)) return std::nullopt;
  std::map<std::string, std::string> answers;
  bool good = true;
  for (const Line& line : lines) {
    const auto object = base::parse_json(line.text, line.place);
    const auto id = object ? object->text("id") : std::nullopt,
               type = object ? object->text("type") : std::nullopt;
    if (!id || !type) {
      complain(object ? base::Error{base::ErrorKind::kFormat, "wants \"id\" and \"type\"", line.place}
                      : object.error());
      good = false;
      continue;
    }
    answers[*id] = *type;
  }
  if (!good) return std::nullopt;
  return answers;
}

std::vector<engine::GivenAnswer> given_answers(const std::vector<engine::GoldRow>& rows,
                                               const std::map<std::string, std::string>& predictions) {
  std::vector<engine::GivenAnswer> answers(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto found = predictions.find(rows[i].question.id);
    if (found != predictions.end()) answers[i].type = found->second;
  }
  return answers;
}

/// Works on all rows on all threads with a progress line.
template <typename Row, typename Work>
auto for_rows(const Context& context, const std::vector<Row>& rows, const char* what, const Work& work) {
  using Result = decltype(work(rows.front(), std::declval<engine::Engine::Workspace&>()));
  const std::size_t threads = context.thread_count();
  std::vector<engine::Engine::Workspace> spaces(threads);
  std::vector<Result> results(rows.size());
  ProgressLine progress(context.quiet);
  base::ordered_for(
      rows.size(), threads, threads * 8,
      [&](std::size_t worker, std::size_t i) { results[i] = work(rows[i], spaces[worker]); },
      [&](std::size_t i) {
        progress.show(what, i + 1, rows.size());
        return true;
      });
  return results;
}

engine::GivenAnswer our_answer(const engine::Engine& engine, const engine::GoldRow& row,
                               const engine::RelationOptions& options, engine::Engine::Workspace& work) {
  const auto answer = engine::answer_relation(engine, row.question, options, work);
  const std::string fit(answer.evidence.empty() ? "prior" : coder::name(answer.evidence.front().fit));
  return {answer.type, answer.mode, std::string(news::name(answer.modality)), fit, answer.rule, true};
}

engine::PassageResult our_result(const engine::Engine& engine, const engine::GoldRow& row,
                                 engine::Engine::Workspace& work) {
  news::Article article;
  article.id = row.question.id;
  article.text = row.question.text;
  article.published = row.question.date;
  const engine::Analysis analysis = engine.analyse(std::move(article), work);
  return engine::passage_result(row, analysis.annotated, analysis.reports);
}

int eval(const Context& context, const EvalArguments& arguments) {
  std::optional<std::map<std::string, std::string>> predictions;
  if (!arguments.predictions.empty()) {
    predictions = read_predictions(context, arguments.predictions);
    if (!predictions) return kFailed;
  }
  const Gold gold = read_gold(context, arguments);
  if (gold.relations.empty() && gold.passages.empty()) {
    if (gold.code == kDone) complain({base::ErrorKind::kFormat, "there are no rows to score", ""});
    return kFailed;
  }
  std::optional<engine::Engine> engine;
  engine::RelationOptions options;
  options.may_be_none = arguments.none;
  std::optional<lexicon::Customs> customs;
  if (!predictions) {
    auto opened = context.open_engine();
    if (!opened) return complain(opened.error()), kFailed;
    engine = std::move(*opened);
    if (arguments.ontology != "plover") {
      auto loaded = lexicon::load_customs(engine->data_folder() + "/codebook/" + arguments.ontology + ".tsv");
      if (!loaded) return complain(loaded.error()), kFailed;
      customs = std::move(*loaded);
      options.customs = &*customs;
    }
  }
  std::optional<engine::RelationEvaluation> relations;
  std::optional<engine::PassageEvaluation> passages;
  if (!gold.relations.empty()) {
    const auto answers = predictions
                             ? given_answers(gold.relations, *predictions)
                             : for_rows(context, gold.relations, "rows",
                                        [&](const engine::GoldRow& row, engine::Engine::Workspace& work) {
                                          return our_answer(*engine, row, options, work);
                                        });
    relations = engine::evaluate_relations(gold.relations, answers);
  }
  if (!gold.passages.empty() && engine) {
    passages = engine::evaluate_passages(
        gold.passages, for_rows(context, gold.passages, "passages",
                                [&](const engine::GoldRow& row, engine::Engine::Workspace& work) {
                                  return our_result(*engine, row, work);
                                }));
  }
  if (context.format == "json") {
    print_line(engine::to_json(relations ? &*relations : nullptr, passages ? &*passages : nullptr,
                               arguments.errors));
    return gold.code;
  }
  if (relations) print_text(engine::text_of(*relations, arguments.errors));
  if (relations && passages) print_text("\n");
  if (passages) print_text(engine::text_of(*passages, arguments.errors));
  return gold.code;
}

}  // namespace

void add_eval(CLI::App& root, Context& context, Action& action) {
  auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command =
      root.add_subcommand("eval", "scores relate and code, or somebody else's answers, against a gold");
  command
      ->add_option("files", arguments->files,
                   "gold in JSON Lines, packed or not; none or - for standard input")
      ->type_name("FILE");
  command
      ->add_option(
          "--predictions", arguments->predictions,
          "score these answers, {\"id\",\"type\"} a line, instead of ours; a row without one is wrong")
      ->type_name("FILE");
  command
      ->add_option("--ontology", arguments->ontology,
                   "plover: the gold's type is in \"type\"; plover2018: the older ontology, in \"root2018\"")
      ->type_name("NAME")
      ->check(CLI::IsMember({"plover", "plover2018"}).description(""))
      ->capture_default_str();
  command->add_flag("--none", arguments->none, "score rows of NONE as well, and let relate answer NONE");
  command->add_flag("--errors", arguments->errors, "list what went wrong, with the rule that caused it");
  command->add_flag("--eventless", arguments->eventless,
                    "rows with neither a type nor events are texts that tell no event, not broken");
  add_format_option(*command, context, {"text", "json"});
  command->footer(
      "Two kinds of rows, told apart by their fields:\n"
      "  {\"id\",\"text\":\"[T]Peru[/T] was criticised by [S]Chile[/S].\",\"type\":\"ACCUSE\",\"mode\"?,"
      "\"modality\"?,\"date\"?}\n"
      "    a marked pair, scored by what relate answers; instead of marks, byte spans in \"source\" and "
      "\"target\"\n"
      "  {\"id\",\"text\",\"date\",\"events\":[{\"source\":\"CHL\",\"type\":\"ACCUSE\",\"target\":\"PER\","
      "\"modality\"?,\"sentence\"?}]}\n"
      "    a passage, scored by what code reports as happened: source country, type, target country\n"
      "Means are over the classes of the gold; the interval is of a bootstrap with a fixed seed.\n\n"
      "Examples:\n"
      "  herald eval gold.jsonl\n"
      "  herald eval --errors --none gold.jsonl | less\n"
      "  herald eval --predictions theirs.jsonl --format json gold.jsonl");
  command->callback([&context, &action, arguments] {
    action = [&context, arguments] { return eval(context, *arguments); };
  });
}

}  // namespace herald::app
