// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/compare/difference.h"
#include "lockstep/exec/executor.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {

/// Runs programs on the reference and on a variant in lockstep: the variant takes the choices that
/// the reference took.
class PairRunner {
 public:
  /// All must outlive the runner. Differences that are known, if these are given, are passed over.
  PairRunner(Executor& executor, const lockstep_implementation& reference,
             const lockstep_implementation& variant, KnownDiscrepancies* known = nullptr)
      : executor_(executor),
        reference_(reference),
        variant_(variant),
        known_(known),
        operations_(supported_operations(reference) & supported_operations(variant)) {}

  /// The operations that both sides support: programs must have no others.
  const OperationSet& operations() const { return operations_; }

  /// One pair of executions. True if both showed the same; see also same_steps().
  bool run(const Program& program, Scheduler& scheduler) {
    executor_.run(program, reference_, scheduler, reference_shown_);
    replay_.follow(reference_shown_.steps);
    executor_.run(program, variant_, replay_, variant_shown_);
    return same_observation(reference_shown_, variant_shown_);
  }

  /// Whether both took the same steps in the last pair; if not, they did not run under the same
  /// schedule to the end.
  bool same_steps() const { return reference_shown_.steps == variant_shown_.steps; }

  /// What there is to report about the last pair; see differences(). `program` is what it ran.
  std::vector<Difference> differences(const Program& program) const {
    return lockstep::differences(program, reference_shown_, variant_shown_, known_);
  }

  const Observation& reference_shown() const { return reference_shown_; }
  const Observation& variant_shown() const { return variant_shown_; }
  const lockstep_implementation& reference() const { return reference_; }
  const lockstep_implementation& variant() const { return variant_; }
  Executor& executor() const { return executor_; }
  KnownDiscrepancies* known() const { return known_; }

 private:
  Executor& executor_;
  const lockstep_implementation& reference_;
  const lockstep_implementation& variant_;
  KnownDiscrepancies* const known_;
  const OperationSet operations_;
  Observation reference_shown_;
  Observation variant_shown_;
  ReplayScheduler replay_;
};

}  // namespace lockstep
