// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "lockstep/sched/scheduler.h"
#include "lockstep/sched/step.h"

namespace lockstep {

/// Takes every schedule in turn, depth first: an execution per schedule, all from the start. With a
/// bound on preemptions (Musuvathi, Qadeer: "Iterative context bounding for systematic testing of
/// multithreaded programs", PLDI 2007), every schedule with at most that many: a preemption is a
/// switch away from a task that could have gone on.
///
/// The branches of the path are an explicit record. If what is executed is not deterministic, a
/// choice may not be there when it is to be taken again: then the execution goes on without it.
class ExhaustiveScheduler final : public Scheduler {
 public:
  static constexpr unsigned kUnbounded = std::numeric_limits<unsigned>::max();

  explicit ExhaustiveScheduler(unsigned preemption_bound = kUnbounded)
      : preemption_bound_(preemption_bound) {
    path_.reserve(kStepLimit);  // pick() must not allocate
  }

  void begin(unsigned tasks) override;
  Choice pick(TaskSet enabled, unsigned running) override;

  /// After an execution: goes on to the next schedule. False if there is none.
  bool advance();

 private:
  /// A step at which more than one task could be chosen.
  struct Branch {
    TaskSet untried;
    Choice chosen;
    std::uint8_t running = 0;
    bool running_enabled = false;

    bool preempts() const { return running_enabled && chosen.task() != running; }
  };

  const unsigned preemption_bound_;
  std::vector<Branch> path_;
  std::size_t depth_ = 0;     // branches of the path that this execution has passed
  unsigned preemptions_ = 0;  // of this execution
};

}  // namespace lockstep
