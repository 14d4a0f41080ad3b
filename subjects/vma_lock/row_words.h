// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "lockstep/subject/operation_row.h"
#include "subjects/vma_lock/codes.h"
#include "subjects/vma_lock/contract.h"
#include "subjects/vma_lock/kinds.h"

// Texts that several rows of the operations share.
namespace lockstep::vma_lock::rows {

inline constexpr OperandKind kVma = OperandKind::kObject;
inline constexpr OperandKind kMm = OperandKind::kOwner;
inline constexpr OperandKind kOptionalMm = OperandKind::kOptionalOwner;
using enum OperandKind;

inline constexpr std::string_view kWriter = "writer";
inline constexpr std::string_view kReader = "reader";
inline constexpr std::string_view kSignaller = "signaller";

inline constexpr std::string_view kNoMmapRead = "does not get mmap_lock{} for read";
inline constexpr std::string_view kNoMmapWrite = "does not get mmap_lock{} for write";
inline constexpr std::string_view kNoRead = "does not get the read lock of VMA {}";
inline constexpr std::string_view kNoWrite = "does not get the write lock of VMA {}";
inline constexpr std::string_view kNoEnter = "does not enter the exclusive section of VMA {}";

// Values of vm_refcnt that mean something, and their neighbours: few readers, the limit of readers
// (one below the flag), the flag and the counts that may be left with it, overflow, a saturated
// count. See linux/mm_types.h and linux/refcount.h.
inline constexpr std::int32_t kFlag = kExcludeReadersFlag;
inline constexpr std::int32_t kLimit = kFlag - 1;
inline constexpr std::int32_t kLargest = std::numeric_limits<std::int32_t>::max();
inline constexpr std::int32_t kSaturated = -kFlag;
inline constexpr auto kCounts =
    std::to_array<std::int32_t>({-1, 0, 1, 2, 3, kLimit - 2, kLimit - 1, kLimit, kFlag, kFlag + 1,
                                 kFlag + 2, kLargest, kSaturated - 1, kSaturated, kSaturated + 1});
static_assert(kLimit + 2 == kFlag + 1);

}  // namespace lockstep::vma_lock::rows
