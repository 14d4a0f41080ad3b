// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>

#include "lockstep/reduce/witness.h"

namespace lockstep {

/// What tasks are called in a reproducer.
enum class TaskNames : std::uint8_t {
  kKeep,    ///< as in the program that it was made from
  kByRole,  ///< see name_tasks()
};

/// Reduces a program that shows a difference to a reproducer: the smallest configuration, tasks,
/// operations and schedule that still show the same fingerprint by the same kind of evidence, or in
/// lockstep. The program's own schedule is where it starts from, and what remains if the limits
/// stop it. Null if no schedule within the limits shows the difference.
std::optional<Discrepancy> reduce_discrepancy(PairRunner& pair, const Discrepancy& found,
                                              TaskNames names, WitnessLimits limits = {});

/// Reduces a program that shows a difference under a diverged schedule, in the hope that its
/// interleavings can then be enumerated. Returns the program itself if nothing can be taken away.
Program reduce_diverged(PairRunner& pair, const Program& program, const Difference& difference,
                        WitnessLimits limits = {});

}  // namespace lockstep
