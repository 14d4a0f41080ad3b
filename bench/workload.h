// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <set>

#include "lockstep/program/program.h"

namespace lockstep::bench {

/// The program that every harness runs: one writer and two readers of one VMA.
Program workload();

inline constexpr unsigned kTasks = 3;
inline constexpr unsigned kOperations = 6;  ///< of the longest task

/// The return code of an operation that was skipped: its precondition did not hold.
inline constexpr std::int32_t kSkipped = std::numeric_limits<std::int32_t>::min();

/// What every harness can see of an execution, however it is scheduled.
struct Outcome {
  std::array<std::array<std::int32_t, kOperations>, kTasks> results = {};  ///< return codes
  std::uint32_t refcount = 0;                                              ///< final vm_refcnt

  friend auto operator<=>(const Outcome&, const Outcome&) = default;
};

using OutcomeSet = std::set<Outcome>;

}  // namespace lockstep::bench
