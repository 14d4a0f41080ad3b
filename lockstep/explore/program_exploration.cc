// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/program_exploration.h"

#include "lockstep/explore/pair_explorer.h"
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

// Empty unless the sides differ there although they took the same steps.
std::optional<Difference> difference_along(PairRunner& pair, const Program& program,
                                           const Path& path) {
  const std::vector<Step> steps = steps_of(path);
  ReplayScheduler replay;
  replay.follow(steps);
  const ObservedPair& shown = pair.run(program, replay);
  auto difference = first_difference(program, shown.reference, shown.variant);
  if (difference && difference->diverged) difference.reset();
  return difference;
}

void compare_in_lockstep(PairRunner& pair, const Program& program, const ExploreLimits& limits,
                         ProgramExploration& result) {
  ProgramMachine reference(pair.executor(), program, pair.reference(), limits.verify);
  ProgramMachine variant(pair.executor(), program, pair.variant(), limits.verify);
  PairExplorer explorer(reference, variant, limits);
  result.pairs = explorer.explore([&](const Path& path) {
    result.disagreement = path;
    return false;
  });
  if (result.disagreement) {
    result.difference = difference_along(pair, program, *result.disagreement);
  }
}

}  // namespace

bool ProgramExploration::is_equal() const {
  return !is_different() && (pairs.complete || has_outcome_sets);
}

bool ProgramExploration::is_different() const {
  return difference || !outcomes.differences.empty();
}

ProgramExploration explore_program(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits, std::size_t most_one_sided) {
  ProgramExploration result;
  pair.notice_uninitialised_in(program);
  compare_in_lockstep(pair, program, limits, result);
  result.outcomes = compare_outcomes(pair, program, limits, most_one_sided);
  result.has_outcome_sets = result.outcomes.complete;
  const bool ended_early = limits.stop && limits.stop(result.pairs.executions);
  if (!result.has_outcome_sets && !ended_early) {
    result.outcomes.reference = count_states(pair.executor(), program, pair.reference(), limits);
    result.outcomes.variant = count_states(pair.executor(), program, pair.variant(), limits);
  }
  return result;
}

}  // namespace lockstep
