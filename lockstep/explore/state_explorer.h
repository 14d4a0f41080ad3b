// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "lockstep/explore/outcome_sets.h"
#include "lockstep/explore/path_scheduler.h"

namespace lockstep {

/// A number of interleavings: it can be astronomically large.
using InterleavingCount = mpz_class;

/// How far an exploration may go. Counted, not timed: it ends at the same place everywhere.
struct ExploreLimits {
  std::uint64_t states = std::numeric_limits<std::uint32_t>::max();
  std::size_t memory = std::size_t{2} << 30;  ///< bytes, more or less
  /// Executions; those that take very long count as many.
  std::uint64_t cost = std::numeric_limits<std::uint64_t>::max();
  bool outcomes = true;  ///< build outcome sets up; they can need far more memory than states
  bool verify = false;   ///< compare states in full, not only their keys
  StateKey key_mask = kWholeKey;  ///< the bits of keys that count; fewer only in tests
  /// Asked from time to time, with the number of executions: true to end early.
  std::function<bool(std::uint64_t)> stop;
};

/// How much was explored.
struct ExploreTotals {
  bool complete = false;  ///< it did not come to a limit
  std::uint64_t states = 0;
  std::uint64_t executions = 0;
  std::size_t memory = 0;  ///< bytes at the end, more or less
};

/// Explores everything that a machine can do under all schedules, each state once: from the leaves
/// up, how many interleavings lead on from a state and which outcomes are still possible are
/// functions of the state. Depth first; every execution starts anew and follows the path.
///
/// Time: an execution for each transition between states. States and outcomes are exact.
class StateExplorer {
 public:
  /// The machine must outlive the explorer.
  StateExplorer(Machine& machine, const ExploreLimits& limits);

  /// Explores. Throws NotExplorable also if a state leads back to itself. Throws NotReproducible if
  /// a path led to another state when it was taken again, NotExplorable, and StateCollision.
  ExploreTotals explore();

  /// After a complete exploration: exactly how many schedules there are.
  const InterleavingCount& interleavings() const { return interleavings_; }

  /// After a complete exploration: everything that can be shown. Sorted.
  std::span<const OutcomeDigest> outcomes() const { return sets_.outcomes(outcomes_); }

  /// Outcomes of executions that came to their end, with their choices: what is known after an
  /// exploration that is not complete. Only the first so many.
  const std::map<OutcomeDigest, Path>& seen() const { return seen_; }

  /// After a complete exploration: choices that lead to one of the outcomes. Executes every
  /// possible next step on the way. Throws NotExplorable if what was explored does not hold now.
  Path find_path(OutcomeDigest outcome);

 private:
  /// A state on the current path.
  struct Frame {
    StateKey key;
    std::uint32_t number = 0;
    Choice chosen;
    TaskSet untried;
    OutcomeDigest shown;  // between this state and the next one on the path
    InterleavingCount interleavings;
    OutcomeSets::Id outcomes = OutcomeSets::kNone;
  };

  /// What is kept of a state that was left for good.
  struct Finished {
    InterleavingCount interleavings;  // 0: it is still on the path
    OutcomeSets::Id outcomes = OutcomeSets::kNone;
  };

  /// What is behind a path: a state, or the end.
  struct Successor {
    OutcomeDigest shown;                  // since the last choice
    std::optional<std::uint32_t> number;  // empty: the end
    TaskSet enabled;
  };

  void execute();
  void expect_same_state() const;
  void expect_outcome(OutcomeSets::Id outcomes, std::size_t next);
  const Finished& finished_state(std::uint32_t number) const;
  void note_end(OutcomeDigest shown);
  void push_frame(const ReachedState& state, std::size_t index);
  void add_to_top(const InterleavingCount& interleavings, OutcomeSets::Id outcomes);
  bool go_back();
  void finish_top();
  std::size_t memory() const;
  bool within_limits() const;
  Successor behind(const Path& path);
  bool leads_to(const Successor& successor, OutcomeDigest outcome) const;
  Successor step_towards(OutcomeDigest outcome, TaskSet enabled, Path& path);

  Machine& machine_;
  const ExploreLimits limits_;
  StateTable table_;
  PathScheduler scheduler_;
  OutcomeSets sets_;
  std::vector<Frame> frames_;
  Path path_;
  std::vector<Finished> finished_;  // by number
  std::map<OutcomeDigest, Path> seen_;
  std::uint64_t executions_ = 0;
  std::uint64_t cost_ = 0;
  std::size_t finished_memory_ = 0;
  InterleavingCount interleavings_;
  OutcomeSets::Id outcomes_ = OutcomeSets::kNone;
};

}  // namespace lockstep
