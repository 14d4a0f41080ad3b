// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/manual/command_help.h"

namespace lockstep {

/// Adds what manual pages have and `--help` has not, to a command and to those below it: examples,
/// exit statuses, and the variables of the environment and the files that their options are about.
void add_manual_texts(CommandHelp& help);

/// Adds the names that completion offers and `--help` does not list: operations, and these seeded
/// bugs.
void add_completed_values(CommandHelp& help, const std::vector<std::string>& seeded_bugs);

}  // namespace lockstep
