// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/exec/observation.h"
#include "lockstep/exec/trace.h"
#include "lockstep/program/program.h"

// The events of an interleaving in words, for whatever shows one.
namespace lockstep {

/// "update vma 0 vm_refcnt, was": what a step accessed, and how. If it looked, the value that it
/// found there is to follow.
std::string describe_access(const StepRecord& step);

/// "flag + 1": the value that a step found there; empty if it did not look.
std::string describe_value(const StepRecord& step);

/// The operation that begins with an event of kind kBegin: what its record would be called.
std::string describe_begun_operation(const Program& program, const Trace& trace,
                                     const TraceEvent& event);

/// "locked": what a reader wants to know of a call that returned; nothing of those that cannot
/// fail.
std::string describe_call(const OperationRecord& record);

}  // namespace lockstep
