// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>

#include "lockstep/sched/fiber_sanitizers.h"

namespace lockstep {

/// Whether this build shows that an operation reads what was never written. With AddressSanitizer
/// the executor itself leaves too much on a task's stack between filling it and the operation.
#if defined(LOCKSTEP_ASAN)
inline constexpr bool kShowsUninitialised = false;
#else
inline constexpr bool kShowsUninitialised = true;
#endif

/// For made-up operations: whether a variable that was never written holds anything but zeros, but
/// for what calls in between have left.
inline bool uninitialised() {
  std::array<unsigned char, 512> bytes;
  asm volatile("" : "=m"(bytes));
  return std::ranges::count(bytes, 0) < 384;
}

}  // namespace lockstep
