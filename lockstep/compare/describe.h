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

/// vm_refcnt as a kernel developer reads it: "1", "flag + 2", "saturated".
std::string describe_refcount(std::uint32_t refcount);

/// What a value of vm_refcnt means, without saying how many readers: for fingerprints.
std::string classify_refcount(std::uint32_t refcount);

/// "VM_WARN_ON_ONCE(!ves->exclusive) in __vma_exit_exclusive_locked"
std::string describe_warning(const WarningRecord& warning);

/// "write of vma 0 vm_start races with atomic read"
std::string describe_race(const RaceRecord& race);

std::string describe_crash(CrashKind kind);

/// How an execution ended: "all tasks end", "hangs: writer sleeps in vma_start_write 0", ...
std::string describe_end(const Program& program, const Observation& observation);

/// The operation that a record is about: as in the program's text, or a release at the task's end.
std::string describe_operation(const Program& program, const OperationRecord& record);

/// The operation of a task that has not returned: the one after those that have.
std::string describe_current_operation(const Program& program, const Observation& observation,
                                       unsigned task);

}  // namespace lockstep
