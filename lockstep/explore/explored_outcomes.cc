// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/explored_outcomes.h"

#include <algorithm>

#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {

ExploredOutcomes::ExploredOutcomes(Executor& executor, const Program& program,
                                   const lockstep_implementation& implementation,
                                   const ExploreLimits& limits, OutcomeView view,
                                   Executor::Looks looks)
    : executor_(executor),
      program_(program),
      implementation_(implementation),
      machine_(executor, program, implementation, limits.verify, view, looks),
      explorer_(machine_, limits),
      totals_(explorer_.explore()),
      paths_(explorer_.seen()) {
  if (totals_.complete) {
    outcomes_.assign(explorer_.outcomes().begin(), explorer_.outcomes().end());
  } else {
    for (const auto& [outcome, path] : paths_) outcomes_.push_back(outcome);
  }
}

bool ExploredOutcomes::has(OutcomeDigest outcome) const {
  return std::ranges::binary_search(outcomes_, outcome);
}

const Path& ExploredOutcomes::path_to(OutcomeDigest outcome) {
  const auto [known, is_new] = paths_.try_emplace(outcome);
  if (is_new) known->second = explorer_.find_path(outcome);
  return known->second;
}

void ExploredOutcomes::observe(OutcomeDigest outcome, Observation& observation) {
  const std::vector<Step> steps = steps_of(path_to(outcome));
  ReplayScheduler scheduler;
  scheduler.follow(steps);
  const Executor::RacesIgnored ignored(executor_);  // they are not part of an outcome
  executor_.run(program_, implementation_, scheduler, observation);
}

}  // namespace lockstep
