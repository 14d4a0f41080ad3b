// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lockstep/manual/command_help.h"

// Scripts that complete the words of a command line, one function per shell.
namespace lockstep {

std::string print_bash_completion(const CommandHelp& command);
std::string print_zsh_completion(const CommandHelp& command);
std::string print_fish_completion(const CommandHelp& command);

/// Which files a value may name.
enum class CompletedFiles : std::uint8_t {
  kNone,
  kFolders,
  kWithEnding,  ///< see file_ending(); any file if there is none such
  kAny,
};

CompletedFiles completed_files(const OptionHelp& option);

/// ".so" of a value called "NAME|FILE.so"; empty if its files may have any ending.
std::string_view file_ending(const OptionHelp& option);

}  // namespace lockstep
