// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>

#include "lockstep/exec/executor.h"
#include "lockstep/program/text.h"

namespace lockstep {

/// Runs the programs in turn, each time in another configuration and under another random schedule,
/// and returns a hash of all that the executions showed, in order, step by step, but for data
/// races: the same in every build. Programs with operations that the implementation lacks are
/// passed over; at least one must not be.
std::uint64_t digest_random_schedules(Executor& executor,
                                      const lockstep_implementation& implementation,
                                      std::span<const NamedProgram> programs, std::uint64_t seed,
                                      std::uint64_t executions);

}  // namespace lockstep
