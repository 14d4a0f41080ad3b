// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/exec/observation.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What a task does in an operation that returned, as the rest of a sentence about the task: "takes
/// the read lock of VMA 0", "does not get the write lock of VMA 0 (-EINTR)".
std::string operation_phrase(const Program& program, const OperationRecord& record);

}  // namespace lockstep
