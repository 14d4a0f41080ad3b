// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/pct_scheduler.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace lockstep {

PctScheduler::PctScheduler(std::uint64_t seed, unsigned depth) : random_(seed), depth_(depth) {
  changes_.reserve(depth);
}

void PctScheduler::begin(unsigned tasks) {
  longest_ = std::max(longest_, step_);
  step_ = 0;
  shuffle_priorities(tasks);
  draw_changes();
  last_enabled_ = TaskSet();
}

void PctScheduler::shuffle_priorities(unsigned tasks) {
  for (unsigned task = 0; task < tasks; ++task) {
    const unsigned other = random_.below(task + 1);
    priorities_[task] = priorities_[other];
    priorities_[other] = static_cast<std::int32_t>(task);
  }
  lowest_ = 0;
}

void PctScheduler::draw_changes() {
  changes_.clear();
  for (unsigned change = 1; change < depth_; ++change) changes_.push_back(random_.below(longest_));
  std::sort(changes_.begin(), changes_.end(), std::greater<>());
  next_change_ = changes_.empty() ? std::numeric_limits<std::uint32_t>::max() : changes_.back();
}

// The task that ran drops below all others.
void PctScheduler::change(unsigned running) {
  while (!changes_.empty() && changes_.back() == next_change_) changes_.pop_back();
  next_change_ = changes_.empty() ? std::numeric_limits<std::uint32_t>::max() : changes_.back();
  if (running == kNoTask) return;
  priorities_[running] = --lowest_;
  last_enabled_ = TaskSet();
}

unsigned PctScheduler::pick_highest(TaskSet enabled) {
  last_pick_ = enabled.first();
  for (unsigned rank = 1; rank < enabled.size(); ++rank) {
    const unsigned task = enabled.nth(rank);
    if (priorities_[task] > priorities_[last_pick_]) last_pick_ = task;
  }
  last_enabled_ = enabled;
  return last_pick_;
}

}  // namespace lockstep
