// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/program_exploration.h"

#include "lockstep/explore/program_machine.h"

namespace lockstep {
namespace {

ExploredSide count_states(Executor& executor, const Program& program,
                          const lockstep_implementation& side, ExploreLimits limits) {
  limits.outcomes = false;
  ProgramMachine machine(executor, program, side, limits.verify);
  StateExplorer explorer(machine, limits);
  const ExploreTotals totals = explorer.explore();
  return {totals, explorer.interleavings(), 0};
}

void add_one_sided(const FoundRaces& side, const FoundRaces& other, bool in_variant,
                   std::vector<OneSidedRace>& all) {
  if (!other.complete) return;
  for (const auto& [name, schedules] : side.races) {
    if (!other.races.contains(name)) all.push_back({name, path_of(schedules.first), in_variant});
  }
}

// The first disagreement is enough.
void find_disagreement(PairRunner& pair, const Program& program, const ExploreLimits& limits,
                       ProgramExploration& result) {
  const auto note = [&](const ObservedPair& shown, const Path& path) {
    result.disagreement = path;
    result.difference = first_difference(program, shown.reference, shown.variant);
    if (result.difference && result.difference->diverged) result.difference.reset();
    return false;
  };
  result.pairs = compare_in_lockstep(pair, program, limits, note);
}

}  // namespace

ExploreTotals compare_states(PairRunner& pair, const Program& program, const ExploreLimits& limits,
                             const PairExplorer::OnDisagreement& on_disagreement) {
  ProgramMachine reference(pair.executor(), program, pair.reference(), limits.verify);
  ProgramMachine variant(pair.executor(), program, pair.variant(), limits.verify);
  return PairExplorer(reference, variant, limits).explore(on_disagreement);
}

ExploreTotals compare_in_lockstep(PairRunner& pair, const Program& program,
                                  const ExploreLimits& limits,
                                  const OnDisagreement& on_disagreement) {
  return compare_states(pair, program, limits, [&](const Path& path) {
    const std::vector<Step> steps = steps_of(path);
    ReplayScheduler replay;
    replay.follow(steps);
    return on_disagreement(pair.run(program, replay), path);
  });
}

std::vector<OneSidedRace> RaceSets::one_sided() const {
  std::vector<OneSidedRace> all;
  add_one_sided(variant, reference, true, all);
  add_one_sided(reference, variant, false, all);
  return all;
}

bool ProgramExploration::is_equal() const {
  return !is_different() && (pairs.complete || has_outcome_sets) && (!races || races->complete());
}

bool ProgramExploration::is_different() const {
  return difference || !outcomes.differences.empty() || (races && !races->one_sided().empty());
}

ProgramExploration explore_program(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits, std::size_t most_one_sided) {
  ProgramExploration result;
  pair.notice_uninitialised_in(program);
  find_disagreement(pair, program, limits, result);
  result.outcomes = compare_outcomes(pair, program, limits, most_one_sided);
  result.has_outcome_sets = result.outcomes.complete;
  if (watches_races()) {
    result.races = {search_races(pair.executor(), program, pair.reference(), limits),
                    search_races(pair.executor(), program, pair.variant(), limits)};
  }
  const bool ended_early = limits.stop && limits.stop(result.pairs.executions);
  if (!result.has_outcome_sets && !ended_early) {
    result.outcomes.reference = count_states(pair.executor(), program, pair.reference(), limits);
    result.outcomes.variant = count_states(pair.executor(), program, pair.variant(), limits);
  }
  return result;
}

}  // namespace lockstep
