// The dictionary of actors: what it knows, why, and whether it is sound.
#include <fmt/format.h>

#include <memory>

#include "app.h"
#include "base/text.h"
#include "engine/actors.h"

namespace herald::app {
namespace {

int fail(const base::Error& error) {
  complain(error);
  return kFailed;
}

/// The dictionary with the project dictionaries on top, `more` last.
base::Result<engine::ActorsView> open_actors(const Context& context,
                                             const std::vector<std::string>& more = {}) {
  auto folder = engine::find_data_folder(context.config);
  if (!folder) return folder.error();
  std::vector<std::string> layers = engine::actor_layers(context.config);
  layers.insert(layers.end(), more.begin(), more.end());
  return engine::ActorsView::open(*folder, layers);
}

/// Prints what was found, or says that nothing was.
int print_found(const base::Result<std::string>& found) {
  if (!found) return fail(found.error());
  print_text(*found);
  return kDone;
}

void add_compile(CLI::App& command, Context& context, Action& action) {
  struct Compile {
    std::string folder, target;
  };
  auto compile = std::make_shared<Compile>();
  CLI::App* sub = command.add_subcommand(
      "compile", "make actors.herald from the text files, so that opening takes a few milliseconds");
  sub->add_option("folder", compile->folder, "folder of the text files; default: the data folder's")
      ->type_name("FOLDER");
  sub->add_option("-o,--output", compile->target, "file to write; default: the data folder's actors.herald")
      ->type_name("FILE");
  sub->footer(
      "Examples:\n"
      "  herald actors compile\n"
      "  herald actors compile data/actors -o actors.herald");
  sub->callback([&context, &action, compile] {
    action = [&context, compile] {
      std::string data;
      if (compile->folder.empty() || compile->target.empty()) {
        auto folder = engine::find_data_folder(context.config);
        if (!folder) return fail(folder.error());
        data = *folder;
      }
      const std::string folder = compile->folder.empty() ? data + "/actors" : compile->folder;
      const std::string target = compile->target.empty() ? data + "/actors.herald" : compile->target;
      if (auto made = engine::compile_actors(folder, target); !made) return fail(made.error());
      return static_cast<int>(kDone);
    };
  });
}

void add_show(CLI::App& command, Context& context, Action& action) {
  auto words = std::make_shared<std::vector<std::string>>();
  CLI::App* sub = command.add_subcommand(
      "show", "everything known under a name or code: readings, names, offices with their days, and why");
  sub->add_option("name", *words, "a name, an office with its country, a role word, or a code")
      ->type_name("NAME|CODE")
      ->required();
  sub->add_option("--date", context.date, "what it stands for on that day, and which row decides")
      ->type_name("YYYY-MM-DD");
  add_format_option(*sub, context, {"text", "json"});
  sub->footer(
      "Examples:\n"
      "  herald actors show \"Donald Trump\" --date 2024-11-26   elect, with the row that says so\n"
      "  herald actors show \"US president\" --date 2021-01-19   who held an office, or why nobody is known\n"
      "  herald actors show Georgia                            every reading, and how text decides\n"
      "  herald actors show IGONAT                             a code: a body with its people and members\n"
      "  herald actors show RUSMIL                             a country's branch, with its bodies\n"
      "Case and accents do not count here. A row marked * decides on the day. Without --date the last known\n"
      "office counts. Nothing found: exit code 1, with names near it.");
  sub->callback([&context, &action, words] {
    action = [&context, words] {
      const auto date = context.document_date();
      if (!date) return misused("actors show", date.error().message);
      const std::string name = base::collapse_spaces(base::join(*words, " "));
      if (name.empty()) return misused("actors show", "there is no name to show");
      auto actors = open_actors(context);
      if (!actors) return fail(actors.error());
      std::optional<base::Date> day;
      if (*date) day = (*date)->utc_date();
      return print_found(actors->show(name, day, context.format == "json"));
    };
  });
}

void add_at(CLI::App& command, Context& context, Action& action) {
  struct At {
    std::string day;
    std::vector<std::string> of;
  };
  auto at = std::make_shared<At>();
  CLI::App* sub =
      command.add_subcommand("at", "who was who on a day, in all states or in one country or body");
  sub->add_option("date", at->day, "the day")->type_name("YYYY-MM-DD")->required();
  sub->add_option("of", at->of, "a country or body, by code or name; default: heads of all states")
      ->type_name("CODE|NAME");
  add_format_option(*sub, context, {"text", "json"});
  sub->footer(
      "Examples:\n"
      "  herald actors at 2024-11-26              heads of state and government of all states\n"
      "  herald actors at 2024-11-26 DEU          every office known to be held in Germany, with sources\n"
      "  herald actors at 2024-11-26 DEUMIL       of one branch only\n"
      "  herald actors at 2024-11-26 NATO         officers and members of a body\n"
      "An office whose holder is known only until an earlier day reads \"not known after\" that day.");
  sub->callback([&context, &action, at] {
    action = [&context, at] {
      const auto day = base::parse_date(at->day);
      if (!day)
        return misused("actors at", "the day wants the form YYYY-MM-DD and to be in the calendar, not " +
                                        base::printable(at->day));
      auto actors = open_actors(context);
      if (!actors) return fail(actors.error());
      const std::string of = base::collapse_spaces(base::join(at->of, " "));
      return print_found(actors->at(*day, of, context.format == "json"));
    };
  });
}

void add_search(CLI::App& command, Context& context, Action& action) {
  struct Search {
    std::vector<std::string> words;
    std::string kind;
    std::size_t limit = 40;
  };
  auto search = std::make_shared<Search>();
  CLI::App* sub = command.add_subcommand("search", "names that contain a text or are near it, one a line");
  sub->add_option("text", search->words, "part of a name, or a name with a slip in it")
      ->type_name("TEXT")
      ->required();
  sub->add_option("--kind", search->kind,
                  "only names of this kind: " + base::join(engine::actor_name_kinds(), ", "))
      ->type_name("KIND")
      ->check(CLI::IsMember(engine::actor_name_kinds()).description(""));
  sub->add_option("--limit", search->limit, "at most so many lines; 40 unless given")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1000000}).description(""));
  sub->footer(
      "Examples:\n"
      "  herald actors search zelenksy\n"
      "  herald actors search liberation --kind group --limit 10\n"
      "A line is name, code, kind, file:line; ~ before a name that needs other evidence to count. Case and\n"
      "accents do not count. Names with the text in them come first, then those near it.");
  sub->callback([&context, &action, search] {
    action = [&context, search] {
      const std::string text = base::collapse_spaces(base::join(search->words, " "));
      if (text.empty()) return misused("actors search", "there is no text to search for");
      auto actors = open_actors(context);
      if (!actors) return fail(actors.error());
      const engine::ActorHits hits = actors->search(text, search->kind, search->limit);
      if (hits.all == 0) {
        return fail(
            {base::ErrorKind::kUsage, "no name contains or is near \"" + base::printable(text) + "\"", ""});
      }
      print_text(hits.text);
      if (hits.all > hits.shown && !context.quiet)
        fmt::print(stderr, "herald: {} more; --limit shows them\n", hits.all - hits.shown);
      return static_cast<int>(kDone);
    };
  });
}

