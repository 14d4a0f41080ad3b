// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/explained_discrepancy.h"

#include "lockstep/reduce/confirmation.h"

namespace lockstep {
namespace {

// Whether any side shows something else if its stack held something else before.
bool depends_on_stack(PairRunner& pair, const Discrepancy& discrepancy,
                      const ReplayedPair& replayed) {
  Executor& executor = pair.executor();
  const Uninitialised before = executor.uninitialised();
  executor.set_uninitialised(before == Uninitialised::kOnes ? Uninitialised::kZeros
                                                            : Uninitialised::kOnes);
  const ReplayedPair other = replay_unchecked(pair, discrepancy);
  executor.set_uninitialised(before);
  return !same_observation(replayed.reference.observation, other.reference.observation) ||
         !same_observation(replayed.variant.observation, other.variant.observation);
}

}  // namespace

ExplainedDiscrepancy explain_discrepancy(PairRunner& pair, const Discrepancy& discrepancy,
                                         SourcePositions& positions,
                                         const std::function<bool()>& hurry) {
  ExplainedDiscrepancy explained = {discrepancy, replay_discrepancy(pair, discrepancy), {}};
  add_sources(explained.discrepancy.difference, explained.replay, positions);
  Confirmation confirmation = confirm(pair, discrepancy, hurry);
  if (confirmation.answer == Confirmation::Answer::kContradicted) throw_contradiction(discrepancy);
  explained.outcomes = std::move(confirmation.outcomes);
  explained.first_differing_step = find_first_differing_step(explained.replay, positions);
  explained.reads_uninitialised = depends_on_stack(pair, discrepancy, explained.replay);
  return explained;
}

}  // namespace lockstep
