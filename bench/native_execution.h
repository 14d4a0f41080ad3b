// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <memory>

#include "bench/workload.h"
#include "kernel/abi/implementation.h"
#include "kernel/abi/vma_objects.h"

extern "C" {
extern const lockstep_implementation lockstep_before;
extern const lockstep_implementation lockstep_v3;
}

namespace lockstep::bench {

/// What an execution on real threads shows: the state when all threads have ended.
struct NativeShown {
  Outcome outcome;
  unsigned warnings = 0;

  friend bool operator==(const NativeShown&, const NativeShown&) = default;
};

/// The workload on an implementation, whichever threads run its tasks. Call begin(), then
/// run_task() of each task on a thread of its own, then finish(); the caller has to order these
/// three.
class NativeExecution {
 public:
  NativeExecution();

  void begin(const lockstep_implementation& implementation);
  void run_task(unsigned task);
  NativeShown finish();

 private:
  const Program program_ = workload();
  std::unique_ptr<lockstep_objects, void (*)(lockstep_objects*)> objects_;
  const lockstep_implementation* implementation_ = nullptr;
  Outcome outcome_;
};

}  // namespace lockstep::bench