void add_check(CLI::App& command, Context& context, Action& action) {
  struct Check {
    std::vector<std::string> files;
    bool summary = false;
  };
  auto check = std::make_shared<Check>();
  CLI::App* sub =
      command.add_subcommand("check", "errors and doubtful entries of the dictionary, or of your own");
  sub->add_option("files", check->files,
                  "dictionaries of your own, checked as they lie over ours; none: ours")
      ->type_name("FILE");
  sub->add_option("--date", context.date, "entries known only until two years before that day are stale")
      ->type_name("YYYY-MM-DD");
  sub->add_flag("--summary", check->summary, "only how many of each kind");
  add_format_option(*sub, context, {"text", "tsv"});
  sub->footer(
      "Examples:\n"
      "  herald actors check --summary\n"
      "  herald actors check my_actors.tsv          what is wrong or doubtful in it, with file and line\n"
      "  herald actors check --format tsv | grep ^overlap\n"
      "A row that cannot be read is an error: file:line: what is wrong, and exit code 1. Everything else is "
      "a\n"
      "finding to look at, and the exit code is 0. tsv is kind, file:line and message.");
  sub->callback([&context, &action, check] {
    action = [&context, check] {
      const auto date = context.document_date();
      if (!date) return misused("actors check", date.error().message);
      auto actors = open_actors(context, check->files);
      if (!actors) return fail(actors.error());
      std::optional<base::Date> day;
      if (*date) day = (*date)->utc_date();
      const auto form = check->summary            ? engine::FindingsForm::kSummary
                        : context.format == "tsv" ? engine::FindingsForm::kTsv
                                                  : engine::FindingsForm::kText;
      print_text(actors->check(day, form));
      return static_cast<int>(kDone);
    };
  });
}

}  // namespace

void add_actors(CLI::App& root, Context& context, Action& action) {
  CLI::App* command =
      root.add_subcommand("actors", "the dictionary of actors: show, search, at, check, compile");
  command->require_subcommand(1);
  command->footer(
      "Examples:\n"
      "  herald actors show \"US president\" --date 2024-11-26\n"
      "  herald actors search zelenksy\n"
      "  herald actors at 2024-11-26 DEU\n"
      "  herald actors check my_actors.tsv");
  add_show(*command, context, action);
  add_search(*command, context, action);
  add_at(*command, context, action);
  add_check(*command, context, action);
  add_compile(*command, context, action);
}

}  // namespace herald::app
