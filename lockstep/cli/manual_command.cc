// SPDX-License-Identifier: GPL-2.0-only
#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus_paths.h"
#include "lockstep/cli/manual_texts.h"
#include "lockstep/cli/version.h"
#include "lockstep/manual/completion.h"
#include "lockstep/manual/man_page.h"

namespace lockstep {
namespace {

std::vector<std::string> seeded_bugs_in(const std::string& folder) {
  std::vector<std::string> names;
  if (folder.empty()) return names;
  for (const auto& file : list_folder(folder)) {
    if (file.extension() == ".c") names.push_back(file.stem());
  }
  return names;
}

// Folders as below /usr/share of a Debian system.
ExitStatus write_manual(const std::string& folder, const std::string& seeded_bugs) {
  CommandAction unused;
  CommandHelp help = describe_command(*make_app(unused));
  add_manual_texts(help);
  add_completed_values(help, seeded_bugs_in(seeded_bugs));
  const auto write = [&](const std::string& place, const std::string& name,
                         const std::string& text) {
    make_folder(folder + "/" + place);
    write_output(folder + "/" + place + "/" + name, text);
  };
  for (const CommandHelp* command : with_commands_below(help)) {
    write("man/man1", path_of(*command, "-") + ".1", print_man_page(*command, version()));
  }
  write("bash-completion/completions", "lockstep", print_bash_completion(help));
  write("zsh/vendor-completions", "_lockstep", print_zsh_completion(help));
  write("fish/vendor_completions.d", "lockstep.fish", print_fish_completion(help));
  return ExitStatus::kUpheld;
}

}  // namespace

void add_manual_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("manual", "Write manual pages and completions for shells to a folder");
  command->group("");  // for the build: not shown
  const auto folder = std::make_shared<std::string>();
  const auto seeded_bugs = std::make_shared<std::string>();
  command->add_option("DIR", *folder, "The folder")->required();
  command->add_option("--seeded-bugs", *seeded_bugs, "Folder of their sources, for completion")
      ->type_name("DIR");
  command->callback([folder, seeded_bugs, &chosen] {
    chosen = [folder, seeded_bugs] { return write_manual(*folder, *seeded_bugs); };
  });
}

}  // namespace lockstep
