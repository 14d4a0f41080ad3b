// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/base/random.h"
#include "lockstep/sched/scheduler.h"

namespace lockstep {

/// A random walk: every enabled task is equally likely at every step (to within 1 in 8,000: a draw
/// has 16 bits).
class RandomScheduler final : public Scheduler {
 public:
  explicit RandomScheduler(std::uint64_t seed) : random_(seed) {}

  void begin(unsigned /*tasks*/) override {}

  Choice pick(TaskSet enabled, unsigned /*running*/) override {
    if (bits_ <= 0xffff) bits_ = random_.next() | 1ull << 63;
    const auto draw = static_cast<std::uint32_t>(bits_ & 0xffff);
    bits_ >>= 16;
    return Choice::of_task(enabled.nth(draw * enabled.size() >> 16));
  }

 private:
  Random random_;
  std::uint64_t bits_ = 0;  // drawn and not used yet; the topmost one marks the end
};

}  // namespace lockstep
