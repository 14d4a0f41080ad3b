// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

namespace lockstep {

/// What a verdict leaves out, as one list: what this one does ("larger programs, data races"; may
/// be empty) and then what every verdict does, whatever was compared.
std::string describe_not_shown(const std::string& besides);

}  // namespace lockstep
