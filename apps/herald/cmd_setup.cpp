// Set-up: models and configuration.
#include <fmt/format.h>

#include <memory>

#include "app.h"
#include "base/file.h"
#include "engine/models.h"

namespace herald::app {
namespace {

int fail(const base::Error& error) {
  complain(error);
  return kFailed;
}

/// `text` as a TOML basic string.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", c);
    else
      out += c;
  }
  return out + "\"";
}

}  // namespace

void add_models(CLI::App& root, Context& context, Action& action) {
  CLI::App* command =
      root.add_subcommand("models", "the language model: import the official package, check, show");
  command->require_subcommand(1);
  auto path = std::make_shared<std::string>();
  CLI::App* import = command->add_subcommand(
      "import", "make model.herald from the official wheel or its unpacked folder, after the SHA-256 check");
  import->add_option("path", *path, "en_core_web_sm 3.8.0: a .whl file or a folder")
      ->type_name("PATH")
      ->required();
  import->callback([&context, &action, path] {
    action = [&context, path] {
      auto folder = engine::find_data_folder(context.config);
      if (!folder) return fail(folder.error());
      auto made = engine::import_model(*path, *folder + "/model.herald");
      if (!made) return fail(made.error());
      print_line(fmt::format("{}/model.herald: {}", *folder, *made));
      return static_cast<int>(kDone);
    };
  });
  command->add_subcommand("check", "read the whole model file and compare every checksum")
      ->callback([&context, &action] {
        action = [&context] {
          auto folder = engine::find_data_folder(context.config);
          if (!folder) return fail(folder.error());
          const std::string file = *folder + "/model.herald";
          if (auto checked = engine::check_model(file); !checked) return fail(checked.error());
          print_line(file + ": sound");
          return static_cast<int>(kDone);
        };
      });
  command->add_subcommand("show", "which model is in use")->callback([&context, &action] {
    action = [&context] {
      auto engine = context.open_engine();
      if (!engine) return fail(engine.error());
      print_text(fmt::format(
          "data        {}\nmodel       {}\nactors      {}\ncodebook    {}  ({} patterns)\nfingerprint {}\n",
          engine->data_folder(), engine->pipeline().fingerprint(), engine->actors().fingerprint(),
          engine->codebook().fingerprint(), engine->codebook().size(), engine->fingerprint()));
      return static_cast<int>(kDone);
    };
  });
}

void add_config(CLI::App& root, Context& context, Action& action) {
  CLI::App* command =
      root.add_subcommand("config", "the effective configuration and where each value came from");
  command->footer(
      "What it prints is a configuration file: save it as " + engine::default_config_path() +
      "\n"
      "and change what you like. Command line over environment (HERALD_THREADS, HERALD_FETCH_TIMEOUT, ...)\n"
      "over file over default.");
  command->callback([&context, &action] {
    action = [&context] {
      std::string section;
      for (const engine::Setting& setting : context.config.settings()) {
        const std::size_t dot = setting.key.find('.');
        const std::string own = dot == std::string::npos ? "" : setting.key.substr(0, dot);
        if (own != section) print_text(fmt::format("\n[{}]\n", own));
        section = own;
        const std::string value = setting.number ? setting.value : quoted(setting.value);
        print_text(fmt::format("# {}\n{} = {}    # from {}\n", setting.help,
                               setting.key.substr(dot == std::string::npos ? 0 : dot + 1), value,
                               setting.origin));
      }
      return static_cast<int>(kDone);
    };
  });
}

}  // namespace herald::app
