// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/witness.h"

#include <algorithm>

#include "lockstep/explore/interleavings.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kMostPreemptionsTried = 3;

Witness make_witness(const Program& program, Schedule schedule, Difference difference,
                     Evidence evidence) {
  Witness witness;
  witness.discrepancy.difference = std::move(difference);
  witness.discrepancy.reproducer = program;
  witness.discrepancy.reproducer.schedule = std::move(schedule);
  witness.discrepancy.evidence = evidence;
  return witness;
}

}  // namespace

std::optional<Difference> WitnessSearch::shown_difference(const Program& program) const {
  for (Difference& difference : pair_.differences(program)) {
    if ((diverged_ || !difference.diverged) && difference.fingerprint() == fingerprint_) {
      return std::move(difference);
    }
  }
  return std::nullopt;
}

std::optional<Witness> WitnessSearch::find_under_own_schedule(const Program& program) {
  ScriptedScheduler scheduler(program.schedule);
  if (pair_.run(program, scheduler)) return std::nullopt;
  auto difference = shown_difference(program);
  if (!difference) return std::nullopt;
  Witness witness = make_witness(program, shorten_schedule(pair_.reference_shown().steps),
                                 std::move(*difference), Evidence::kLockstep);
  witness.steps = own_steps(pair_.reference_shown());
  return witness;
}

std::optional<Witness> WitnessSearch::try_preemptions(const Program& program, unsigned bound,
                                                      bool fewest_switches) {
  ExhaustiveScheduler scheduler(bound);
  std::optional<Witness> best;
  enumerate_pairs(pair_, program, pair_limit(), scheduler, [&](bool same) {
    if (same || !shown_difference(program)) return true;
    Program shown = program;
    shown.schedule = shorten_schedule(pair_.reference_shown().steps);
    if (best && shown.schedule.size() >= best->discrepancy.reproducer.schedule.size()) return true;
    auto witness = find_under_own_schedule(shown);
    if (!witness) return true;
    best = std::move(witness);
    return fewest_switches;
  });
  return best;
}

// How many pairs the limit on steps allows, going by the last pair.
std::uint64_t WitnessSearch::pair_limit() const {
  return limits_.steps / std::max<std::uint64_t>(pair_.reference_shown().steps.size(), 1) + 1;
}

std::optional<Witness> WitnessSearch::search_schedules(const Program& program,
                                                       bool fewest_switches) {
  for (unsigned bound = 0; bound <= kMostPreemptionsTried; ++bound) {
    if (auto witness = try_preemptions(program, bound, fewest_switches)) return witness;
  }
  return std::nullopt;
}

std::optional<Witness> WitnessSearch::try_outcomes(const Program& program) try {
  for (OutcomeDifference& found :
       compare_outcomes(pair_, program, limits_.explore_limits()).differences) {
    if (found.difference.fingerprint() != fingerprint_) continue;
    return make_witness(program, shorten_schedule(found.steps), std::move(found.difference),
                        Evidence::kOutcomeSet);
  }
  return std::nullopt;
} catch (const NotExplorable&) {
  return std::nullopt;
}

std::optional<Witness> WitnessSearch::find(const Program& program) {
  if (limits_.stop()) return std::nullopt;
  const Executor::RacesIgnored ignored(pair_.executor(), is_race_);
  if (evidence_ == Evidence::kOutcomeSet) return try_outcomes(program);
  if (auto witness = find_under_own_schedule(program)) return witness;
  return search_schedules(program, false);
}

std::optional<Witness> WitnessSearch::find_shortest(const Program& program) {
  const Executor::RacesIgnored ignored(pair_.executor(), is_race_);
  if (evidence_ == Evidence::kOutcomeSet) return try_outcomes(program);
  auto witness = search_schedules(program, true);
  if (!witness) witness = find_under_own_schedule(program);
  if (witness) drop_last_runs(*witness);
  return witness;
}

// What would follow by itself need not be said.
void WitnessSearch::drop_last_runs(Witness& witness) {
  Program& reproducer = witness.discrepancy.reproducer;
  Program shorter = reproducer;
  while (!shorter.schedule.empty()) {
    shorter.schedule.pop_back();
    if (!find_under_own_schedule(shorter)) return;
    reproducer.schedule = shorter.schedule;
  }
}

}  // namespace lockstep
