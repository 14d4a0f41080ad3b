// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/interleavings.h"

namespace lockstep {

Enumeration enumerate_outcomes(Executor& executor, const Program& program,
                               const lockstep_implementation& implementation, std::uint64_t limit,
                               OutcomeSet& outcomes) {
  Enumeration result;
  ExhaustiveScheduler scheduler;
  Observation observation;
  do {
    if (result.interleavings == limit) return result;
    executor.run(program, implementation, scheduler, observation);
    ++result.interleavings;
    outcomes.add(observation);
  } while (scheduler.advance());
  result.complete = true;
  return result;
}

}  // namespace lockstep
