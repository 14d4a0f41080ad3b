// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "lockstep/base/files.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/cli/exit_status.h"
#include "lockstep/cli/version.h"
#include "lockstep/manual/manual.h"
#include "lockstep/program/operation.h"

namespace lockstep {
namespace {

struct Example {
  std::string_view command;
  std::string_view arguments;
  std::string_view does;
};

constexpr auto kExamples = std::to_array<Example>({
    {"lockstep check", "", "Checks the patch that is built in, for ten seconds."},
    {"lockstep check", "--tree ~/linux --base v6.19 --head HEAD",
     "Compares two revisions of a kernel tree."},
    {"lockstep check", "--tree ~/linux --base HEAD --patch series.mbox --format mail",
     "Checks a series as it was mailed, and prints an answer to it."},
    {"lockstep check", "--variant ./my_patch.so --config DEBUG_VM=off --time 1m30s",
     "Checks an implementation of one's own, for longer, as a kernel without CONFIG_DEBUG_VM."},
    {"lockstep check", "--runs 1000000 --seed 2 --format html --output report.html --format text",
     "Ends at the same place everywhere; writes a page, and prints text."},
    {"lockstep replay", "program.txt", "Shows both interleavings of a reproducer, side by side."},
    {"lockstep replay", "--variant merged --steps crash-0123",
     "Shows every access to shared state of what a fuzzer stopped on."},
    {"lockstep explore", "--variant merged program.txt",
     "Counts interleavings and outcomes of both sides."},
    {"lockstep prove", "--variant merged --tasks 2 --ops 3",
     "Compares all programs of two tasks of three operations."},
    {"lockstep prove", "--variant merged --ops 4 --checkpoint proof.json",
     "Goes on from the file after whatever ended it."},
    {"lockstep reduce", "crash-0123 --output small.txt",
     "Makes what a fuzzer stopped on as small as it gets."},
    {"lockstep reduce", "program.txt --test new_test.cc", "Writes a GoogleTest case, too."},
    {"lockstep stress", "--iterations 100000 program.txt",
     "Runs a program on real threads, a hundred thousand times on each side."},
    {"lockstep selftest", "schedules", "Does one of the three tests."},
    {"lockstep corpus pack", "texts --output bytes", "Makes seeds for a fuzzer."},
    {"lockstep corpus unpack", "out --output texts",
     "Makes a fuzzer's corpus readable, one program per outcome."},
    {"lockstep corpus list", "", "Lists the programs that every check begins with."},
    {"lockstep mutants", "wait_dropped wake_up_lost", "Looks for two of the seeded bugs."},
    {"lockstep import", "--tree ~/linux --rev v7.0 --output v7.so",
     "Makes an implementation of a revision."},
    {"lockstep litmus", "--memory-model tso SB.litmus",
     "Says in which states a litmus test can end on x86."},
    {"lockstep list", "operations", "Lists what a task of a program can do."},
    {"lockstep list", kSubject.example, "Says what one operation does."},
});

/// A variable or a file, and the option that commands have which use it.
struct Used {
  std::string_view option;
  std::string_view term;
  std::string_view text;
};

constexpr auto kVariablesUsed = std::to_array<Used>({
    {"--tree", "XDG_CACHE_HOME", "Where the cache of compiled revisions is, instead of ~/.cache."},
    {"--save", "XDG_STATE_HOME", "Where crashes are saved, instead of ~/.local/state."},
    {"--tree", "TMPDIR", "Where temporary files are, instead of /tmp."},
    {"--tree", "PATH", "Where git and the compiler are looked for."},
    {"--no-color", "NO_COLOR", "No colours on a terminal if it is set to anything."},
    {"--no-color", "LC_ALL, LC_CTYPE, LANG",
     "Text on a terminal has lines and arrows that are not ASCII if the locale is one of UTF-8."},
    {"--quiet", "TERM", "No progress is shown if it is dumb or not set."},
    {"--quiet", "COLUMNS",
     "The width of the line that shows progress, on a terminal that does not tell its own."},
});

constexpr auto kFilesUsed = std::to_array<Used>({
    {"--tree", "~/.cache/lockstep/",
     "What was compiled of kernel trees. It may be deleted at any time."},
    {"--save", "~/.local/state/lockstep/lockstep-FINGERPRINT.txt",
     "The reproducer of a discrepancy that is a crash or a hang, saved when it is found, unless "
     "--save names another folder."},
    {"--mutants", "../lib/lockstep/mutants/*.so",
     "The seeded bugs; from the folder of the command."},
    {"--corpus", "../share/lockstep/corpus/",
     "The programs that are built in, to copy from; from the folder of the command."},
});

bool has_option(const CommandHelp& help, std::string_view name) {
  const bool here = std::ranges::any_of(help.options, [&](const OptionHelp& option) {
    return std::ranges::find(option.names, name) != option.names.end();
  });
  return here || std::ranges::any_of(help.commands, [&](const CommandHelp& below) {
           return has_option(below, name);
         });
}

template <typename Table>
std::vector<HelpEntry> entries_for(const CommandHelp& help, const Table& table) {
  std::vector<HelpEntry> entries;
  for (const Used& used : table) {
    if (!has_option(help, used.option)) continue;
    entries.push_back({std::string(used.term), std::string(used.text)});
  }
  return entries;
}

// The examples of a command, and of all commands below it.
std::vector<HelpEntry> examples_for(const CommandHelp& help) {
  std::vector<HelpEntry> entries;
  for (const Example& example : kExamples) {
    const std::string line = fmt::format("{}{}{}", example.command,
                                         example.arguments.empty() ? "" : " ", example.arguments);
    if (!(line + " ").starts_with(path_of(help) + " ")) continue;
    entries.push_back({line, std::string(example.does)});
  }
  return entries;
}

/// The argument of a command below this one.
OptionHelp& argument_of(CommandHelp& help, std::string_view command) {
  const auto found = std::ranges::find_if(
      help.commands, [&](const CommandHelp& below) { return below.path.back() == command; });
  return found->arguments.front();
}

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

void add_manual_texts(CommandHelp& help) {
  for (const ExitStatusMeaning& one : kExitStatuses) {
    help.exit_statuses.push_back(
        {fmt::to_string(static_cast<int>(one.status)), std::string(one.in_full)});
  }
  help.environment = entries_for(help, kVariablesUsed);
  help.files = entries_for(help, kFilesUsed);
  help.examples = examples_for(help);
  for (CommandHelp& below : help.commands) add_manual_texts(below);
}

void add_completed_values(CommandHelp& help, const std::vector<std::string>& seeded_bugs) {
  argument_of(help, "mutants").completed_values = seeded_bugs;
  for (const OperationInfo& operation : kOperations) {
    argument_of(help, "list").completed_values.emplace_back(operation.name);
  }
}

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
