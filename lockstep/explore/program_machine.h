// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/exec/executor.h"
#include "lockstep/explore/machine.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// A program on an implementation. What it shows are operations that return, warnings, and how it
/// ends; not data races: those depend on how a state was reached.
class ProgramMachine final : public Machine {
 public:
  /// The first three must outlive the machine. With `values`, states are told in full and not by
  /// hashes.
  ProgramMachine(Executor& executor, const Program& program,
                 const lockstep_implementation& implementation, bool values = false,
                 OutcomeView view = OutcomeView::kAll,
                 Executor::Looks looks = Executor::Looks::kAtOnce)
      : executor_(executor),
        program_(program),
        implementation_(implementation),
        values_(values),
        looks_(looks),
        groups_(independent_groups(program)),
        parts_(view) {}

  void run(Scheduler& scheduler) override;
  void append_state(std::vector<std::uint64_t>& words) const override;
  OutcomeDigest take_shown() override { return parts_.take_over(observation_); }
  OutcomeDigest take_shown_at_end() override {
    ends_ |= 1u << static_cast<unsigned>(observation_.final.end);
    return parts_.take_over_end(observation_);
  }

  TaskSet related(unsigned task) const override;
  /// A warning is given once, a crash ends all, and all tasks share static variables.
  bool affected_all() const override;

  std::uint64_t cost() const override { return cost_of(observation_); }

  /// Whether an execution that was not stopped ended so; after an exploration, whether any can.
  bool has_ended(End end) const { return (ends_ >> static_cast<unsigned>(end) & 1) != 0; }

  /// What the last execution showed.
  const Observation& observation() const { return observation_; }

 private:
  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& implementation_;
  const bool values_;
  const Executor::Looks looks_;
  const std::array<std::uint8_t, kMaxTasks> groups_;
  Observation observation_;
  OutcomeParts parts_;
  unsigned ends_ = 0;  // a bit per End
  mutable bool statics_have_changed_ = false;
  mutable StateWords state_;  // memory to write it to
};

}  // namespace lockstep
