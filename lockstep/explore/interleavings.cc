// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/interleavings.h"

namespace lockstep {

std::uint64_t cost_of(const Observation& observation) {
  constexpr std::uint64_t kOutOfSteps = 200;      // kStepLimit steps instead of some fifty
  constexpr std::uint64_t kEndlessLoop = 10'000;  // the time that the watchdog waits
  if (observation.final.crash == CrashKind::kEndlessLoop) return kEndlessLoop;
  return observation.final.end == End::kOutOfSteps ? kOutOfSteps : 1;
}

Enumeration enumerate_outcomes(Executor& executor, const Program& program,
                               const lockstep_implementation& implementation, std::uint64_t limit,
                               OutcomeSet& outcomes) {
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

}  // namespace lockstep
