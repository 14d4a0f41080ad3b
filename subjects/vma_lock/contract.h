// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>

#include "lockstep/subject/holdings.h"
#include "subjects/vma_lock/codes.h"

// The contract of the VMA lock. Beyond what its functions themselves assert, it is the kernel's
// lock order: mmap_lock before VMA locks, the mmap_lock of mm 0 before that of mm 1, and no wait
// for readers by a reader. All inline: an executor that knows the operation at compile time has
// little left to check.
namespace lockstep::vma_lock {

/// How a task holds the mmap_lock of an mm.
enum class MmapMode : std::uint8_t { kNone, kRead, kWrite };

// The slots of a task's holdings: the MmapMode of each mm, the read locks of each VMA, which nest,
// and whether the task is between enter_exclusive and exit_exclusive of a VMA.
inline constexpr std::uint8_t kMmapSlot = 0;
inline constexpr std::uint8_t kReadsSlot = kMmapSlot + kMaxMms;
inline constexpr std::uint8_t kExclusiveSlot = kReadsSlot + kMaxVmas;
static_assert(kExclusiveSlot + kMaxVmas <= std::tuple_size_v<decltype(Holdings::slots)>);

/// How mmap_lock of an mm is held, if it is an mm.
constexpr MmapMode mmap_of(const Holdings& holdings, unsigned mm) {
  return mm < kMaxMms ? static_cast<MmapMode>(holdings.slots[kMmapSlot + mm]) : MmapMode::kNone;
}
constexpr unsigned reads_of(const Holdings& holdings, unsigned vma) {
  return holdings.slots[kReadsSlot + vma];
}
constexpr bool is_exclusive(const Holdings& holdings, unsigned vma) {
  return holdings.slots[kExclusiveSlot + vma] != 0;
}

namespace effects {

using Kind = Effect::Kind;

inline constexpr Effect kHoldsMmapRead{Kind::kSet, kMmapSlot,
                                       static_cast<std::uint8_t>(MmapMode::kRead)};
inline constexpr Effect kHoldsMmapWrite{Kind::kSet, kMmapSlot,
                                        static_cast<std::uint8_t>(MmapMode::kWrite)};
inline constexpr Effect kLeavesMmap{Kind::kSet, kMmapSlot,
                                    static_cast<std::uint8_t>(MmapMode::kNone)};
inline constexpr Effect kReads{Kind::kRaise, kReadsSlot};
inline constexpr Effect kEndsRead{Kind::kLower, kReadsSlot};
inline constexpr Effect kEnters{Kind::kSet, kExclusiveSlot, 1};
inline constexpr Effect kExits{Kind::kSet, kExclusiveSlot, 0};

}  // namespace effects

// Facts of a VMA; its owner is its mm.
inline constexpr std::uint8_t kAttached = 1;
inline constexpr std::uint8_t kWriteLocked = 2;
// Only the task itself knows this: it is inside an exclusive section that detaches.
inline constexpr std::uint8_t kDetaching = 4;

namespace may {

constexpr bool holds_any(const Holdings& holdings, std::uint8_t slot, unsigned count) {
  const auto first = holdings.slots.begin() + slot;
  return std::any_of(first, first + count, [](std::uint8_t held) { return held != 0; });
}

/// mmap_lock may be taken before any VMA lock, and in the order of the mms.
constexpr bool take_mmap_lock(const Asked& asked) {
  const unsigned mm = asked.target();
  return !holds_any(asked.holdings, kReadsSlot, 2 * kMaxVmas) &&
         !holds_any(asked.holdings, static_cast<std::uint8_t>(kMmapSlot + mm), kMaxMms - mm);
}
constexpr bool end_mmap_read(const Asked& asked) {
  return mmap_of(asked.holdings, asked.target()) == MmapMode::kRead;
}
constexpr bool end_mmap_write(const Asked& asked) {
  return mmap_of(asked.holdings, asked.target()) == MmapMode::kWrite &&
         !holds_any(asked.holdings, kExclusiveSlot, kMaxVmas);
}

constexpr bool read_under_mmap_lock(const Asked& asked) {
  return mmap_of(asked.holdings, asked.facts.owner) != MmapMode::kNone;
}
constexpr bool end_read(const Asked& asked) {
  return reads_of(asked.holdings, asked.target()) != 0;
}

/// The caller is the only writer of the VMA, and is not inside it in any other way.
constexpr bool write(const Asked& asked) {
  return mmap_of(asked.holdings, asked.facts.owner) == MmapMode::kWrite &&
         reads_of(asked.holdings, asked.target()) == 0 &&
         !is_exclusive(asked.holdings, asked.target());
}
constexpr bool attach(const Asked& asked) {
  return write(asked) && asked.facts.has(kWriteLocked) && !asked.facts.has(kAttached);
}
constexpr bool detach(const Asked& asked) {
  return write(asked) && asked.facts.has(kWriteLocked) && asked.facts.has(kAttached);
}
constexpr bool reuse(const Asked& asked) {
  const auto mm = static_cast<unsigned>(asked.operation.operands[1]);
  return write(asked) && !asked.facts.has(kAttached) &&
         mmap_of(asked.holdings, mm) == MmapMode::kWrite;
}
constexpr bool exit(const Asked& asked) { return is_exclusive(asked.holdings, asked.target()); }

constexpr bool read_data(const Asked& asked) {
  return end_read(asked) || read_under_mmap_lock(asked);
}
constexpr bool write_data(const Asked& asked) {
  return mmap_of(asked.holdings, asked.facts.owner) == MmapMode::kWrite &&
         (asked.facts.has(kWriteLocked) || exit(asked));
}

}  // namespace may

namespace faults {

constexpr bool always(const Operation&) { return true; }

// Writers wait killably or uninterruptibly, and detachers only the latter.
constexpr bool unless_killable(const Operation& operation) {
  return operation.operands[1] == static_cast<std::int32_t>(WaitState::kInterruptible);
}
constexpr bool unless_uninterruptible(const Operation& operation) {
  return operation.operands[1] != static_cast<std::int32_t>(WaitState::kUninterruptible);
}

}  // namespace faults

/// What a task expects of a VMA after an operation of its own.
namespace expects {

constexpr void write_locked(const Operation&, Expectation& vma) { vma.settle(kWriteLocked, true); }
constexpr void attached(const Operation&, Expectation& vma) { vma.settle(kAttached, true); }
constexpr void detached(const Operation&, Expectation& vma) { vma.settle(kAttached, false); }
constexpr void another(const Operation& reuse, Expectation& vma) {
  vma = {.facts = {.owner = static_cast<std::uint8_t>(reuse.operands[1])}};
}
constexpr void inside(const Operation&, Expectation& vma) { vma.settle(kDetaching, false); }
constexpr void inside_to_detach(const Operation&, Expectation& vma) {
  vma.settle(kDetaching, true);
}
constexpr void outside(const Operation&, Expectation& vma) {
  if (vma.facts.has(kDetaching)) vma.settle(kAttached, false);
}

}  // namespace expects

/// First VMA by VMA, and then each mmap_lock, in the reverse of the order in which they are taken.
constexpr Operation next_release(const Holdings& holdings) {
  for (unsigned vma = 0; vma < kMaxVmas; ++vma) {
    const auto operand = static_cast<std::int32_t>(vma);
    if (reads_of(holdings, vma) != 0) return {kVmaEndRead, {operand}};
    if (is_exclusive(holdings, vma)) return {kExitExclusive, {operand}};
  }
  unsigned mm = kMaxMms - 1;
  while (mm > 0 && mmap_of(holdings, mm) == MmapMode::kNone) --mm;
  const bool read = mmap_of(holdings, mm) == MmapMode::kRead;
  return {read ? kMmapReadUnlock : kMmapWriteUnlock, {static_cast<std::int32_t>(mm)}};
}

}  // namespace lockstep::vma_lock
