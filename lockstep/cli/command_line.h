// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

namespace lockstep {

/// How this process was called, as one would type it in a shell: "lockstep check --seed 2". Without
/// the folder of the command, and without options that say how and where a result is printed.
std::string command_line();

}  // namespace lockstep
