#include <algorithm>
#include <csignal>

#include "app.h"
#include "base/text.h"

namespace {

constexpr const char* kAbout =
    "Herald reads news and writes down who did what to whom, when, where, and according to whom.\n\n"
    "First steps:\n"
    "  herald run data/samples/*.xml        read, code and keep two sample feeds, then show what was found\n"
    "  herald explain \"The French president met the German chancellor on Monday.\"\n"
    "  herald code < article.txt            one report a line, as JSON\n"
    "  herald series USA PRK                conflict and cooperation of a pair, from what was kept\n";

constexpr const char* kAfter =
    "Type \"herald COMMAND --help\" for the options and examples of a command; the options above go with "
    "every one.";

/// The command that was named, "models import"; empty when none was.
std::string command_named(const CLI::App& root) {
  std::string name;
  for (const CLI::App* app = &root; !app->get_subcommands().empty();) {
    app = app->get_subcommands().front();
    name += (name.empty() ? "" : " ") + app->get_name();
  }
  return name;
}

/// What to print for a command line that cannot be understood. A bare "herald" is asked what it can do.
std::string usage_message(const CLI::App* root, const CLI::Error& error) {
  const std::string name = command_named(*root);
  const std::string title = name.empty() ? "herald" : "herald " + name;
  std::string message = error.what();
  if (name.empty()) {
    const std::vector<std::string> rest = root->remaining();
    if (rest.empty() && dynamic_cast<const CLI::RequiredError*>(&error)) return root->help();
    std::vector<std::string> known;
    for (const CLI::App* command : root->get_subcommands({})) known.push_back(command->get_name());
    if (!rest.empty() && !rest.front().starts_with('-')) {
      const std::string nearest = herald::base::nearest_word(rest.front(), known);
      message = "there is no command \"" + rest.front() + "\"; " +
                (nearest.empty() ? "there are " + herald::base::join(known, ", ")
                                 : "did you mean \"" + nearest + "\"?");
    } else if (!rest.empty()) {
      message = "there is no option \"" + rest.front() + "\", or it belongs after the name of its command";
    }
  } else if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
    message = "does not understand " + message.substr(message.find(": ") + 2);
  } else if (name == "models" && dynamic_cast<const CLI::RequiredError*>(&error)) {
    message = "wants one of import, check, show";
  } else if (name == "actors" && dynamic_cast<const CLI::RequiredError*>(&error)) {
    message = "wants one of show, search, at, check, compile";
  }
  return title + ": " + message + "\nType \"" + title + " --help\" to see how it is used.\n";
}

/// The words of the command line, last first, as the parser takes them; "help code" is "code --help".
std::vector<std::string> words_of(int argc, char** argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (!words.empty() && words.front() == "help") {
    words.erase(words.begin());
    words.push_back("--help");
  }
  std::reverse(words.begin(), words.end());
  return words;
}

/// Options that go with every command.
void add_shared_options(CLI::App& root, herald::app::Context& context) {
  root.add_option("--config", context.config_path,
                  "configuration file (TOML); default: " + herald::engine::default_config_path())
      ->type_name("FILE")
      ->group("Everywhere");
  root.add_option("--data", context.data, "folder with codebook, actors and model")
      ->type_name("FOLDER")
      ->group("Everywhere");
  root.add_option("--actors", context.actors,
                  "dictionary of actors to lay over ours: a table, a folder, or a file of TABARI or PETRARCH")
      ->type_name("FILE")
      ->take_all()
      ->group("Everywhere");
  root.add_option("--verbs", context.verbs,
                  "verb dictionary of TABARI or PETRARCH; with it our own codebook is not used for coding")
      ->type_name("FILE")
      ->group("Everywhere");
  root.add_option("--judge", context.judge,
                  "another judge's file than the one that comes along (tools/judge makes one)")
      ->type_name("FILE")
      ->group("Everywhere");
  root.add_flag("--fast", context.fast, "code by rules alone, without the judge")->group("Everywhere");
  root.add_option("--threads", context.threads,
                  "worker threads; default: all cores. The output is the same for any number")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{0}, herald::app::kMostThreads).description(""))
      ->group("Everywhere");
  root.add_flag("--quiet,-q", context.quiet, "no progress and no notes on stderr; errors are still told")
      ->group("Everywhere");
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe ends a command quietly, with its data on disk
  std::signal(SIGXFSZ, SIG_IGN);  // a bound on file sizes is an error that is told, not a death
  herald::app::Context context;
  CLI::App root(kAbout, "herald");
  root.set_version_flag("--version", std::string("herald ") + HERALD_VERSION, "print the version and exit");
  root.set_help_flag("-h,--help", "print this help and exit");
  root.require_subcommand(1);
  root.fallthrough();
  root.footer(kAfter);
  root.failure_message(usage_message);
  root.get_formatter()->column_width(34);
  root.get_formatter()->label("SUBCOMMAND", "COMMAND");
  root.get_formatter()->label("Subcommands", "Commands");
  add_shared_options(root, context);
  herald::app::Action action;
  herald::app::add_run(root, context, action);
  herald::app::add_read(root, context, action);
  herald::app::add_parse(root, context, action);
  herald::app::add_annotate(root, context, action);
  herald::app::add_code(root, context, action);
  herald::app::add_relate(root, context, action);
  herald::app::add_explain(root, context, action);
  herald::app::add_series(root, context, action);
  herald::app::add_export(root, context, action);
  herald::app::add_eval(root, context, action);
  herald::app::add_audit(root, context, action);
  herald::app::add_actors(root, context, action);
  herald::app::add_models(root, context, action);
  herald::app::add_config(root, context, action);
  try {
    root.parse(words_of(argc, argv));
  } catch (const CLI::ParseError& error) {
    const int code = root.exit(error);
    return herald::app::finish(code == 0 ? herald::app::kDone : herald::app::kUsage);
  }
  if (auto settled = context.settle(); !settled) {
    herald::app::complain(settled.error());
    return herald::app::kFailed;
  }
  return herald::app::finish(action());
}
