// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "lockstep/compare/outcome.h"
#include "lockstep/sched/scheduler.h"

namespace lockstep {

/// Executions that should be the same were not: a bug in the harness, or an implementation that
/// keeps state of its own from one execution to the next.
class NotReproducible : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What is explored shares state between tasks, or reads it, in a way that exploring does not see,
/// so that states cannot be told apart.
class NotExplorable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The tasks of an implementation share memory that is neither among the shared objects nor a
/// static variable: what they tell each other there is not part of what is explored.
class SharesMemory : public NotExplorable {
 public:
  explicit SharesMemory(const std::string& name)
      : NotExplorable(name +
                      " shares memory of its own between tasks, which is not part of what is "
                      "explored") {}
};

/// What an implementation does depends on what memory held that it never wrote.
class ReadsUninitialised : public NotExplorable {
 public:
  explicit ReadsUninitialised(const std::string& name)
      : NotExplorable(name + " reads memory that was never written"), name_(name) {}

  /// The name of the implementation.
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

/// Something that can be explored: it runs under schedules, and its state between two steps can be
/// told. The choice of a task leads from a state to exactly one next state, and shows something on
/// the way.
class Machine {
 public:
  Machine() = default;
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  virtual ~Machine() = default;

  /// One execution, from the start to its end or to where the scheduler stops it. Throws
  /// NotExplorable.
  virtual void run(Scheduler& scheduler) = 0;

  /// For schedulers, while they pick: appends all that the rest of the execution depends on.
  virtual void append_state(std::vector<std::uint64_t>& words) const = 0;

  /// For schedulers, while they pick: what has been shown since the last call or the start.
  virtual OutcomeDigest take_shown() = 0;

  /// After an execution that was not stopped: the same, with how it ended.
  virtual OutcomeDigest take_shown_at_end() = 0;

  /// The tasks that this one may affect or be affected by, now or later, whatever the schedule; it
  /// is one of them. For each of them, the same.
  virtual TaskSet related(unsigned /*task*/) const { return TaskSet::first_n(kMaxTasks); }

  /// Whether the last execution did what may affect all tasks after all.
  virtual bool affected_all() const { return false; }

  /// How many ordinary executions the last one took as long as.
  virtual std::uint64_t cost() const { return 1; }
};

/// The cost of one execution: 1, or more if it took very long before it was given up as endless.
inline std::uint64_t cost_of(const Observation& observation) {
  constexpr std::uint64_t kOutOfSteps = 200;      // kStepLimit steps instead of some fifty
  constexpr std::uint64_t kEndlessLoop = 10'000;  // the time that the watchdog waits
  const CrashKind crash = observation.final.crash;
  if (crash == CrashKind::kEndlessLoop || crash == CrashKind::kBlocks) return kEndlessLoop;
  return observation.final.end == End::kOutOfSteps ? kOutOfSteps : 1;
}

}  // namespace lockstep
