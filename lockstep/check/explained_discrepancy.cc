// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/explained_discrepancy.h"

#include "lockstep/check/difference_sources.h"
#include "lockstep/reduce/confirmation.h"

namespace lockstep {

ExplainedDiscrepancy explain_discrepancy(PairRunner& pair, const Discrepancy& discrepancy,
                                         SourcePositions& positions) {
  ExplainedDiscrepancy explained = {discrepancy, replay_discrepancy(pair, discrepancy), {}};
  add_sources(explained.discrepancy.difference, explained.replay, positions);
  Confirmation confirmation = confirm(pair, discrepancy);
  if (confirmation.answer == Confirmation::Answer::kContradicted) throw_contradiction(discrepancy);
  explained.outcomes = std::move(confirmation.outcomes);
  return explained;
}

}  // namespace lockstep
