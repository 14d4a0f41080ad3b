// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "lockstep/compare/outcome.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/exec/executor.h"
#include "lockstep/explore/machine.h"
#include "lockstep/sched/exhaustive_scheduler.h"

// Plain depth-first enumeration of the interleavings of small programs, with which exploring by
// states is compared.
namespace lockstep {

/// The outcomes of a program on one implementation, each with the steps that first showed it.
class OutcomeSet {
 public:
  /// True if it is a new one.
  bool add(const Observation& observation) {
    return outcomes_
        .try_emplace(digest_outcome(observation), observation.steps.begin(),
                     observation.steps.end())
        .second;
  }

  bool contains(const OutcomeDigest& outcome) const { return outcomes_.contains(outcome); }
  std::size_t size() const { return outcomes_.size(); }
  const std::map<OutcomeDigest, std::vector<Step>>& outcomes() const { return outcomes_; }

 private:
  std::map<OutcomeDigest, std::vector<Step>> outcomes_;
};

/// How far an enumeration came.
struct Enumeration {
  std::uint64_t interleavings = 0;
  bool complete = false;  ///< it did not stop at its limit
};

/// All outcomes of a program on one implementation, unless that costs more than `limit`. Takes one
/// execution per interleaving.
inline Enumeration enumerate_outcomes(Executor& executor, const Program& program,
                                      const lockstep_implementation& implementation,
                                      std::uint64_t limit, OutcomeSet& outcomes) {
  Enumeration result;
  ExhaustiveScheduler scheduler;
  Observation observation;
  std::uint64_t cost = 0;
  do {
    if (cost >= limit) return result;
    executor.run(program, implementation, scheduler, observation);
    ++result.interleavings;
    cost += cost_of(observation);
    outcomes.add(observation);
  } while (scheduler.advance());
  result.complete = true;
  return result;
}

/// Runs a pair under every schedule of the reference, as long as they cost less than `limit`, and
/// calls visit(shown) after each. Stops early if that returns false.
template <typename Visit>
Enumeration enumerate_pairs(PairRunner& pair, const Program& program, std::uint64_t limit,
                            ExhaustiveScheduler& scheduler, Visit visit) {
  Enumeration result;
  std::uint64_t cost = 0;
  do {
    if (cost >= limit) return result;
    const ObservedPair& shown = pair.run(program, scheduler);
    ++result.interleavings;
    cost += std::max(cost_of(shown.reference), cost_of(shown.variant));
    if (!visit(shown)) return result;
  } while (scheduler.advance());
  result.complete = true;
  return result;
}

}  // namespace lockstep
