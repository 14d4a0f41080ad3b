// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>

#include "kernel/abi/engine.h"
#include "tests/made_up_implementation.h"

namespace lockstep {

/// For made-up operations: whether a variable that was never written holds anything but zeros,
/// apart from what calls in between have left.
inline bool uninitialised() {
  std::array<unsigned char, 512> bytes;
  asm volatile("" : "=m"(bytes));
  return std::ranges::count(bytes, 0) < 384;
}

/// The same, but whether it has every bit set.
inline bool uninitialised_is_ones() {
  std::array<unsigned char, 512> bytes;
  asm volatile("" : "=m"(bytes));
  return std::ranges::count(bytes, 0xff) >= 384;
}

// Entries for made-up tables, in place of mmap_read_trylock.

inline bool locks_if_uninitialised(mm_struct* mm) {
  return uninitialised() && before().mmap_read_trylock(mm);
}

inline bool locks_if_uninitialised_is_ones(mm_struct* mm) {
  return uninitialised_is_ones() && before().mmap_read_trylock(mm);
}

inline bool fails_if_uninitialised(mm_struct* mm) {
  return !uninitialised() && before().mmap_read_trylock(mm);
}

/// The same result whatever the variable holds, but one more step if it holds anything but zeros.
inline bool looks_if_uninitialised(mm_struct* mm) {
  if (uninitialised()) lockstep_step(mm, LOCKSTEP_READ);
  return before().mmap_read_trylock(mm);
}

}  // namespace lockstep
