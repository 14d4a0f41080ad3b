// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <memory>

#include "lockstep/cli/commands.h"

namespace lockstep {

/// All that `lockstep` understands, with its help. `chosen` is set when it is parsed, and has to
/// live as long.
std::unique_ptr<CLI::App> make_command_line(CommandAction& chosen);

}  // namespace lockstep
