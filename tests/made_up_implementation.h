// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/load/implementations.h"
#include "tests/implementations/made_up.h"

namespace lockstep {

/// The code before the patch.
inline const lockstep_implementation& before() { return *find_implementation("before"); }

/// The same with one entry of its table replaced.
template <typename Entry>
lockstep_implementation before_with(Entry lockstep_implementation::*entry, Entry replacement) {
  lockstep_implementation made_up = before();
  made_up.name = "made_up";
  made_up.summary = "the code before the patch with a deviation";
  made_up.source = "tests/implementations/made_up.c";
  made_up.*entry = replacement;
  return made_up;
}

/// The same, except that it warns of more than one reader when one of them leaves.
inline lockstep_implementation before_that_warns() {
  return before_with(&lockstep_implementation::vma_end_read, made_up_end_read_warns);
}

/// The same without one entry: it lacks the operations that need it.
template <typename Entry>
lockstep_implementation before_without(Entry lockstep_implementation::*entry) {
  return before_with(entry, Entry{});
}

/// The same, but enter_exclusive waits in these states only: some of LOCKSTEP_WAIT_ANY.
inline lockstep_implementation before_waiting(unsigned wait_states) {
  return before_with(&lockstep_implementation::wait_states, wait_states);
}

}  // namespace lockstep
