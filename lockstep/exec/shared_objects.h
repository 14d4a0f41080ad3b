// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <memory>
#include <string>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/static_objects.h"
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

/// The name of an address in the shared objects, e.g. "vma 0 vm_refcnt", or that of a static
/// variable of the implementation, "static slot", or "private memory" for one that is in none of
/// them.
std::string name_place(const lockstep_objects& objects, const StaticObjects& statics,
                       const volatile void* address);

/// The same without the object's number: "vma vm_refcnt".
std::string kind_of_place(const std::string& place);

}  // namespace lockstep
