// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <string_view>

#include "lockstep/manual/command_help.h"

// What is printed of the help of a command: on a terminal, as a manual page, and for shells.
namespace lockstep {

/// What `--help` prints for a command, in lines of at most 80 characters where the words permit.
std::string print_help(const CommandHelp& command);

/// Makes CLI11 print this.
class HelpFormatter : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

/// The manual page of a command, section 1, for man(1). `version` is e.g. "lockstep 1.0".
std::string print_man_page(const CommandHelp& command, std::string_view version);

/// Scripts that complete the words of a command line, for bash, zsh and fish.
std::string print_bash_completion(const CommandHelp& command);
std::string print_zsh_completion(const CommandHelp& command);
std::string print_fish_completion(const CommandHelp& command);

}  // namespace lockstep
