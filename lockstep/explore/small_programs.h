// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <optional>

#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// Says which programs are small.
struct SmallProgramShape {
  unsigned tasks = 3;                           ///< at most
  unsigned operations = kMaxOperationsPerTask;  ///< of each task, at most
  std::optional<bool> attached;                 ///< how the object starts; empty: either way
  OperationSet supported = {};                  ///< no other operations than these
};

/// Calls visit(program) for every program with this number of operations (at least 1), on one
/// object of one owner, that abides by the contract as far as that can be told without running it.
/// Programs that differ only in the order of their tasks count once. The configuration is the
/// caller's to set. Stops, and returns false, if visit() does.
bool for_each_small_program(unsigned operations, const SmallProgramShape& shape,
                            const std::function<bool(Program&)>& visit);

}  // namespace lockstep
