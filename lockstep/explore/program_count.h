// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/explore/open_moves.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// The ways in which objects can start: attached or detached, in each owner of the bound, in any
/// order.
std::vector<std::vector<ObjectStart>> object_starts(const ProgramBound& bound);

/// How many programs there are within a bound, by the number of their operations, from 0 on: those
/// that have only operations that are supported, and abide by the contract as far as that can be
/// told without running them, in one configuration, counting programs that differ only in which
/// task and which object is which once (Burnside's lemma). Counted without making them.
std::vector<InterleavingCount> count_programs(const ProgramBound& bound,
                                              const OperationSet& supported = {});

}  // namespace lockstep
