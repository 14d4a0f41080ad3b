// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lockstep/compare/outcome.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/trace.h"
#include "lockstep/program/program.h"

// What an execution showed, in words: its steps, its calls and its outcome.
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

/// What an operation showed when it returned, as far as the view has it: "locked, vm_refcnt 2,
/// slept".
std::string describe_shown(const OperationRecord& record, OutcomeView view = OutcomeView::kAll);

/// An outcome, with labels: what the operations of each task showed, warnings, and how it ended.
std::vector<std::pair<std::string, std::string>> outcome_rows(const Program& program,
                                                              const Observation& shown,
                                                              OutcomeView view = OutcomeView::kAll);

/// What a task does in an operation that returned, as the rest of a sentence about the task: "takes
/// the read lock of VMA 0", "does not get the write lock of VMA 0 (-EINTR)".
std::string operation_phrase(const Program& program, const OperationRecord& record);

}  // namespace lockstep
