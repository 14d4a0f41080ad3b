// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

// What `--help` says, as data.
namespace lockstep {

struct OptionHelp {
  std::vector<std::string> names;  ///< e.g. -o, --output; of an argument, its one name
  std::string value;               ///< what it takes, e.g. FILE; empty for a flag
  std::vector<std::string> known_values;
  std::string description;
  std::string default_value;
  std::vector<std::string> excludes;  ///< names of other options
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
};

/// The help of a command and of all commands below it, without those that are hidden.
CommandHelp describe_command(const CLI::App& app);

/// "lockstep corpus pack"; or with another separator.
std::string path_of(const CommandHelp& command, std::string_view separator = " ");

/// A command and all below it.
std::vector<const CommandHelp*> with_commands_below(const CommandHelp& command);

}  // namespace lockstep
