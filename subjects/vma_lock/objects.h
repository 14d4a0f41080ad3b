// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/vma_objects.h"
#include "lockstep/subject/holdings.h"
#include "lockstep/subject/object_kind.h"
#include "subjects/vma_lock/contract.h"
#include "subjects/vma_lock/kinds.h"

// VMAs and mms, looked at while no task runs.
namespace lockstep::vma_lock {

/// What a caller may know of a VMA if its locks keep it from changing.
inline Facts facts_of(const lockstep_objects& objects, unsigned vma) {
  const lockstep_vma_view view = lockstep_view_vma(&objects, vma);
  Facts facts = {.owner = static_cast<std::uint8_t>(view.mm)};
  facts.set(kAttached, view.refcount != 0);
  facts.set(kWriteLocked, view.write_locked);
  return facts;
}

/// What an operation on an object has left there.
inline LeftBehind left_in(const lockstep_objects& objects, ObjectPlace place) {
  LeftBehind left;
  if (place.kind == kVmas) {
    const lockstep_vma_view view = lockstep_view_vma(&objects, place.index);
    left.values = {view.refcount, view.lock_sequence};
    left.flags = view.write_locked ? kLeftWriteLocked : 0;
  } else {
    left.values[kMmSequence] = lockstep_view_mm(&objects, place.index).sequence;
  }
  return left;
}

/// The values of all fields.
inline FieldValues values_of(const lockstep_objects& objects, ObjectPlace place) {
  if (place.kind == kVmas) {
    const lockstep_vma_view view = lockstep_view_vma(&objects, place.index);
    return {view.refcount, view.lock_sequence, view.mm, view.write_locked,
            static_cast<std::int64_t>(view.data)};
  }
  const lockstep_mm_view view = lockstep_view_mm(&objects, place.index);
  return {0, view.sequence, view.lock_count, view.waiter};
}

}  // namespace lockstep::vma_lock
