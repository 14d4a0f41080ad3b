// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <cstdint>

#include "lockstep/compare/outcome.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/exec/executor.h"
#include "lockstep/sched/exhaustive_scheduler.h"

// Plain depth-first enumeration of the interleavings of small programs.
namespace lockstep {

/// How far an enumeration came.
struct Enumeration {
  std::uint64_t interleavings = 0;
  bool complete = false;  ///< it did not stop at its limit
};

/// What an execution counts for towards a limit: one, or more if it took very long before it was
/// given up as endless.
std::uint64_t cost_of(const Observation& observation);

/// All outcomes of a program on one implementation, unless that costs more than `limit`. Time: one
/// execution per interleaving.
Enumeration enumerate_outcomes(Executor& executor, const Program& program,
                               const lockstep_implementation& implementation, std::uint64_t limit,
                               OutcomeSet& outcomes);

/// Runs a pair under every schedule of the reference, as long as they cost less than `limit`, and
/// calls visit(same) after each. Stops early if that returns false.
template <typename Visit>
Enumeration enumerate_pairs(PairRunner& pair, const Program& program, std::uint64_t limit,
                            ExhaustiveScheduler& scheduler, Visit visit) {
  Enumeration result;
  std::uint64_t cost = 0;
  do {
    if (cost >= limit) return result;
    const bool same = pair.run(program, scheduler);
    ++result.interleavings;
    cost += std::max(cost_of(pair.reference_shown()), cost_of(pair.variant_shown()));
    if (!visit(same)) return result;
  } while (scheduler.advance());
  result.complete = true;
  return result;
}

}  // namespace lockstep
