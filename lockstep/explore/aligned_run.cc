// SPDX-License-Identifier: GPL-2.0-only
#include <array>

#include "lockstep/explore/race_watch.h"

namespace lockstep {
namespace {

// How many steps of its own the side that was shown may take before one that both take.
constexpr unsigned kMostSkipped = 4;

bool is_same_access(Step a, Step b) { return a.object() == b.object() && a.kind() == b.kind(); }

/// Picks the task whose next access came first in the steps that were shown.
class AlignedScheduler final : public Scheduler {
 public:
  /// `made` is the log of the steps that it picks.
  AlignedScheduler(const Executor& executor, const StepLog& shown, unsigned unseen, StepLog& made)
      : executor_(executor), shown_(shown), unseen_(unseen), made_(made) {}

  void begin(unsigned /*tasks*/) override {
    next_.fill(0);
    picked_ = 0;
  }

  Choice pick(TaskSet enabled, unsigned /*running*/) override {
    if (picked_ != 0) pass(made_.room()[picked_ - 1]);
    ++picked_;
    unsigned first = kNoTask;
    std::uint32_t earliest = 0;
    for (unsigned task = 0; task < kMaxTasks; ++task) {
      if (!enabled.contains(task)) continue;
      const std::uint32_t when = find_time(task);
      if (first != kNoTask && when >= earliest) continue;
      first = task;
      earliest = when;
    }
    return Choice::of_task(first);
  }

 private:
  // The task's next step that was shown, from this one on, or where the steps end.
  std::uint32_t find_step(unsigned task, std::uint32_t from) const {
    while (from < shown_.size() && shown_[from].task() != task) ++from;
    return from;
  }

  // The step that was shown and makes this access, or where the steps end.
  std::uint32_t find_access(unsigned task, Step access) const {
    std::uint32_t at = find_step(task, next_[task]);
    for (unsigned skipped = 0; skipped <= kMostSkipped && at < shown_.size(); ++skipped) {
      if (is_same_access(access, shown_[at])) return at;
      at = find_step(task, at + 1);
    }
    return shown_.size();
  }

  // A step that only this side takes comes as soon as it can.
  std::uint32_t find_time(unsigned task) const {
    const Step announced = executor_.announced(task);
    std::uint32_t next = find_step(task, next_[task]);
    if (announced.object()) {
      const std::uint32_t at = find_access(task, announced);
      return at < shown_.size() ? at : next;
    }
    for (unsigned unseen = unseen_; unseen != 0; --unseen) next = find_step(task, next + 1);
    return next;
  }

  void pass(Step made) {
    const std::uint32_t at = find_access(made.task(), made);
    if (at < shown_.size()) next_[made.task()] = at + 1;
  }

  const Executor& executor_;
  const StepLog& shown_;
  const unsigned unseen_;
  StepLog& made_;
  std::uint32_t picked_ = 0;                        // steps
  std::array<std::uint32_t, kMaxTasks> next_ = {};  // step that was shown, of each task
};

}  // namespace

Observation run_aligned(Executor& executor, const Program& program,
                        const lockstep_implementation& implementation, const Observation& shown,
                        unsigned unseen) {
  Observation other;
  AlignedScheduler scheduler(executor, shown.steps, unseen, other.steps);
  executor.run(program, implementation, scheduler, other);
  return other;
}

}  // namespace lockstep
