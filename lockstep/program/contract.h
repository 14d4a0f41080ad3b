// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>

#include "lockstep/program/operation.h"

// All inline: an executor that knows the operation at compile time has little left to check.
namespace lockstep {

/// How a task holds the mmap_lock of an mm.
enum class MmapMode : std::uint8_t { kNone, kRead, kWrite };

/// What a task holds, by its own reckoning: what its calls returned, not what the objects say.
struct Holdings {
  std::array<MmapMode, kMaxMms> mmap = {};
  std::array<std::uint8_t, kMaxVmas> reads = {};  ///< read locks per VMA; they nest
  std::array<bool, kMaxVmas> exclusive = {};      ///< between enter_exclusive and exit_exclusive

  friend auto operator<=>(const Holdings&, const Holdings&) = default;

  bool any_read() const {
    return std::ranges::any_of(reads, [](unsigned count) { return count != 0; });
  }
  bool any_exclusive() const {
    return std::ranges::any_of(exclusive, [](bool held) { return held; });
  }
};

/// What a caller may know of a VMA when the locks it holds keep it from changing.
struct VmaFacts {
  std::uint8_t mm = 0;
  bool attached = false;
  bool write_locked = false;
};

/// Whether permitted() looks at the facts of the operation's VMA.
inline bool needs_facts(OperationCode code) {
  switch (code) {
    case OperationCode::kVmaStartRead:
    case OperationCode::kVmaEndRead:
    case OperationCode::kExitExclusive:
    case OperationCode::kFaultSetRefcount:
    case OperationCode::kFaultPut:
    case OperationCode::kFaultEnterExclusive:
    case OperationCode::kFaultExitExclusive:
    case OperationCode::kFaultStartReadLocked:
    case OperationCode::kFaultStartWrite:
    case OperationCode::kFaultStartWriteKillable:
    case OperationCode::kFaultMarkAttached:
    case OperationCode::kFaultMarkDetached:
      return false;
    default:
      return true;
  }
}

namespace contract_detail {

/// mmap_lock may be taken before any VMA lock, and in the order of the mms.
inline bool may_take_mmap_lock(unsigned mm, const Holdings& holdings) {
  if (holdings.any_read() || holdings.any_exclusive()) return false;
  return std::all_of(holdings.mmap.begin() + mm, holdings.mmap.end(),
                     [](MmapMode mode) { return mode == MmapMode::kNone; });
}

/// The caller is the one writer of the VMA, and is not inside it in any other way.
inline bool is_outside_writer(unsigned vma, const Holdings& holdings, const VmaFacts& facts) {
  return holdings.mmap[facts.mm] == MmapMode::kWrite && holdings.reads[vma] == 0 &&
         !holdings.exclusive[vma];
}

inline bool permitted_for_mm(OperationCode code, unsigned mm, const Holdings& holdings) {
  switch (code) {
    case OperationCode::kMmapReadUnlock:
      return holdings.mmap[mm] == MmapMode::kRead;
    case OperationCode::kMmapWriteUnlock:
    case OperationCode::kMmapWriteDowngrade:
      return holdings.mmap[mm] == MmapMode::kWrite && !holdings.any_exclusive();
    case OperationCode::kFaultEndWriteAll:
      return true;
    default:
      return may_take_mmap_lock(mm, holdings);
  }
}

inline bool permitted_for_vma(const Operation& operation, unsigned vma, const Holdings& holdings,
                              const VmaFacts& facts) {
  const MmapMode mmap = holdings.mmap[facts.mm];
  switch (operation.code) {
    case OperationCode::kVmaStartReadLocked:
      return mmap != MmapMode::kNone;
    case OperationCode::kVmaEndRead:
      return holdings.reads[vma] != 0;
    case OperationCode::kVmaStartWrite:
    case OperationCode::kVmaStartWriteKillable:
    case OperationCode::kEnterExclusive:
      return is_outside_writer(vma, holdings, facts);
    case OperationCode::kVmaMarkAttached:
      return is_outside_writer(vma, holdings, facts) && facts.write_locked && !facts.attached;
    case OperationCode::kVmaMarkDetached:
    case OperationCode::kEnterExclusiveDetaching:
      return is_outside_writer(vma, holdings, facts) && facts.write_locked && facts.attached;
    case OperationCode::kVmaReuse:
      return is_outside_writer(vma, holdings, facts) && !facts.attached &&
             holdings.mmap[static_cast<unsigned>(operation.operands[1])] == MmapMode::kWrite;
    case OperationCode::kReadData:
      return holdings.reads[vma] != 0 || mmap != MmapMode::kNone;
    case OperationCode::kWriteData:
      return mmap == MmapMode::kWrite && (facts.write_locked || holdings.exclusive[vma]);
    case OperationCode::kExitExclusive:
      return holdings.exclusive[vma];
    default:
      return true;  // vma_start_read, faults
  }
}

}  // namespace contract_detail

/// The contract of the code under test: whether a task with these holdings may make this call.
/// `facts` is about the operation's VMA; see needs_facts(). Beyond what the functions themselves
/// assert, the contract is the kernel's lock order: mmap_lock before VMA locks, the mmap_lock of
/// mm 0 before that of mm 1, and no wait for readers by a reader. Faults are always permitted: that
/// they break the contract is what they are for.
inline bool permitted(const Operation& operation, const Holdings& holdings, const VmaFacts& facts) {
  if (const auto vma = vma_of(operation)) {
    return contract_detail::permitted_for_vma(operation, *vma, holdings, facts);
  }
  if (const auto mm = mm_of(operation))
    return contract_detail::permitted_for_mm(operation.code, *mm, holdings);
  return true;
}

/// Takes over what the operation does to the holdings if it succeeds.
inline void apply_success(const Operation& operation, Holdings& holdings) {
  const auto target = static_cast<unsigned>(operation.operands[0]);
  switch (operation.code) {
    case OperationCode::kMmapReadLock:
    case OperationCode::kMmapReadLockKillable:
    case OperationCode::kMmapReadTrylock:
    case OperationCode::kMmapWriteDowngrade:
      holdings.mmap[target] = MmapMode::kRead;
      break;
    case OperationCode::kMmapWriteLock:
    case OperationCode::kMmapWriteLockKillable:
    case OperationCode::kMmapWriteTrylock:
      holdings.mmap[target] = MmapMode::kWrite;
      break;
    case OperationCode::kMmapReadUnlock:
    case OperationCode::kMmapWriteUnlock:
      holdings.mmap[target] = MmapMode::kNone;
      break;
    case OperationCode::kVmaStartRead:
    case OperationCode::kVmaStartReadLocked:
    case OperationCode::kFaultStartReadLocked:
      ++holdings.reads[target];
      break;
    case OperationCode::kVmaEndRead:
      --holdings.reads[target];
      break;
    case OperationCode::kEnterExclusive:
    case OperationCode::kEnterExclusiveDetaching:
      holdings.exclusive[target] = true;
      break;
    case OperationCode::kExitExclusive:
      holdings.exclusive[target] = false;
      break;
    default:
      break;
  }
}

}  // namespace lockstep
