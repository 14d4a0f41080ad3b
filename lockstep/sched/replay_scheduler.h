// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <span>

#include "lockstep/sched/scheduler.h"
#include "lockstep/sched/step.h"

namespace lockstep {

/// Takes the choices that another execution took. Where they do not fit (the task cannot run, or
/// there are no more), the running task goes on, or else the first one that can.
class ReplayScheduler final : public Scheduler {
 public:
  /// Whose choices to take from now on. Does not copy: they must outlive the executions.
  void follow(std::span<const Step> steps) { steps_ = steps; }

  void begin(unsigned /*tasks*/) override { next_ = 0; }

  Choice pick(TaskSet enabled, unsigned running) override {
    if (next_ < steps_.size()) {
      const Choice choice = steps_[next_++].choice();
      if (enabled.contains(choice.task())) return choice;
    }
    return go_on(enabled, running);
  }

  /// The choice of who has no choice to follow.
  static Choice go_on(TaskSet enabled, unsigned running) {
    const bool goes_on = running != kNoTask && enabled.contains(running);
    return Choice::of_task(goes_on ? running : enabled.first());
  }

 private:
  std::span<const Step> steps_;
  std::size_t next_ = 0;
};

}  // namespace lockstep
