// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/shared_objects.h"

#include <new>

#include "lockstep/exec/bound_calls.h"
#include "lockstep/exec/race_reports.h"

namespace lockstep {
ObjectsPtr create_objects() {
  ObjectsPtr objects(lockstep_objects_create(), lockstep_objects_destroy);
  if (!objects) throw std::bad_alloc();
  return objects;
}

void reset_objects(lockstep_objects& objects, const Program& program) {
  bound::reset(objects, static_cast<unsigned>(program.tasks.size()), program.objects,
               program.sequences);
  // The tasks behind them are only accessed atomically, or by themselves.
  forget_accesses(&objects, lockstep_objects_task(&objects, 0));
}

void record_objects(const lockstep_objects& objects, const Program& program, FinalRecord& final) {
  for (unsigned kind = 0; kind < kSubject.kinds.size(); ++kind) {
    for (unsigned index = 0; index < count_objects(program, kind); ++index) {
      final.objects[kind][index] = bound::values_of(objects, {kind, index});
    }
  }
}

}  // namespace lockstep
