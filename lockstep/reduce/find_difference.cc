// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/find_difference.h"

#include "lockstep/explore/interleavings.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/reduce/witness.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kMostPreemptions = 4;
constexpr std::uint64_t kPairs = 20'000;  // per bound on preemptions

Discrepancy make_discrepancy(const Program& program, std::span<const Step> steps,
                             Difference difference, Evidence evidence) {
  Discrepancy found;
  found.difference = std::move(difference);
  found.reproducer = program;
  found.reproducer.schedule = shorten_schedule(steps);
  found.evidence = evidence;
  return found;
}

// What the last pair showed, if it took the same steps on both sides.
std::optional<Discrepancy> shown(const PairRunner& pair, const Program& program) {
  for (Difference& difference : pair.differences(program)) {
    if (difference.diverged) continue;
    return make_discrepancy(program, pair.reference_shown().steps, std::move(difference),
                            Evidence::kLockstep);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Discrepancy> find_difference(PairRunner& pair, const Program& program) {
  ScriptedScheduler scripted(program.schedule);
  std::optional<Discrepancy> found;
  if (!pair.run(program, scripted)) found = shown(pair, program);
  for (unsigned bound = 0; !found && bound <= kMostPreemptions; ++bound) {
    ExhaustiveScheduler scheduler(bound);
    enumerate_pairs(pair, program, kPairs, scheduler, [&](bool same) {
      if (!same) found = shown(pair, program);
      return !found;
    });
  }
  if (found) return found;
  OutcomeComparison comparison = compare_outcomes(pair, program, WitnessLimits().explore_limits());
  if (comparison.differences.empty()) return std::nullopt;
  OutcomeDifference& first = comparison.differences.front();
  return make_discrepancy(program, first.steps, std::move(first.difference), Evidence::kOutcomeSet);
}

}  // namespace lockstep
