// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>

#include "lockstep/base/random.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"
#include "lockstep/program/task_outlook.h"

// Random programs, and random operations for them.
namespace lockstep {

/// What random programs may contain.
struct GeneratorLimits {
  unsigned tasks = 4;             ///< 1 to kMaxTasks
  unsigned operations = 6;        ///< per task, 1 to kMaxOperationsPerTask
  unsigned objects = 2;           ///< 1 to kMaxObjects
  unsigned owners = kOwnerCount;  ///< 1 to kOwnerCount
  bool faults = false;            ///< also operations that break the contract
  OperationSet supported = {};    ///< no operations but these
};

/// A random program that abides by the contract, as far as that can be told without running it:
/// every operation is one that its task may make if the ones before succeeded. With faults, some
/// operations break the contract. The configuration is left for the caller to set.
Program generate_program(Random& random, const GeneratorLimits& limits);

/// Any operation, with operands that fit the program's objects and tasks and the first `owners`
/// owners. The program must have objects and tasks. Counts are those that have a meaning for the
/// code under test.
Operation random_operation(Random& random, const Program& program, unsigned owners);

/// An operand of this kind, by the same rules.
std::int32_t random_operand(Random& random, const Program& program, unsigned owners,
                            OperandKind kind);

/// What random_permitted_operation() should return.
struct OperationWish {
  bool fault = false;
  OperationSet among;
};

/// An operation that a task with this outlook may make, and that is as wished. Nothing if a number
/// of tries gave none.
std::optional<Operation> random_permitted_operation(Random& random, const Program& program,
                                                    unsigned owners, const TaskOutlook& outlook,
                                                    const OperationWish& wish);

}  // namespace lockstep
