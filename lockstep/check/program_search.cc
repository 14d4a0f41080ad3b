// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/program_search.h"

#include "lockstep/explore/program_exploration.h"
#include "lockstep/sched/pct_scheduler.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

// Programs with more states than this are explored in part only.
constexpr std::uint64_t kMostStates = 5'000;
constexpr std::uint64_t kMostExecutions = 20 * kMostStates;
constexpr std::uint64_t kMostExecutionsForOutcomes = 5 * kMostStates;

constexpr std::uint64_t kMostExecutionsForRaces = 2'000;

constexpr unsigned kPctDepth = 3;

constexpr std::uint64_t kPairsPerLookForUninitialised = 64;

}  // namespace

ProgramSearch::ProgramSearch(Executor& executor, const lockstep_implementation& reference,
                             const lockstep_implementation& variant, const CheckOptions& options,
                             const CheckListener& listener)
    : options_(options),
      listener_(listener),
      budget_(options),
      known_(options.known),
      pair_(executor, reference, variant, &known_),
      collector_(
          pair_, [this](const Discrepancy& found) { note_found(found); },
          [this] { return budget_.overdrawn(); }) {}

void ProgramSearch::note_progress() const {
  listener_.on_progress({phase_, programs_, pairs_, collector_.all().size()});
}

void ProgramSearch::note_found(const Discrepancy& found) {
  listener_.on_found(found);
  budget_.note_found();
  budget_.look_again();
  switch (class_of(found.reproducer)) {
    case DiscrepancyClass::kReachable:
      stopped_ |= options_.stop_at_first;
      break;
    case DiscrepancyClass::kInternal:
      break;
    case DiscrepancyClass::kOutOfContract:
      stopped_ |= options_.stop_at_note;
      break;
  }
}

DiscrepancyClass ProgramSearch::class_of(const Program& program) const {
  const DiscrepancyClass what = classify(program);
  return what == DiscrepancyClass::kInternal && options_.primitives ? DiscrepancyClass::kReachable
                                                                    : what;
}

OperationSet ProgramSearch::caller_operations() const {
  OperationSet operations = pair_.operations();
  if (!options_.primitives) operations.remove_primitives();
  return operations;
}

void ProgramSearch::run_own_schedule(const Program& program, SearchTotals& totals) {
  if (program.schedule.empty()) return;
  ScriptedScheduler scheduler(program.schedule);
  note_pair(program, pair_.run(program, scheduler), totals);
}

void ProgramSearch::run_sampled_schedules(const Program& program, unsigned schedules,
                                          SearchTotals& totals) {
  RandomScheduler random(sample_seed_);
  PctScheduler pct(sample_seed_, kPctDepth);
  for (unsigned i = 0; i < schedules && !spent(); ++i) {
    const bool use_pct = options_.strategy == Strategy::kPct ||
                         (options_.strategy == Strategy::kMixed && i % 2 != 0);
    Scheduler& scheduler = use_pct ? static_cast<Scheduler&>(pct) : random;
    const ObservedPair& shown = pair_.sample(program, scheduler);
    const bool has_crash = shown.has_crash();
    note_pair(program, shown, totals);
    if (has_crash) return;
  }
}

bool ProgramSearch::explore(const Program& program, SearchTotals& totals) {
  try {
    bool other_steps = false;
    bool complete = compare_states(program, totals, other_steps);
    if (other_steps) {
      ExploreLimits limits;
      limits.states = kMostStates;
      limits.cost = kMostExecutionsForOutcomes;
      limits.stop = [&](std::uint64_t) { return stopped_ || budget_.spent(pairs_, 1); };
      complete = collector_.examine_outcomes(program, limits, pairs_);
      explore_races(program, limits);
    }
    if (complete) ++totals.complete;
    return complete;
  } catch (const NotExplorable& why) {
    note_not_explorable(why);
    return false;
  }
}

// They do not depend on the configuration: one is enough. No pairs are run, so that what is counted
// in pairs ends at the same place in builds that watch for races and in others.
void ProgramSearch::explore_races(const Program& program, ExploreLimits limits) {
  if (!(program.configuration == options_.configurations.front())) return;
  limits.cost = kMostExecutionsForRaces;
  collector_.examine_races(program, limits, pairs_);
}

void ProgramSearch::note_not_explorable(const NotExplorable& why) {
  shortcomings_.shares_memory |= dynamic_cast<const SharesMemory*>(&why) != nullptr;
  shortcomings_.reads_uninitialised |= dynamic_cast<const ReadsUninitialised*>(&why) != nullptr;
}

// Counts a pair and looks at what differs, which may run others.
void ProgramSearch::note_pair(const Program& program, const ObservedPair& shown,
                              SearchTotals& totals) {
  ++pairs_;
  ++totals.pairs;
  if (pair_.executor().watches_races()) ++watched_pairs_;
  note_races(shown.reference.races, shown.variant.races);
  shortcomings_.races_only_reported = pair_.only_reported_of_variant();
  shortcomings_.races_lost = pair_.executor().races().executions_with_losses() != 0;
  if (pairs_ % kPairsPerLookForUninitialised == 0) pair_.notice_uninitialised(program, shown);
  if (!shown.is_same) collector_.examine(program, shown, pairs_);
  shortcomings_.reads_uninitialised |= pair_.reads_uninitialised();
}

void ProgramSearch::note_races(const std::vector<RaceRecord>& reference,
                               const std::vector<RaceRecord>& variant) {
  if (reference.empty() && variant.empty()) return;
  ++racy_pairs_;
  if (reference == variant) ++alike_racy_pairs_;
}

// True if all pairs of states were compared. As soon as the sides take different steps, they
// cannot be: then outcome sets decide.
bool ProgramSearch::compare_states(const Program& program, SearchTotals& totals,
                                   bool& other_steps) {
  ExploreLimits limits;
  limits.states = kMostStates;
  limits.cost = kMostExecutions;
  limits.stop = [&](std::uint64_t executions) {
    return stopped_ || budget_.spent(pairs_ + executions / 2, 1);
  };
  const auto note = [&](const ObservedPair& shown, const Path& /*path*/) {
    const bool has_crash = shown.has_crash();
    other_steps = !shown.same_steps() && !has_crash;
    if (!other_steps) note_pair(program, shown, totals);
    return !other_steps && !has_crash;
  };
  const ExploreTotals explored = compare_in_lockstep(pair_, program, limits, note);
  pairs_ += explored.executions / 2;
  totals.pairs += explored.executions / 2;
  return explored.complete;
}

}  // namespace lockstep
