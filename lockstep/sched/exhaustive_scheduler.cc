// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/exhaustive_scheduler.h"

#include "lockstep/sched/depth_first.h"
#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {

void ExhaustiveScheduler::begin(unsigned /*tasks*/) {
  depth_ = 0;
  preemptions_ = 0;
}

Choice ExhaustiveScheduler::pick(TaskSet enabled, unsigned running) {
  const bool running_enabled = running != kNoTask && enabled.contains(running);
  if (enabled.size() == 1) return Choice::of_task(enabled.first());
  if (running_enabled && preemptions_ == preemption_bound_) return Choice::of_task(running);
  if (depth_ == path_.size()) {
    Branch& added = path_.emplace_back();
    added.running = static_cast<std::uint8_t>(running);
    added.running_enabled = running_enabled;
    added.chosen = Choice::of_task(running_enabled ? running : enabled.first());
    added.untried = enabled;
    added.untried.erase(added.chosen.task());
  }
  const Branch& taken = path_[depth_++];
  if (!enabled.contains(taken.chosen.task())) return ReplayScheduler::go_on(enabled, running);
  if (taken.preempts()) ++preemptions_;
  return taken.chosen;
}

bool ExhaustiveScheduler::advance() {
  return go_back(path_, [this] { path_.pop_back(); });
}

}  // namespace lockstep
