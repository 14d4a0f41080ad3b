// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/sched/scheduler.h"

namespace lockstep {

/// For tests of schedulers: the smallest thing that a scheduler can drive. Task i makes steps[i]
/// steps, each of them possible at any time. Returns which task made each step, as digits.
inline std::string run_counted_tasks(Scheduler& scheduler, std::vector<unsigned> steps) {
  TaskSet enabled;
  for (unsigned task = 0; task < steps.size(); ++task) {
    if (steps[task] != 0) enabled.insert(task);
  }
  scheduler.begin(static_cast<unsigned>(steps.size()));
  std::string made;
  for (unsigned running = kNoTask; !enabled.empty();) {
    running = scheduler.pick(enabled, running).task();
    made += static_cast<char>('0' + running);
    if (--steps[running] == 0) enabled.erase(running);
  }
  return made;
}

}  // namespace lockstep
