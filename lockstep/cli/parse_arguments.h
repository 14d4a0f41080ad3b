// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lockstep/cli/commands.h"

namespace lockstep {

/// What the words of a command line, without the name of the command, ask for; --help and
/// --version are actions, too. Throws InputError, in one line that names the option and where its
/// help is, for what no command understands. An option that takes a value is never given an empty
/// one: an unset variable of a shell must not silently mean something else.
CommandAction parse_arguments(const std::vector<std::string>& words);

/// Throws InputError if an option or an argument of this command, or of the commands below it that
/// were given, has an empty value. `words` is what was parsed.
void expect_values(const CLI::App& app, std::span<const std::string> words);

}  // namespace lockstep
