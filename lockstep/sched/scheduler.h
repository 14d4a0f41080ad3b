// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/sched/task_set.h"

namespace lockstep {

/// A policy that takes the choices of executions. One policy per file in this folder.
class Scheduler {
 public:
  Scheduler() = default;
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;
  virtual ~Scheduler() = default;

  /// An execution of `tasks` tasks begins.
  virtual void begin(unsigned tasks) = 0;

  /// Chooses which task makes the next step, one of `enabled`, which is not empty, or that the
  /// execution stops here. `running` made the last step, or is kNoTask; it may be blocked or
  /// ended. Called once per step, on behalf of tasks: it must not allocate memory, or
  /// ThreadSanitizer sees tasks race for it (see Engine::OwnContext). begin() may.
  virtual Choice pick(TaskSet enabled, unsigned running) = 0;
};

}  // namespace lockstep
