// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "bench/native_execution.h"

namespace lockstep::bench {

/// The obvious harness: a thread per task and execution.
class ThreadPerTask {
 public:
  /// Returns how many of the pairs showed something different.
  unsigned run_pairs(unsigned count, OutcomeSet& outcomes);

 private:
  NativeShown run(const lockstep_implementation& implementation);

  NativeExecution execution_;
};

}  // namespace lockstep::bench
