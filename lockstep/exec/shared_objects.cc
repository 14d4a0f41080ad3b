// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/shared_objects.h"

#include <new>

#include "lockstep/exec/race_reports.h"

namespace lockstep {
namespace {

lockstep_start start_of(const Program& program) {
  lockstep_start start = {};
  start.tasks = static_cast<unsigned>(program.tasks.size());
  start.vmas = static_cast<unsigned>(program.vmas.size());
  for (unsigned i = 0; i < start.vmas; ++i) {
    start.vma[i] = {.attached = program.vmas[i].attached, .mm = program.vmas[i].mm};
  }
  for (unsigned i = 0; i < kMaxMms; ++i) start.sequence[i] = program.sequences[i];
  return start;
}

}  // namespace

ObjectsPtr create_objects() {
  ObjectsPtr objects(lockstep_objects_create(), lockstep_objects_destroy);
  if (!objects) throw std::bad_alloc();
  return objects;
}

void reset_objects(lockstep_objects& objects, const Program& program) {
  const lockstep_start start = start_of(program);
  lockstep_objects_reset(&objects, &start);
  // VMAs and mms; the tasks behind them are only accessed atomically, or by themselves.
  forget_accesses(&objects, lockstep_objects_task(&objects, 0));
}

void record_objects(const lockstep_objects& objects, const Program& program, FinalRecord& final) {
  for (unsigned vma = 0; vma < program.vmas.size(); ++vma) {
    const lockstep_vma_view view = lockstep_view_vma(&objects, vma);
    final.vmas[vma] = {view.refcount, view.lock_sequence, view.mm, view.write_locked, view.data};
  }
  for (unsigned mm = 0; mm < kMaxMms; ++mm) {
    const lockstep_mm_view view = lockstep_view_mm(&objects, mm);
    final.mms[mm] = {view.sequence, view.lock_count, view.waiter};
  }
}

}  // namespace lockstep
