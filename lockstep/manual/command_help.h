// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What `--help` says, as data.
namespace lockstep {

/// Something, and what there is to say about it.
struct HelpEntry {
  std::string term;
  std::string text;
};

/// An option or an argument of a command.
struct OptionHelp {
  std::vector<std::string> names;  ///< e.g. -o, --output; of an argument, its one name
  std::string value;               ///< what it takes, e.g. FILE; empty for a flag
  std::vector<std::string> known_values;
  std::vector<std::string> completed_values = {};  ///< also known, but too many to be listed
  std::string description;
  std::string default_value;
  std::vector<std::string> excludes;    ///< names of other options
  std::vector<std::string> needs = {};  ///< the same
  bool required = false;
  bool repeatable = false;
};

/// A command, with the commands below it.
struct CommandHelp {
  std::vector<std::string> path;  ///< e.g. lockstep, corpus, pack
  std::string description;
  std::string footer;
  std::vector<OptionHelp> options;
  std::vector<OptionHelp> arguments;
  std::vector<CommandHelp> commands;
  // For manual pages only:
  std::vector<HelpEntry> examples = {};  ///< command lines
  std::vector<HelpEntry> exit_statuses = {};
  std::vector<HelpEntry> environment = {};
  std::vector<HelpEntry> files = {};
};

/// The help of a command and of all commands below it, without those that are hidden and without
/// what is for manual pages only.
CommandHelp describe_command(const CLI::App& app);

/// The description of an option with its default, what it can be combined with, and so on: "The
/// code after it. Default: v3. Not with --tree."
std::string describe_in_full(const OptionHelp& option);

/// All known values: those that are listed and those that are not.
std::vector<std::string> all_known_values(const OptionHelp& option);

/// "lockstep corpus pack"; or with another separator.
std::string path_of(const CommandHelp& command, std::string_view separator = " ");

/// A command and all below it.
std::vector<const CommandHelp*> with_commands_below(const CommandHelp& command);

/// Which files a value may name.
enum class CompletedFiles : std::uint8_t {
  kNone,
  kFolders,
  kWithEnding,  ///< see file_ending(); any file if none has it
  kAny,
};

/// Which files the value of this option may name.
CompletedFiles completed_files(const OptionHelp& option);

/// The ending of these files: ".so" if the value is called "NAME|FILE.so"; empty if any will do.
std::string_view file_ending(const OptionHelp& option);

}  // namespace lockstep
