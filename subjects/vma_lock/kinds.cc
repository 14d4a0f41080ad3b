// SPDX-License-Identifier: GPL-2.0-only
#include "subjects/vma_lock/kinds.h"

#include <fmt/format.h>

#include <tuple>

namespace lockstep::vma_lock {
namespace {

constexpr std::int64_t kEndOfFlag = std::int64_t{kExcludeReadersFlag} * 2;
constexpr std::int64_t kSaturatedCount = 0xc0000000;
constexpr std::int64_t kNeverLocked = 0xffffffff;

bool is_excluded(std::uint32_t refcount) {
  return refcount >= kExcludeReadersFlag && refcount < kEndOfFlag;
}

// The readers that a count stands for, while no flag is set.
bool counts_readers(std::uint32_t refcount) {
  return refcount >= 1 && refcount < kExcludeReadersFlag;
}

std::string readers(std::uint32_t count, const ComparedValues& compared) {
  return count == 0 ? "no reader" : compared.count_of(count, "reader");
}

}  // namespace

std::string describe_refcount(std::int64_t refcount) {
  if (refcount == kSaturatedCount) return "saturated";
  if (refcount == kExcludeReadersFlag) return "flag";
  if (refcount > kSaturatedCount) return fmt::format("saturated + {}", refcount - kSaturatedCount);
  if (refcount >= kEndOfFlag) return fmt::format("{:#x}", refcount);
  if (refcount > kExcludeReadersFlag)
    return fmt::format("flag + {}", refcount - kExcludeReadersFlag);
  return fmt::format("{}", refcount);
}

std::string classify_refcount(std::int64_t refcount) {
  if (refcount == 0) return "detached";
  if (refcount == 1) return "attached";
  if (refcount < kExcludeReadersFlag) return "read-locked";
  if (refcount == kExcludeReadersFlag) return "flag";
  if (refcount == kExcludeReadersFlag + 1) return "flag + 1";
  if (refcount < kEndOfFlag) return "waiting";
  return "overflowed";
}

std::string compare_refcounts(const ComparedValues& compared) {
  const auto [vma, reference, variant] =
      std::tuple(compared.object, compared.reference, compared.variant);
  const std::string_view reference_name = compared.reference_name;
  const std::string_view variant_name = compared.variant_name;

  if (is_excluded(reference) != is_excluded(variant)) {
    return fmt::format("the flag that keeps readers out of VMA {} {} set with {} only", vma,
                       compared.is, is_excluded(variant) ? variant_name : reference_name);
  }
  if ((reference == 0) != (variant == 0)) {
    return fmt::format("VMA {} {} detached with {} only", vma, compared.is,
                       variant == 0 ? variant_name : reference_name);
  }
  if (reference == variant || !counts_readers(reference) || !counts_readers(variant)) return "";
  return fmt::format("vm_refcnt of VMA {} counts {} with {}, and {} with {}", vma,
                     readers(variant - 1, compared), variant_name, readers(reference - 1, compared),
                     reference_name);
}

std::string describe_lock_sequence(std::int64_t sequence) {
  return sequence == kNeverLocked ? "never locked" : fmt::format("{}", sequence);
}

std::string describe_mm(std::int64_t mm) {
  return mm < std::int64_t{kMaxMms} ? fmt::format("{}", mm) : "none";
}

std::string summarize_vma(const FieldValues& values, std::string_view /*task*/) {
  return fmt::format("vm_refcnt {}, vm_lock_seq {}, in mm {}, data {}",
                     describe_refcount(values[kRefcount]),
                     describe_lock_sequence(values[kSequence]), values[kOwnMm],
                     static_cast<std::uint64_t>(values[kData]));
}

std::string summarize_mm(const FieldValues& values, std::string_view task) {
  return fmt::format("mm_lock_seq {}, mmap_lock {:#x}, {} in vma_writer_wait", values[kMmSequence],
                     values[kHolders], task);
}

}  // namespace lockstep::vma_lock
