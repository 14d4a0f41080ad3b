// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

// What `--help` says, as data.
namespace lockstep {

/// Something, and what there is to say about it.
struct HelpEntry {
  std::string term;
  std::string text;
};

struct OptionHelp {
  std::vector<std::string> names;  ///< e.g. -o, --output; of an argument, its one name
  std::string value;               ///< what it takes, e.g. FILE; empty for a flag
  std::vector<std::string> known_values;
  std::vector<std::string> completed_values = {};  ///< known, too, and too many to be listed
  std::string description;
  std::string default_value;
  std::vector<std::string> excludes;    ///< names of other options
  std::vector<std::string> needs = {};  ///< the same
  bool required = false;
  bool repeatable = false;
};

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

/// What an option is given, when, and what it is without that: "The code after it. Default: v3. Not
/// with --tree."
std::string describe_in_full(const OptionHelp& option);

/// All that is known to be taken: what is listed, and what is not.
std::vector<std::string> all_known_values(const OptionHelp& option);

/// "lockstep corpus pack"; or with another separator.
std::string path_of(const CommandHelp& command, std::string_view separator = " ");

/// A command and all below it.
std::vector<const CommandHelp*> with_commands_below(const CommandHelp& command);

}  // namespace lockstep
