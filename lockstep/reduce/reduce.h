// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
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
                                              TaskNames names, const WitnessLimits& limits = {});

/// Reduces a program under whose schedule one side shows something that is not found on the other
/// side quickly, in the hope that it can then be decided whether it is there. The result has a
/// schedule of that side, and is the program itself if nothing can be taken away. Throws
/// NotReproducible.
Program reduce_suspicion(PairRunner& pair, const Program& program, bool in_variant,
                         const std::function<bool()>& stop);

}  // namespace lockstep
