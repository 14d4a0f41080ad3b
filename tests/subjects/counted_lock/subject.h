// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>

#include "lockstep/subject/subject.h"
#include "subjects/family/count.h"
#include "subjects/family/lock.h"

// A lock that counts how often it was taken: what the engine knows about it.
namespace lockstep::counted_lock {

inline constexpr OperationCode kLock{0};
inline constexpr OperationCode kTrylock{1};
inline constexpr OperationCode kUnlock{2};
inline constexpr OperationCode kReadCount{3};

inline constexpr std::array<OperationInfo, 4> kOperations = {{
    family::lock::take(kLock, "lock"),
    family::lock::try_to_take(kTrylock, "trylock", kLock),
    family::lock::release(kUnlock, "unlock"),
    family::count::read(kReadCount, "read_count",
                        "read how often the lock was taken, whoever holds it",
                        "reads the count of lock {}"),
}};

inline constexpr std::array<Field, 2> kFields = {{
    {.name = "held",
     .label = "held",
     .left = "leaves lock {} held:",
     .kind = DifferenceKind::kWriteLocked,
     .is_word = true,
     .is_shown = true},
    {.name = "count",
     .label = "count",
     .left = "leaves the count of lock {} at",
     .kind = DifferenceKind::kRefcount,
     .is_word = true},
}};

inline constexpr std::array<ObjectKind, 1> kKinds = {{
    {.name = "lock",
     .title = "lock",
     .one = "a lock",
     .most = kMaxObjects,
     .interchangeable = true,
     .states = {"fresh", "used"},
     .fields = kFields},
}};

inline constexpr Subject kSubject = {
    .name = "counted-lock",
    .number = 255,
    .operations = kOperations,
    .kinds = kKinds,
    .switches = kAllSwitches,
    .roles = family::lock::kRoles,
    .example = "trylock",
    .phrases = {.held = "lock {}"},
    .state_rules = {"", "The lock was not taken so often.", "The lock is held on one side only."},
    .next_release = family::lock::next_release<kUnlock>,
};

/// The class of the state that an operation left, for fuzzers.
constexpr std::uint32_t state_class(const std::array<std::uint32_t, kMaxLeftFields>& values) {
  return values[0] != 0 ? 1 : 0;
}

}  // namespace lockstep::counted_lock
