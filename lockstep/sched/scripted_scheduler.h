// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>

#include "lockstep/program/program.h"
#include "lockstep/sched/scheduler.h"
#include "lockstep/sched/step.h"

namespace lockstep {

/// Follows the schedule of a program's text, run by run.
class ScriptedScheduler final : public Scheduler {
 public:
  /// A run of the schedule that could not be followed to its end.
  struct Mismatch {
    std::size_t run = 0;  ///< which, from 0
    std::uint32_t steps_left =
        0;  ///< that its task could not make, because it had blocked or ended
  };

  /// Does not copy: the schedule must outlive the executions.
  explicit ScriptedScheduler(const Schedule& schedule) : schedule_(schedule) {}

  void begin(unsigned tasks) override;
  Choice pick(TaskSet enabled, unsigned running) override;

  /// The first one in the last execution, if there was one.
  const std::optional<Mismatch>& mismatch() const { return mismatch_; }

 private:
  void next_run();

  const Schedule& schedule_;
  std::size_t run_ = 0;
  std::uint32_t made_ = 0;  // steps of that run
  std::optional<Mismatch> mismatch_;
};

}  // namespace lockstep
