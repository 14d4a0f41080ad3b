// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>

#include "lockstep/exec/observation.h"
#include "lockstep/program/program.h"

// Observations in words. Every text depends on the observation alone, never on an address.
namespace lockstep {

/// What a call returned: "0", "-EINTR", "locked", "data 3", ...
std::string describe_result(OperationCode code, std::int32_t result);

/// A value of a field as the subject has it.
std::string describe_value(const Field& field, std::int64_t value);
/// The same, but tasks as the program names them.
std::string describe_value(const Program& program, const Field& field, std::int64_t value);

/// "VM_WARN_ON_ONCE(!ves->exclusive) in __vma_exit_exclusive_locked"
std::string describe_warning(const WarningRecord& warning);

/// "atomic read and write of vma 0 vm_start race"
std::string describe_race(const RaceRecord& race);

std::string describe_crash(CrashKind kind);

/// What a task does that hangs.
std::string describe_endless_wait(const FinalRecord& final, unsigned task);

/// How many allocations an execution has lost: "leaks 2 allocations".
std::string describe_leak(std::uint32_t leaked);

/// The operation that a task is in at the end of an execution, which has not returned. Null: it is
/// giving back what it still holds.
const Operation* current_operation(const Program& program, const Observation& observation,
                                   unsigned task);

/// How an execution ended: "all tasks end", "hangs: writer sleeps in vma_start_write 0", ...
std::string describe_end(const Program& program, const Observation& observation);

/// The operation that a record is about: as in the program's text, or a release at the task's end.
std::string describe_operation(const Program& program, const OperationRecord& record);

/// The operation of a task that has not returned: the one after those that have.
std::string describe_current_operation(const Program& program, const Observation& observation,
                                       unsigned task);

}  // namespace lockstep
