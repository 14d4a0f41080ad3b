// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kernel/abi/objects.h"

namespace lockstep {

inline constexpr unsigned kMaxTasks = LOCKSTEP_MAX_TASKS;
inline constexpr unsigned kMaxVmas = LOCKSTEP_MAX_VMAS;
inline constexpr unsigned kMaxMms = LOCKSTEP_MAX_MMS;

/// A call that a task makes. The order is part of the byte form: append, never reorder.
enum class OperationCode : std::uint8_t {
  kMmapReadLock,
  kMmapReadLockKillable,
  kMmapReadTrylock,
  kMmapReadUnlock,
  kMmapWriteLock,
  kMmapWriteLockKillable,
  kMmapWriteTrylock,
  kMmapWriteUnlock,
  kMmapWriteDowngrade,
  kVmaStartRead,
  kVmaStartReadLocked,
  kVmaEndRead,
  kVmaStartWrite,
  kVmaStartWriteKillable,
  kVmaMarkAttached,
  kVmaMarkDetached,
  kVmaReuse,
  kReadData,
  kWriteData,
  kEnterExclusive,
  kEnterExclusiveDetaching,
  kExitExclusive,
  kSendSigkill,
  kSendSignal,
  kWakeUpProcess,
  kFaultSetRefcount,
  kFaultPut,
  kFaultFailWait,
  kFaultEnterExclusive,
  kFaultExitExclusive,
  kFaultStartReadLocked,
  kFaultStartWrite,
  kFaultStartWriteKillable,
  kFaultMarkAttached,
  kFaultMarkDetached,
  kFaultEndWriteAll,
};

inline constexpr unsigned kOperationCodes =
    static_cast<unsigned>(OperationCode::kFaultEndWriteAll) + 1;

/// What an operand means, and with it how it is written and what values it may have.
enum class OperandKind : std::uint8_t {
  kNone,
  kVma,         ///< number of a declared VMA
  kMm,          ///< number of an mm
  kOptionalMm,  ///< the same; left out when it is the default (see default_mm())
  kTask,        ///< a task, written by name
  kWaitState,   ///< how enter_exclusive sleeps: see WaitState
  kCount,       ///< any 32-bit number
};

/// The states in which enter_exclusive may wait.
enum class WaitState : std::uint8_t { kUninterruptible, kKillable, kInterruptible };

inline constexpr std::array<std::string_view, 3> kWaitStateNames = {"uninterruptible", "killable",
                                                                    "interruptible"};

inline constexpr unsigned kMaxOperands = 2;

/// One call with its operands; those the operation does not have are 0.
struct Operation {
  OperationCode code = OperationCode::kMmapReadLock;
  std::array<std::int32_t, kMaxOperands> operands = {};

  friend bool operator==(const Operation&, const Operation&) = default;
};

/// What is known of an operation without running it.
struct OperationInfo {
  std::string_view name;
  std::array<OperandKind, kMaxOperands> operands;
  std::string_view summary;   ///< one line, for `lockstep list`
  bool is_primitive = false;  ///< enter and exit, as opposed to their callers

