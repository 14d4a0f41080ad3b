// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/find_difference.h"

#include <array>

#include "lockstep/reduce/demonstration.h"
#include "lockstep/reduce/witness.h"
#include "lockstep/sched/exhaustive_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kMostPreemptions = 4;
constexpr std::uint64_t kExecutions = 40'000;  // per bound on preemptions

ExploreLimits limits() { return WitnessLimits().explore_limits(); }

// For differences of any kind, races included.
LockstepDemonstration in_lockstep(PairRunner& pair) {
  return {pair, limits(), DifferenceKind::kDataRace};
}

std::optional<Discrepancy> find_in_lockstep(PairRunner& pair, const Program& program) {
  LockstepDemonstration demonstration = in_lockstep(pair);
  for (unsigned bound = 0; bound <= kMostPreemptions; ++bound) {
    ExhaustiveScheduler scheduler(bound);
    for (std::uint64_t executions = 0; executions < kExecutions; executions += 2) {
      if (auto found = demonstration.show(program, scheduler, "")) return found;
      if (!scheduler.advance()) break;
    }
  }
  return std::nullopt;
}

std::optional<Discrepancy> find_by_outcome_sets(PairRunner& pair, const Program& program) {
  const OutcomeComparison comparison = compare_outcomes(pair, program, limits());
  if (comparison.differences.empty()) return std::nullopt;
  return discrepancy_of(program, comparison.differences.front());
}

std::optional<Discrepancy> find_by_race_sets(PairRunner& pair, const Program& program,
                                             bool in_variant) {
  RaceDemonstration demonstration(pair, limits(), in_variant);
  ExhaustiveScheduler scheduler(kMostPreemptions);
  for (std::uint64_t executions = 0; executions < kExecutions; ++executions) {
    if (auto found = demonstration.show(program, scheduler, "")) return found;
    if (!scheduler.advance()) break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Discrepancy> find_under_own_schedule(PairRunner& pair, const Program& program) {
  ScriptedScheduler scheduler(program.schedule);
  pair.notice_uninitialised_in(program);
  LockstepDemonstration lockstep = in_lockstep(pair);
  OutcomeDemonstration variant(pair, limits(), true);
  OutcomeDemonstration reference(pair, limits(), false);
  RaceDemonstration variant_races(pair, limits(), true);
  RaceDemonstration reference_races(pair, limits(), false);
  const std::array<Demonstration*, 5> all = {&lockstep, &variant, &reference, &variant_races,
                                             &reference_races};
  for (Demonstration* const demonstration : all) {
    if (auto found = demonstration->show(program, scheduler, "")) return found;
    if (demonstration == &lockstep && lockstep.same_steps()) break;  // and they show the same
  }
  return std::nullopt;
}

std::optional<Discrepancy> find_difference(PairRunner& pair, const Program& program) {
  auto found = find_under_own_schedule(pair, program);
  if (!found) found = find_in_lockstep(pair, program);
  if (!found) found = find_by_outcome_sets(pair, program);
  if (!found) found = find_by_race_sets(pair, program, true);
  if (!found) found = find_by_race_sets(pair, program, false);
  return found;
}

}  // namespace lockstep
