// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "lockstep/compare/outcome.h"
#include "lockstep/sched/scheduler.h"

namespace lockstep {

/// What is explored has state that exploring cannot see, so that it cannot tell states apart.
class NotExplorable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Why, if the same choices lead to another state than before.
inline constexpr const char* kOtherState =
    "the same choices led to another state: what is explored keeps state of its own from one "
    "execution to the next";

/// Why, if what follows a state is not always the same.
inline constexpr const char* kOtherFuture =
    "the same state led to another outcome: what is explored reads shared state in a way that "
    "exploring does not see";

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
};

}  // namespace lockstep
