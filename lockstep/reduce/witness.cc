// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/witness.h"

#include "lockstep/explore/interleavings.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kMostPreemptions = 3;

Discrepancy make_witness(const Program& program, Schedule schedule, Difference difference,
                         Evidence evidence) {
  Discrepancy witness;
  witness.difference = std::move(difference);
  witness.reproducer = program;
  witness.reproducer.schedule = std::move(schedule);
  witness.evidence = evidence;
  return witness;
}

}  // namespace

std::optional<Difference> WitnessSearch::shown_difference(const Program& program) const {
  for (Difference& difference :
       differences(program, pair_.reference_shown(), pair_.variant_shown())) {
    if ((diverged_ || !difference.diverged) && difference.fingerprint() == fingerprint_) {
      return std::move(difference);
    }
  }
  return std::nullopt;
}

std::optional<Discrepancy> WitnessSearch::try_own_schedule(const Program& program) {
  ScriptedScheduler scheduler(program.schedule);
  if (pair_.run(program, scheduler)) return std::nullopt;
  auto difference = shown_difference(program);
  if (!difference) return std::nullopt;
  return make_witness(program, shorten_schedule(pair_.reference_shown().steps),
                      std::move(*difference), Evidence::kLockstep);
}

std::optional<Discrepancy> WitnessSearch::try_preemptions(const Program& program, unsigned bound,
                                                          bool fewest_switches) {
  ExhaustiveScheduler scheduler(bound);
  std::optional<Discrepancy> best;
  enumerate_pairs(pair_, program, limits_.pairs, scheduler, [&](bool same) {
    if (same) return true;
    auto difference = shown_difference(program);
    if (!difference) return true;
    Schedule schedule = shorten_schedule(pair_.reference_shown().steps);
    if (!best || schedule.size() < best->reproducer.schedule.size()) {
      best = make_witness(program, std::move(schedule), std::move(*difference),
                          Evidence::kLockstep);
    }
    return fewest_switches;
  });
  return best;
}

std::optional<Discrepancy> WitnessSearch::search_schedules(const Program& program,
                                                           bool fewest_switches) {
  for (unsigned bound = 0; bound <= kMostPreemptions; ++bound) {
    if (auto witness = try_preemptions(program, bound, fewest_switches)) return witness;
  }
  return std::nullopt;
}

std::optional<Discrepancy> WitnessSearch::try_outcomes(const Program& program) {
  for (OutcomeDifference& found : compare_outcomes(pair_, program, limits_.outcomes).differences) {
    if (found.difference.fingerprint() != fingerprint_) continue;
    return make_witness(program, shorten_schedule(found.steps), std::move(found.difference),
                        Evidence::kOutcomeSet);
  }
  return std::nullopt;
}

std::optional<Discrepancy> WitnessSearch::find(const Program& program) {
  if (evidence_ == Evidence::kOutcomeSet) return try_outcomes(program);
  if (auto witness = try_own_schedule(program)) return witness;
  return search_schedules(program, false);
}

std::optional<Discrepancy> WitnessSearch::find_shortest(const Program& program) {
  if (evidence_ == Evidence::kOutcomeSet) return try_outcomes(program);
  auto witness = search_schedules(program, true);
  if (!witness) witness = try_own_schedule(program);
  if (witness) drop_last_runs(*witness);
  return witness;
}

// What would follow by itself need not be said.
void WitnessSearch::drop_last_runs(Discrepancy& witness) {
  Program shorter = witness.reproducer;
  while (!shorter.schedule.empty()) {
    shorter.schedule.pop_back();
    ScriptedScheduler scheduler(shorter.schedule);
    pair_.run(shorter, scheduler);
    if (!shown_difference(shorter)) return;
    witness.reproducer.schedule = shorter.schedule;
  }
}

}  // namespace lockstep
