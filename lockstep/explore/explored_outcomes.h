// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <map>
#include <vector>

#include "lockstep/explore/program_machine.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// Everything that an implementation can do with a program, over all interleavings, and executions
/// that show it. If there are too many states for the limits: what was met.
class ExploredOutcomes {
 public:
  /// Explores. All but the limits must outlive this. Throws NotReproducible, NotExplorable.
  ExploredOutcomes(Executor& executor, const Program& program,
                   const lockstep_implementation& implementation, const ExploreLimits& limits,
                   OutcomeView view = OutcomeView::kAll,
                   Executor::Looks looks = Executor::Looks::kAtOnce);

  /// Whether these are all of its outcomes.
  bool complete() const { return totals_.complete; }
  /// Sorted.
  const std::vector<OutcomeDigest>& outcomes() const { return outcomes_; }
  bool has(OutcomeDigest outcome) const;
  const ExploreTotals& totals() const { return totals_; }
  const InterleavingCount& interleavings() const { return explorer_.interleavings(); }

  /// If complete: whether any of its executions ends so.
  bool can_end(End end) const { return machine_.has_ended(end); }

  /// Choices that lead to this outcome.
  const Path& path_to(OutcomeDigest outcome);

  /// Makes an execution that shows this outcome. Only where callers look at once.
  void observe(OutcomeDigest outcome, Observation& observation);

 private:
  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& implementation_;
  ProgramMachine machine_;
  StateExplorer explorer_;
  const ExploreTotals totals_;
  std::vector<OutcomeDigest> outcomes_;  // sorted
  std::map<OutcomeDigest, Path> paths_;  // as far as they are known
};

}  // namespace lockstep
