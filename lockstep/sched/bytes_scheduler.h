// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>

#include "lockstep/sched/replay_scheduler.h"
#include "lockstep/sched/scheduler.h"

namespace lockstep {

/// Lets a fuzzer choose: where several tasks are enabled, the next byte, modulo their number, says
/// which of them goes on. After the last byte nobody is preempted.
class BytesScheduler final : public Scheduler {
 public:
  /// Does not copy: the bytes must outlive the executions.
  explicit BytesScheduler(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  void begin(unsigned /*tasks*/) override { next_ = 0; }

  unsigned pick(TaskSet enabled, unsigned running) override {
    if (enabled.size() == 1) return enabled.first();
    if (next_ == bytes_.size()) return ReplayScheduler::go_on(enabled, running);
    return enabled.nth(bytes_[next_++] % enabled.size());
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t next_ = 0;
};

}  // namespace lockstep
