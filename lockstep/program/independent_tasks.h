// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>

#include "lockstep/program/program.h"

namespace lockstep {

/// Which tasks can affect each other. By task, a number that two tasks have in common if both name
/// the same object, owner or task, or objects of the same owner, or if other tasks connect them
/// like that. Tasks with different numbers affect each other under no schedule, as long as none
/// warns, which each place in the code does only once, and none crashes.
std::array<std::uint8_t, kMaxTasks> independent_groups(const Program& program);

}  // namespace lockstep
