// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "lockstep/subject/object_kind.h"
#include "subjects/family/rows.h"

// Rows of a lock that one task holds at a time: taken, tried for, given back. A task's holdings
// have one slot per lock.
namespace lockstep::family::lock {

/// A task that holds a lock takes neither that one again nor one with a lower number.
constexpr bool may_take(const Asked& asked) {
  for (unsigned lock = asked.target(); lock < kMaxObjects; ++lock) {
    if (asked.holdings.slots[lock] != 0) return false;
  }
  return true;
}
constexpr bool holds(const Asked& asked) { return asked.holdings.slots[asked.target()] != 0; }

inline constexpr Effect kTakes{Effect::Kind::kSet, 0, 1};
inline constexpr Effect kReleases{Effect::Kind::kSet, 0, 0};

/// The word by which tasks are named.
inline constexpr std::array<std::string_view, 1> kRoles = {"taker"};

/// Waits until the lock is free, and takes it.
constexpr OperationInfo take(OperationCode code, std::string_view entry) {
  OperationInfo row = call_row(code, entry, "take the lock", "takes {kind} {}");
  row.permitted = may_take;
  row.effect = kTakes;
  row.role = kRoles[0];
  return row;
}

/// Takes the lock if it is free; returns whether it has. The reducer tries `plainer` in its place.
constexpr OperationInfo try_to_take(OperationCode code, std::string_view entry,
                                    OperationCode plainer) {
  return try_row(take(code, entry), "take the lock if that needs no wait", "does not get {kind} {}",
                 plainer);
}

constexpr OperationInfo release(OperationCode code, std::string_view entry) {
  OperationInfo row = call_row(code, entry, "release the lock", "releases {kind} {}");
  row.permitted = holds;
  row.effect = kReleases;
  return row;
}

using family::next_release;

}  // namespace lockstep::family::lock