  /// The operand of one of two kinds: its place, or kMaxOperands.
  constexpr std::uint8_t find(OperandKind a, OperandKind b) const {
    for (std::uint8_t i = 0; i < kMaxOperands; ++i) {
      if (operands[i] == a || operands[i] == b) return i;
    }
    return kMaxOperands;
  }
};

/// All operations, in the order of the codes.
inline constexpr std::array<OperationInfo, kOperationCodes> kOperations = {{
    {"mmap_read_lock", {OperandKind::kOptionalMm}, "take mmap_lock for read"},
    {"mmap_read_lock_killable",
     {OperandKind::kOptionalMm},
     "the same, unless killed while waiting"},
    {"mmap_read_trylock",
     {OperandKind::kOptionalMm},
     "take mmap_lock for read if that needs no wait"},
    {"mmap_read_unlock", {OperandKind::kOptionalMm}, "release mmap_lock held for read"},
    {"mmap_write_lock",
     {OperandKind::kOptionalMm},
     "take mmap_lock for write; the mm's sequence becomes odd"},
    {"mmap_write_lock_killable",
     {OperandKind::kOptionalMm},
     "the same, unless killed while waiting"},
    {"mmap_write_trylock",
     {OperandKind::kOptionalMm},
     "take mmap_lock for write if that needs no wait"},
    {"mmap_write_unlock",
     {OperandKind::kOptionalMm},
     "release mmap_lock and every VMA write lock of the mm"},
    {"mmap_write_downgrade", {OperandKind::kOptionalMm}, "the same, but keep mmap_lock for read"},
    {"vma_start_read",
     {OperandKind::kVma, OperandKind::kOptionalMm},
     "try to read-lock a VMA found in an mm (default: its)"},
    {"vma_start_read_locked", {OperandKind::kVma}, "read-lock a VMA under mmap_lock"},
    {"vma_end_read", {OperandKind::kVma}, "release a VMA read lock"},
    {"vma_start_write", {OperandKind::kVma}, "write-lock a VMA, waiting for its readers"},
    {"vma_start_write_killable", {OperandKind::kVma}, "the same, unless killed while waiting"},
    {"vma_mark_attached", {OperandKind::kVma}, "attach a detached, write-locked VMA"},
    {"vma_mark_detached",
     {OperandKind::kVma},
     "detach a write-locked VMA, waiting for readers passing by"},
    {"vma_reuse",
     {OperandKind::kVma, OperandKind::kMm},
     "free a detached VMA and allocate its memory again for an mm"},
    {"read_data", {OperandKind::kVma}, "read what the VMA lock protects"},
    {"write_data", {OperandKind::kVma}, "write what the VMA lock protects"},
    {"enter_exclusive",
     {OperandKind::kVma, OperandKind::kWaitState},
     "the primitive: keep readers out, wait for them",
     true},
    {"enter_exclusive_detaching",
     {OperandKind::kVma, OperandKind::kWaitState},
     "the same for a detach, after dropping the attached count",
     true},
    {"exit_exclusive", {OperandKind::kVma}, "the primitive: let readers in again", true},
    {"send_sigkill", {OperandKind::kTask}, "send a task a fatal signal"},
    {"send_signal", {OperandKind::kTask}, "send a task a signal that is not fatal"},
    {"wake_up_process", {OperandKind::kTask}, "wake a task for no reason"},
    {"fault_set_refcount",
     {OperandKind::kVma, OperandKind::kCount},
     "fault: set vm_refcnt to a number"},
    {"fault_put", {OperandKind::kVma}, "fault: drop a count that was never taken"},
    {"fault_fail_wait", {}, "fault: the task's next wait for readers fails"},
    {"fault_enter_exclusive",
     {OperandKind::kVma, OperandKind::kWaitState},
     "fault: enter whatever is held, with the state of the section before",
     true},
    {"fault_exit_exclusive", {OperandKind::kVma}, "fault: exit without having entered", true},
    {"fault_start_read_locked",
     {OperandKind::kVma},
     "fault: vma_start_read_locked() whatever is held"},
    {"fault_start_write", {OperandKind::kVma}, "fault: vma_start_write() whatever is held"},
    {"fault_start_write_killable", {OperandKind::kVma}, "fault: the same, unless killed"},
    {"fault_mark_attached",
     {OperandKind::kVma},
     "fault: vma_mark_attached() whatever is held and attached"},
    {"fault_mark_detached",
     {OperandKind::kVma},
     "fault: vma_mark_detached() whatever is held and attached"},
    {"fault_end_write_all",
     {OperandKind::kOptionalMm},
     "fault: end the mm's sequence, and its VMA write locks, whatever is held"},
}};

/// Never fails: every code has an entry.
constexpr const OperationInfo& info(OperationCode code) {
  return kOperations[static_cast<unsigned>(code)];
}

/// The operation with this name, if there is one.
std::optional<OperationCode> find_operation(std::string_view name);

/// Where the operations have their VMA and their mm operand; kMaxOperands if they have none.
struct OperandPlaces {
  std::uint8_t vma;
  std::uint8_t mm;
};

/// By code. A table of its own, because it is looked at for every operation of every execution.
inline constexpr auto kOperandPlaces = [] {
  std::array<OperandPlaces, kOperationCodes> places{};
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    const OperationInfo& operation = kOperations[code];
    places[code].vma = operation.find(OperandKind::kVma, OperandKind::kVma);
    places[code].mm = operation.find(OperandKind::kMm, OperandKind::kOptionalMm);
  }
  return places;
}();

/// The VMA that the operation works on, if it has one.
inline std::optional<unsigned> vma_of(const Operation& operation) {
  const unsigned place = kOperandPlaces[static_cast<unsigned>(operation.code)].vma;
  if (place == kMaxOperands) return std::nullopt;
  return static_cast<unsigned>(operation.operands[place]);
}

/// The mm that the operation names, if it does.
inline std::optional<unsigned> mm_of(const Operation& operation) {
  const unsigned place = kOperandPlaces[static_cast<unsigned>(operation.code)].mm;
  if (place == kMaxOperands) return std::nullopt;
  return static_cast<unsigned>(operation.operands[place]);
}

/// Whether the operation works on another task, which it names.
inline bool names_task(const Operation& operation) {
  return info(operation.code).operands[0] == OperandKind::kTask;
}

/// Whether the operation can make steps. Those that cannot are accesses to the protected data,
/// which is plain memory.
constexpr bool makes_steps(OperationCode code) {
  return code != OperationCode::kReadData && code != OperationCode::kWriteData;
}

/// Whether the operation breaks the contract of the code under test: an injected fault, or a
/// primitive called in a way that its callers promise not to. What is seen only after one of
/// these is out of contract. Writers wait killably or uninterruptibly, and detachers only the
/// latter.
inline bool is_fault(const Operation& operation) {
  switch (operation.code) {
    case OperationCode::kFaultSetRefcount:
    case OperationCode::kFaultPut:
    case OperationCode::kFaultFailWait:
    case OperationCode::kFaultEnterExclusive:
    case OperationCode::kFaultExitExclusive:
    case OperationCode::kFaultStartReadLocked:
    case OperationCode::kFaultStartWrite:
    case OperationCode::kFaultStartWriteKillable:
    case OperationCode::kFaultMarkAttached:
    case OperationCode::kFaultMarkDetached:
    case OperationCode::kFaultEndWriteAll:
      return true;
    case OperationCode::kEnterExclusive:
      return operation.operands[1] == static_cast<std::int32_t>(WaitState::kInterruptible);
    case OperationCode::kEnterExclusiveDetaching:
      return operation.operands[1] != static_cast<std::int32_t>(WaitState::kUninterruptible);
    default:
      return false;
  }
}

}  // namespace lockstep
