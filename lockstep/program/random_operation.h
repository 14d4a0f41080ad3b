// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>

#include "lockstep/base/random.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"
#include "lockstep/program/task_outlook.h"

namespace lockstep {

/// Any operation, with operands that fit the program's objects and tasks and the first `owners`
/// owners. The program has objects and tasks. Counts are those that mean something to the lock.
Operation random_operation(Random& random, const Program& program, unsigned owners);

/// An operand of this kind, by the same rules.
std::int32_t random_operand(Random& random, const Program& program, unsigned owners,
                            OperandKind kind);

/// What random_permitted_operation() is to be.
struct OperationWish {
  bool fault = false;
  OperationSet among;
};

/// An operation that a task with this outlook may make, and that is as wished for. Null if none was
/// met in a number of tries.
std::optional<Operation> random_permitted_operation(Random& random, const Program& program,
                                                    unsigned owners, const TaskOutlook& outlook,
                                                    const OperationWish& wish);

}  // namespace lockstep
