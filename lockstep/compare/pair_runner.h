// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/compare/difference.h"
#include "lockstep/exec/executor.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {

/// What the two executions of a pair showed.
struct ObservedPair {
  Observation reference;
  Observation variant;
  bool is_same = true;  ///< both showed the same; see also same_steps()

  /// Whether both took the same steps; if not, they did not run under the same schedule to the end.
  bool same_steps() const { return reference.steps == variant.steps; }

  /// Whether a side crashed.
  bool has_crash() const {
    return reference.final.end == End::kCrash || variant.final.end == End::kCrash;
  }

  /// A copy to keep; see Observation::compact().
  ObservedPair compact() const { return {reference.compact(), variant.compact(), is_same}; }
};

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

  /// One pair of executions. What it showed is overwritten by the next one.
  const ObservedPair& run(const Program& program, Scheduler& scheduler) {
    const std::uint64_t before = executor_.races().only_reported();
    executor_.run(program, reference_, scheduler, shown_.reference);
    const std::uint64_t between = executor_.races().only_reported();
    replay_.follow(shown_.reference.steps);
    executor_.run(program, variant_, replay_, shown_.variant);
    only_reported_of_reference_ += between - before;
    only_reported_of_variant_ += executor_.races().only_reported() - between;
    shown_.is_same = same_observation(shown_.reference, shown_.variant);
    return shown_;
  }

  /// The same for those who run many, in less time: a quick pair, see Executor::Effort, and if that
  /// shows a difference or ThreadSanitizer reports a race, a full one under the same schedule,
  /// which is what then counts. One pair in kPairsPerFullOne is full from the start; so are all
  /// once there was a race, or if most of the quick ones show something.
  const ObservedPair& sample(const Program& program, Scheduler& scheduler);

  /// Whether ThreadSanitizer reported a race of the variant alone, in any pair, that we do not see.
  bool only_reported_of_variant() const {
    return only_reported_of_variant_ != 0 && only_reported_of_reference_ == 0;
  }

  /// Looks whether what a side showed when the program ran depends on memory that was never
  /// written, by running both along the same steps with two kinds of such memory. True at most
  /// once: from then on that memory holds the same in every execution, so that what is found shows
  /// again; and, if possible, something with which the sides differ. Does not overwrite what the
  /// last pair showed.
  bool notice_uninitialised(const Program& program, const ObservedPair& shown);

  /// The same for the pair under the program's own schedule, which is run first.
  void notice_uninitialised_in(const Program& program);

  /// Whether that was noticed.
  bool reads_uninitialised() const { return executor_.uninitialised() != Uninitialised::kAsLeft; }

  /// What there is to report about what a pair of executions of the program showed; see
  /// lockstep::differences().
  std::vector<Difference> differences(const Program& program, const ObservedPair& shown) const {
    return lockstep::differences(program, shown.reference, shown.variant, known_);
  }

  const lockstep_implementation& reference() const { return reference_; }
  const lockstep_implementation& variant() const { return variant_; }
  Executor& executor() const { return executor_; }
  KnownDiscrepancies* known() const { return known_; }

 private:
  static constexpr std::uint64_t kPairsPerFullOne = 8;

  Observation run_along(const Program& program, const lockstep_implementation& implementation,
                        const StepLog& steps);

  Executor& executor_;
  const lockstep_implementation& reference_;
  const lockstep_implementation& variant_;
  KnownDiscrepancies* const known_;
  const OperationSet operations_;
  ObservedPair shown_;
  ReplayScheduler replay_;
  std::uint64_t sampled_ = 0;    // pairs
  std::uint64_t run_again_ = 0;  // of these
  bool saw_race_ = false;        // in one that was run in full
  std::uint64_t only_reported_of_reference_ = 0;
  std::uint64_t only_reported_of_variant_ = 0;
};

}  // namespace lockstep
