// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/exec/executor.h"
#include "lockstep/explore/path_scheduler.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// An execution that shows what was looked for, but for a few things.
struct NearOutcome {
  Observation observation;
  unsigned differences = 0;  ///< operations and warnings that are other; the end counts as one
};

/// Whether an implementation can show what another one has shown of the same program: a search over
/// all its schedules that turns back wherever something else has been shown, and that begins with
/// the schedule most like the other one's. That takes far less time than to find out all that the
/// implementation can show.
class OutcomeSearch {
 public:
  /// All must outlive the search. `wanted` has the steps that the other implementation took.
  OutcomeSearch(Executor& executor, const Program& program,
                const lockstep_implementation& implementation, const Observation& wanted);

  enum class Answer : std::uint8_t { kCan, kCannot, kUnknown };

  /// Whether it can show just that, data races aside, if callers look in their own time
  /// (Executor::Looks::kAsSteps). Unknown if the limits were met first, or if what is wanted was
  /// cut off and the implementation can go on for ever, too. Throws NotReproducible, NotExplorable.
  Answer can_show(const ExploreLimits& limits);

  /// Executions that show something else in as few things as possible; among equally near ones, all
  /// that were met within the limits. Callers look at once. Never empty.
  std::vector<NearOutcome> find_nearest(const ExploreLimits& limits);

  /// Executions so far.
  std::uint64_t executions() const { return executions_; }

 private:
  class Walk;

  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& implementation_;
  const Observation& wanted_;
  std::uint64_t executions_ = 0;
};

}  // namespace lockstep
