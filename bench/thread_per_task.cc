// SPDX-License-Identifier: GPL-2.0-only
#include "bench/thread_per_task.h"

#include <thread>
#include <vector>

namespace lockstep::bench {

unsigned ThreadPerTask::run_pairs(unsigned count, OutcomeSet& outcomes) {
  unsigned unequal = 0;
  for (unsigned pair = 0; pair < count; ++pair) {
    const NativeShown reference = run(lockstep_before);
    const NativeShown variant = run(lockstep_v3);
    outcomes.insert(reference.outcome);
    outcomes.insert(variant.outcome);
    unequal += reference == variant ? 0 : 1;
  }
  return unequal;
}

NativeShown ThreadPerTask::run(const lockstep_implementation& implementation) {
  execution_.begin(implementation);
  std::vector<std::thread> threads;
  for (unsigned task = 0; task < kTasks; ++task) {
    threads.emplace_back([this, task] { execution_.run_task(task); });
  }
  for (std::thread& thread : threads) thread.join();
  return execution_.finish();
}

}  // namespace lockstep::bench
