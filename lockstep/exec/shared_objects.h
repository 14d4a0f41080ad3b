// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <memory>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"
#include "lockstep/program/program.h"

// The shared objects of an execution, whoever schedules it.
namespace lockstep {

using ObjectsPtr = std::unique_ptr<lockstep_objects, void (*)(lockstep_objects*)>;

/// Throws std::bad_alloc.
ObjectsPtr create_objects();

/// Puts the objects into the state in which the program starts, as if nobody had used them before.
void reset_objects(lockstep_objects& objects, const Program& program);

/// Writes down in which state an execution of the program left them.
void record_objects(const lockstep_objects& objects, const Program& program, FinalRecord& final);

}  // namespace lockstep
