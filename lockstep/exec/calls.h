// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>

#include "kernel/abi/implementation.h"
#include "kernel/abi/objects.h"
#include "lockstep/program/operation.h"

namespace lockstep {

/// What a call returned.
struct CallResult {
  std::int32_t value = 0;  ///< return code; 1 and 0 for true and false; the word read_data read
  bool succeeded = true;   ///< whether it did what apply_success() is about
};

/// The exclusive sections of one task, per VMA.
using Sections = std::array<lockstep_exclusive, kMaxVmas>;

namespace calls_detail {

inline CallResult done() { return {0, true}; }
inline CallResult from_error(int error) { return {error, error == 0}; }
inline CallResult from_bool(bool succeeded) { return {succeeded ? 1 : 0, succeeded}; }

/// vma_start_read() returns the VMA, null, or an error in a pointer: here 1, 0 or the error.
inline CallResult from_pointer(const vm_area_struct* returned, const vm_area_struct* vma) {
  if (returned == vma) return from_bool(true);
  return {static_cast<std::int32_t>(reinterpret_cast<std::intptr_t>(returned)), false};
}

[[gnu::always_inline]] inline CallResult call_mmap(const lockstep_implementation& table,
                                                   mm_struct* mm, OperationCode code) {
  switch (code) {
    case OperationCode::kMmapReadLock:
      return table.mmap_read_lock(mm), done();
    case OperationCode::kMmapReadLockKillable:
      return from_error(table.mmap_read_lock_killable(mm));
    case OperationCode::kMmapReadTrylock:
      return from_bool(table.mmap_read_trylock(mm));
    case OperationCode::kMmapReadUnlock:
      return table.mmap_read_unlock(mm), done();
    case OperationCode::kMmapWriteLock:
      return table.mmap_write_lock(mm), done();
    case OperationCode::kMmapWriteLockKillable:
      return from_error(table.mmap_write_lock_killable(mm));
    case OperationCode::kMmapWriteTrylock:
      return from_bool(table.mmap_write_trylock(mm));
    case OperationCode::kMmapWriteUnlock:
      return table.mmap_write_unlock(mm), done();
    case OperationCode::kFaultEndWriteAll:
      return table.vma_end_write_all(mm), done();
    default:
      return table.mmap_write_downgrade(mm), done();
  }
}

[[gnu::always_inline]] inline CallResult call_vma(const lockstep_implementation& table,
                                                  vm_area_struct* vma, mm_struct* mm,
                                                  const Operation& operation) {
  switch (operation.code) {
    case OperationCode::kVmaStartRead:
      return from_pointer(table.vma_start_read(mm, vma), vma);
    case OperationCode::kVmaStartReadLocked:
    case OperationCode::kFaultStartReadLocked:
      return from_bool(table.vma_start_read_locked(vma));
    case OperationCode::kVmaEndRead:
      return table.vma_end_read(vma), done();
    case OperationCode::kVmaStartWrite:
    case OperationCode::kFaultStartWrite:
      return table.vma_start_write(vma), done();
    case OperationCode::kVmaStartWriteKillable:
    case OperationCode::kFaultStartWriteKillable:
      return from_error(table.vma_start_write_killable(vma));
    case OperationCode::kVmaMarkAttached:
    case OperationCode::kFaultMarkAttached:
      return table.vma_mark_attached(vma), done();
    case OperationCode::kVmaMarkDetached:
    case OperationCode::kFaultMarkDetached:
      return table.vma_mark_detached(vma), done();
    case OperationCode::kVmaReuse:
      return table.vma_reuse(vma, mm), done();
    case OperationCode::kReadData:
      return {static_cast<std::int32_t>(table.read_data(vma)), true};
    case OperationCode::kWriteData:
      return table.write_data(vma), done();
    case OperationCode::kFaultSetRefcount:
      return table.fault_set_refcount(vma, operation.operands[1]), done();
    default:
      return table.fault_put(vma), done();
  }
}

inline CallResult call_exit(const lockstep_implementation& table, vm_area_struct* vma,
                            lockstep_exclusive& section) {
  table.exit_exclusive(vma, &section);
  section.exclusive = false;
  return done();
}

inline CallResult call_enter(const lockstep_implementation& table, vm_area_struct* vma,
                             lockstep_exclusive& section, const Operation& operation) {
  if (operation.code != OperationCode::kFaultEnterExclusive) section = {};
  section.detaching = operation.code == OperationCode::kEnterExclusiveDetaching;
  section.state = lockstep_task_state(static_cast<unsigned>(operation.operands[1]));
  if (section.detaching && table.vma_drop_attached(vma)) {
    section.detached = true;  // no reader was passing by: nothing to wait for
    return {0, false};
  }
  table.enter_exclusive(vma, &section);
  return {section.error, section.exclusive};
}

inline CallResult call_primitive(const lockstep_implementation& table, vm_area_struct* vma,
                                 lockstep_exclusive& section, const Operation& operation) {
  switch (operation.code) {
    case OperationCode::kExitExclusive:
    case OperationCode::kFaultExitExclusive:
      return call_exit(table, vma, section);
    default:
      return call_enter(table, vma, section, operation);
  }
}

inline CallResult call_task(const lockstep_implementation& table, const Operation& operation) {
  const auto task = static_cast<unsigned>(operation.operands[0]);
  switch (operation.code) {
    case OperationCode::kSendSigkill:
      return table.send_signal(task, true), done();
    case OperationCode::kSendSignal:
      return table.send_signal(task, false), done();
    case OperationCode::kWakeUpProcess:
      // Whether the state changed is between the waker and the code under test, which may set it
      // sooner or later; whom it woke is observed.
      return table.wake_up_process(task), done();
    default:
      return table.fault_fail_wait(), done();
  }
}

}  // namespace calls_detail

/// Makes the call that an operation stands for, on behalf of the running task. Inline, because an
/// executor that knows the operation at compile time needs none of the switches.
[[gnu::always_inline]] inline CallResult call_operation(
    const lockstep_implementation& implementation, lockstep_objects& objects, Sections& sections,
    const Operation& operation) {
  const auto mm_index = mm_of(operation);
  mm_struct* const mm = mm_index ? lockstep_objects_mm(&objects, *mm_index) : nullptr;
  const auto vma_index = vma_of(operation);
  if (!vma_index) {
    return mm ? calls_detail::call_mmap(implementation, mm, operation.code)
              : calls_detail::call_task(implementation, operation);
  }
  vm_area_struct* const vma = lockstep_objects_vma(&objects, *vma_index);
  return info(operation.code).is_primitive
             ? calls_detail::call_primitive(implementation, vma, sections[*vma_index], operation)
             : calls_detail::call_vma(implementation, vma, mm, operation);
}

}  // namespace lockstep
