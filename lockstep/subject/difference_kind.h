// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lockstep {

/// In what respect two observations differ; the most telling first.
enum class DifferenceKind : std::uint8_t {
  kCrash,
  kHang,  ///< one side blocked for ever or ran out of steps
  kDataRace,
  kReturnCode,
  kDetached,
  kRefcount,
  kWriteLocked,  ///< write-locked or not, or the sequence
  kWarning,
  kLockdep,  ///< splats, and locks held at the end
  kSleepWake,
  kLeak,
};

/// In the order of the kinds.
inline constexpr auto kDifferenceKindNames = std::to_array<std::string_view>(
    {"crash", "hang", "data race", "return code", "detached", "refcount", "write-locked", "warning",
     "lockdep", "sleep/wake", "leak"});
static_assert(kDifferenceKindNames.size() == static_cast<std::size_t>(DifferenceKind::kLeak) + 1);

/// In fingerprints, whatever the kinds are called: never change one.
inline constexpr auto kDifferenceKindIdentities =
    std::to_array<std::string_view>({"crash", "hang", "race", "result", "detached", "refcount",
                                     "write-locked", "warning", "lockdep", "sleep", "leak"});
static_assert(kDifferenceKindIdentities.size() == kDifferenceKindNames.size());

constexpr std::string_view identity_of(DifferenceKind kind) {
  return kDifferenceKindIdentities[static_cast<std::size_t>(kind)];
}

constexpr std::string_view name_of(DifferenceKind kind) {
  return kDifferenceKindNames[static_cast<std::size_t>(kind)];
}

}  // namespace lockstep
