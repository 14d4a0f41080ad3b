// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/sched/scheduler.h"

namespace lockstep {

/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte: "A randomized
/// scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010): tasks have random
/// priorities and the highest enabled one runs; at d - 1 random steps the running one drops below
/// all others. Finds a bug of depth d among n tasks and k steps with probability at least
/// 1 / (n k^(d-1)) per execution. We take k to be the longest execution seen so far.
class PctScheduler final : public Scheduler {
 public:
  /// `depth` is at least 1.
  PctScheduler(std::uint64_t seed, unsigned depth);

  void begin(unsigned tasks) override;

  Choice pick(TaskSet enabled, unsigned running) override {
    if (step_++ == next_change_) [[unlikely]]
      change(running);
    if (enabled == last_enabled_) return Choice::of_task(last_pick_);
    return Choice::of_task(pick_highest(enabled));
  }

 private:
  void change(unsigned running);
  unsigned pick_highest(TaskSet enabled);
  void shuffle_priorities(unsigned tasks);
  void draw_changes();

  Random random_;
  const unsigned depth_;
  std::uint32_t longest_ = 1;
  std::uint32_t step_ = 0;
  std::uint32_t next_change_ = 0;
  std::vector<std::uint32_t> changes_;                // steps at which to change, last first
  std::array<std::int32_t, kMaxTasks> priorities_{};  // higher runs first
  std::int32_t lowest_ = 0;                           // below all priorities given so far
  TaskSet last_enabled_;
  unsigned last_pick_ = kNoTask;
};

}  // namespace lockstep
