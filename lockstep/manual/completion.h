// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/manual/command_help.h"

// Scripts that complete the words of a command line, one function per shell.
namespace lockstep {

std::string print_bash_completion(const CommandHelp& command);
std::string print_zsh_completion(const CommandHelp& command);
std::string print_fish_completion(const CommandHelp& command);

/// Whether the value is the name of a file or a folder, or may be.
inline bool takes_file(const OptionHelp& option) {
  const std::string& type = option.value == "TEXT" ? option.names.back() : option.value;
  return type.find("FILE") != std::string::npos || type.find("DIR") != std::string::npos;
}

}  // namespace lockstep
