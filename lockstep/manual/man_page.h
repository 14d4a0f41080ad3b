// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

#include "lockstep/manual/command_help.h"

namespace lockstep {

/// The manual page of a command, section 1, for man(1). `version` is e.g. "lockstep 1.0".
std::string print_man_page(const CommandHelp& command, std::string_view version);

}  // namespace lockstep
