// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/witness.h"

#include "lockstep/sched/exhaustive_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kMostPreemptionsTried = 3;

}  // namespace

std::optional<Witness> WitnessSearch::show(const Program& program, Scheduler& scheduler) {
  auto discrepancy = demonstration_->show(program, scheduler, fingerprint_);
  if (!discrepancy) return std::nullopt;
  return Witness{std::move(*discrepancy), own_steps(demonstration_->shown())};
}

std::optional<Witness> WitnessSearch::find_under_own_schedule(const Program& program) {
  ScriptedScheduler scheduler(program.schedule);
  return show(program, scheduler);
}

std::optional<Witness> WitnessSearch::try_preemptions(const Program& program, unsigned bound,
                                                      bool fewest_switches) {
  ExhaustiveScheduler scheduler(bound);
  std::optional<Witness> best;
  // Both sides of a pair make steps.
  const std::uint64_t end = pair_.executor().work() + 2 * limits_.steps;
  do {
    auto witness = show(program, scheduler);
    if (!witness) continue;
    const std::size_t runs = witness->discrepancy.reproducer.schedule.size();
    if (best && runs >= best->discrepancy.reproducer.schedule.size()) continue;
    best = std::move(witness);
    if (!fewest_switches) break;
  } while (pair_.executor().work() < end && scheduler.advance());
  return best;
}

std::optional<Witness> WitnessSearch::search_schedules(const Program& program,
                                                       bool fewest_switches) {
  for (unsigned bound = 0; bound <= kMostPreemptionsTried; ++bound) {
    if (auto witness = try_preemptions(program, bound, fewest_switches)) return witness;
  }
  return std::nullopt;
}

std::optional<Witness> WitnessSearch::find(const Program& program) {
  if (limits_.stop()) return std::nullopt;
  if (auto witness = find_under_own_schedule(program)) return witness;
  return search_schedules(program, false);
}

std::optional<Witness> WitnessSearch::find_shortest(const Program& program) {
  auto witness = search_schedules(program, true);
  if (!witness) witness = find_under_own_schedule(program);
  if (witness) drop_last_runs(*witness);
  return witness;
}

// What would follow by itself need not be said. What follows may be another outcome with the same
// difference, and then its nearest one is another, too.
void WitnessSearch::drop_last_runs(Witness& witness) {
  Program shorter = witness.discrepancy.reproducer;
  while (!shorter.schedule.empty()) {
    shorter.schedule.pop_back();
    auto found = find_under_own_schedule(shorter);
    if (!found) return;
    witness = std::move(*found);
    witness.discrepancy.reproducer.schedule = shorter.schedule;
  }
}

}  // namespace lockstep
