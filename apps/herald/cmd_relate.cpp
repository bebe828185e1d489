// herald relate: what holds between two marked stretches of a sentence.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "app.h"
#include "engine/relation.h"
#include "lines.h"

namespace herald::app {
namespace {

struct RelateArguments {
  std::vector<std::string> files;
  std::string ontology = "plover";
  bool none = false, evidence = false;
};

int relate(const Context& context, const RelateArguments& arguments) {
  const auto date = context.document_date();
  if (!date) {
    complain(date.error());
    return kUsage;
  }
  std::vector<Line> lines;
  const bool read = read_lines(context, arguments.files, lines);
  auto engine = context.open_engine();
  if (!engine) {
    complain(engine.error());
    return kFailed;
  }
  engine::RelationOptions options;
  options.may_be_none = arguments.none;
  std::optional<lexicon::Customs> customs;
  if (arguments.ontology != "plover") {
    auto loaded = lexicon::load_customs(engine->data_folder() + "/codebook/" + arguments.ontology + ".tsv");
    if (!loaded) {
      complain(loaded.error());
      return kFailed;
    }
    customs = std::move(*loaded);
    options.customs = &*customs;
  }
  const int code =
      work_on_lines(context, lines, "pairs",
                    [&](const Line& line, engine::Engine::Workspace& work) -> base::Result<std::string> {
                      auto question = engine::relation_question(line.text, line.place);
                      if (!question) return question.error();
                      if (!question->date) question->date = *date;
                      return engine::to_json(engine::answer_relation(*engine, *question, options, work),
                                             arguments.evidence) +
                             "\n";
                    });
  return read ? code : kFailed;
}

}  // namespace

void add_relate(CLI::App& root, Context& context, Action& action) {
  auto arguments = std::make_shared<RelateArguments>();
  CLI::App* command = root.add_subcommand(
      "relate", "sentences with source and target marked -> the one best type for each pair");
  command
      ->add_option("files", arguments->files,
                   "JSON Lines of pairs, packed or not; none or - for standard input")
      ->type_name("FILE");
  command->add_option("--date", context.date, "day to count from where a line carries no date of its own")
      ->type_name("YYYY-MM-DD");
  command
      ->add_option("--ontology", arguments->ontology,
                   "plover: the sixteen types of PLOVER 0.8; plover2018: the fifteen of older gold, where "
                   "CONCEDE and RETREAT are YIELD, by its customs (data/codebook/plover2018.tsv)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"plover", "plover2018"}).description(""))
      ->capture_default_str();
  command->add_flag("--none", arguments->none, "answer NONE where no act of one toward the other is found");
  command->add_flag("--evidence", arguments->evidence,
                    "with each answer, all acts that were weighed, the best first");
  command->footer(
      "A line is {\"id\",\"text\",\"source\",\"target\",\"date\"?}; a role is [begin,end] in bytes of the "
      "text, a "
      "list of such spans, or [] where it is not named. Each line is answered, in order, by "
      "{\"id\",\"type\",\"mode\",\"cameo\",\"quad\",\"confidence\",\"rule\"}: without --none always by a "
      "type. "
      "confidence is the share of such answers that were right on sentences of our own.\n\n"
      "Examples:\n"
      "  echo '{\"id\":\"1\",\"text\":\"Peru was criticised by "
      "Chile.\",\"source\":[23,28],\"target\":[0,4]}' | herald relate\n"
      "  herald relate --ontology plover2018 pairs.jsonl > answers.jsonl\n"
      "  herald eval gold.jsonl       scores relate against a gold with marks");
  command->callback([&context, &action, arguments] {
    action = [&context, arguments] { return relate(context, *arguments); };
  });
}

}  // namespace herald::app
