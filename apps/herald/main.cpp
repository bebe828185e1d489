#include <csignal>

#include "app.h"

namespace {

constexpr const char* kAbout =
    "Herald reads news and writes down who did what to whom, when, where, and according to whom.\n\n"
    "First steps:\n"
    "  herald run data/samples/*            read, code and keep the sample feeds, then show what was found\n"
    "  herald explain \"Freedonia's president met the Sylvanian leader on Monday.\"\n"
    "  herald code < article.txt            one report a line, as JSON\n"
    "  herald series USA PRK                conflict and cooperation of a pair, from what was kept\n";

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe ends a command quietly, with its data on disk
  herald::app::Context context;
  CLI::App root(kAbout, "herald");
  root.set_version_flag("--version", std::string("herald ") + HERALD_VERSION);
  root.require_subcommand(1);
  root.fallthrough();
  root.get_formatter()->column_width(34);
  root.add_option("--config", context.config_path, "configuration file (TOML); default: the user's herald.toml")->group("Everywhere");
  root.add_option("--data", context.data, "folder with codebook, actors and model")->group("Everywhere");
  root.add_option("--threads", context.threads, "worker threads (default: all cores; the output is the same)")->group("Everywhere");
  root.add_flag("--quiet,-q", context.quiet, "no progress and no notes on stderr")->group("Everywhere");
  herald::app::Action action;
  herald::app::add_run(root, context, action);
  herald::app::add_read(root, context, action);
  herald::app::add_parse(root, context, action);
  herald::app::add_annotate(root, context, action);
  herald::app::add_code(root, context, action);
  herald::app::add_explain(root, context, action);
  herald::app::add_series(root, context, action);
  herald::app::add_export(root, context, action);
  herald::app::add_models(root, context, action);
  herald::app::add_config(root, context, action);
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = root.exit(error);
    return code == 0 ? herald::app::kDone : herald::app::kUsage;
  }
  if (auto settled = context.settle(); !settled) {
    herald::app::complain(settled.error());
    return herald::app::kFailed;
  }
  return action();
}
