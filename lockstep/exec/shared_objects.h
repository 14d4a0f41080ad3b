// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <memory>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"
#include "lockstep/program/contract.h"
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

/// What a caller may know of a VMA if its locks keep it from changing.
inline VmaFacts facts_of(const lockstep_objects& objects, unsigned vma) {
  const lockstep_vma_view view = lockstep_view_vma(&objects, vma);
  return {.mm = static_cast<std::uint8_t>(view.mm),
          .attached = view.refcount != 0,
          .write_locked = view.write_locked};
}

}  // namespace lockstep
