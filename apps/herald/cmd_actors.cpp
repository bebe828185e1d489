// The dictionary of actors: what it knows, why, and whether it is sound.
#include <fmt/format.h>

#include <memory>

#include "app.h"
#include "engine/actors.h"

namespace herald::app {
namespace {

int fail(const base::Error& error) {
  complain(error);
  return kFailed;
}

}  // namespace

void add_actors(CLI::App& root, Context& context, Action& action) {
  CLI::App* command = root.add_subcommand("actors", "the dictionary of actors: show, search, check, compile");
  command->require_subcommand(1);
  struct Compile {
    std::string folder, target;
  };
  auto compile = std::make_shared<Compile>();
  CLI::App* sub = command->add_subcommand(
      "compile", "make actors.herald from the text files, so that opening takes a few milliseconds");
  sub->add_option("folder", compile->folder, "folder of the text files; default: the data folder's")
      ->type_name("FOLDER");
  sub->add_option("-o,--output", compile->target, "file to write; default: the data folder's actors.herald")
      ->type_name("FILE");
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

}  // namespace herald::app
