// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/scripted_scheduler.h"

#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {

void ScriptedScheduler::begin(unsigned /*tasks*/) {
  run_ = 0;
  made_ = 0;
  mismatch_.reset();
}

void ScriptedScheduler::next_run() {
  ++run_;
  made_ = 0;
}

Choice ScriptedScheduler::pick(TaskSet enabled, unsigned running) {
  for (; run_ < schedule_.size(); next_run()) {
    const ScheduleRun& run = schedule_[run_];
    const bool counted = run.steps != 0;
    if (counted && made_ == run.steps) continue;
    if (enabled.contains(run.choice.task())) {
      ++made_;
      return run.choice;
    }
    if (counted && !mismatch_) mismatch_ = Mismatch{run_, run.steps - made_};
  }
  return ReplayScheduler::go_on(enabled, running);
}

}  // namespace lockstep
