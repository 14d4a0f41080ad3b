// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <string>

#include "lockstep/subject/object_kind.h"
#include "lockstep/subject/subject.h"
#include "subjects/vma_lock/codes.h"

// VMAs and mms, and what is observed of them.
namespace lockstep::vma_lock {

/// Numbers of the kinds.
inline constexpr unsigned kVmas = kObjects;
inline constexpr unsigned kMms = kOwners;

/// Numbers of the fields. The first ones are what operations leave.
enum VmaField : std::uint8_t { kRefcount, kSequence, kOwnMm, kIsWriteLocked, kData };
enum MmField : std::uint8_t { kNoValue, kMmSequence, kHolders, kWaiter };

/// Bits of the flags of an operation.
inline constexpr std::uint8_t kSaidDetached = 4;
inline constexpr std::uint8_t kSaidExclusive = 8;
inline constexpr std::uint8_t kLeftWriteLocked = 16;

/// The bit of vm_refcnt that keeps readers out.
inline constexpr std::uint32_t kExcludeReadersFlag = 1u << 30;

/// vm_refcnt as a kernel developer reads it: "1", "flag + 2", "saturated".
std::string describe_refcount(std::int64_t refcount);

/// What vm_refcnt says about a VMA on one side and not on the other.
std::string compare_refcounts(const ComparedValues& compared);

/// What a value of vm_refcnt means, without saying how many readers: for fingerprints.
std::string classify_refcount(std::int64_t refcount);

/// vm_lock_seq: "3", or "never locked" for a VMA that is as it was made.
std::string describe_lock_sequence(std::int64_t sequence);

/// The number of an mm, or "none" if an implementation left something else there.
std::string describe_mm(std::int64_t mm);

std::string summarize_vma(const FieldValues& values, std::string_view task);
std::string summarize_mm(const FieldValues& values, std::string_view task);

/// The class of the state that an operation left, for fuzzers: that of vm_refcnt, below 9; see
/// linux/mm_types.h.
constexpr std::uint32_t state_class(const std::array<std::uint32_t, kMaxLeftFields>& values) {
  const std::uint32_t refcount = values[kRefcount];
  if (refcount <= 2) return refcount;
  if (refcount < kExcludeReadersFlag) return 3;
  if (refcount <= kExcludeReadersFlag + 2) return 4 + (refcount - kExcludeReadersFlag);
  return refcount < 2 * kExcludeReadersFlag ? 7 : 8;
}

inline constexpr std::array<Field, 5> kVmaFields = {{
    {.name = "vm_refcnt",
     .label = "vm_refcnt",
     .left = "leaves vm_refcnt of VMA {} at",
     .key = "vm_refcnt",
     .kind = DifferenceKind::kRefcount,
     .kind_if_zero = DifferenceKind::kDetached,
     .describe = describe_refcount,
     .classify = classify_refcount,
     .is_word = true,
     .is_shown = true},
    {.name = "vm_lock_seq",
     .label = "sequence",
     .left = "leaves vm_lock_seq of VMA {} at",
     .key = "vm_lock_seq",
     .kind = DifferenceKind::kWriteLocked,
     .describe = describe_lock_sequence,
     .is_word = true},
    {.name = "vm_mm",
     .left = "leaves VMA {} in mm",
     .key = "vm_mm",
     .kind = DifferenceKind::kDetached,
     .describe = describe_mm},
    {.name = "write-locked"},
    {.name = "data",
     .left = "leaves the data of VMA {} at",
     .key = "data",
     .kind = DifferenceKind::kReturnCode},
}};

inline constexpr std::array<Field, 4> kMmFields = {{
    {},
    {.name = "mm_lock_seq",
     .label = "sequence",
     .left = "leaves the sequence of mm {} at",
     .key = "mm_lock_seq",
     .kind = DifferenceKind::kWriteLocked},
    {.name = "mmap_lock",
     .left = "leaves holders of mmap_lock {}:",
     .key = "mmap_lock",
     .kind = DifferenceKind::kLockdep,
     .is_signed = true},
    {.name = "vma_writer_wait",
     .left = "leaves in the waiter slot of mm {}:",
     .key = "vma_writer_wait",
     .kind = DifferenceKind::kSleepWake,
     .is_signed = true,
     .is_task = true,
     .is_word = true},
}};

inline constexpr std::array<Flag, 3> kVmaFlags = {{
    {.bit = kSaidDetached,
     .name = "detached",
     .label = "said detached:",
     .kind = DifferenceKind::kDetached,
     .is_told = true},
    {.bit = kSaidExclusive,
     .name = "exclusive",
     .label = "said exclusive:",
     .kind = DifferenceKind::kReturnCode,
     .is_inside = true,
     .is_told = true},
    {.bit = kLeftWriteLocked,
     .name = "write-locked",
     .label = "write-locked:",
     .kind = DifferenceKind::kWriteLocked},
}};

inline constexpr std::array<ObjectKind, 2> kKinds = {{
    {.name = "vma",
     .title = "VMA",
     .one = "a VMA",
     .most = kMaxVmas,
     .interchangeable = true,
     .states = {"attached", "detached"},
     .fields = kVmaFields,
     .flags = kVmaFlags,
     .summarize = summarize_vma},
    {.name = "mm",
     .title = "mm",
     .one = "an mm",
     .most = kMaxMms,
     .start_value = "sequence",
     .start_field = "mm_lock_seq",
     .odd_start = "expected an even sequence: an odd one means write-locked",
     .fields = kMmFields,
     .summarize = summarize_mm},
}};

}  // namespace lockstep::vma_lock
