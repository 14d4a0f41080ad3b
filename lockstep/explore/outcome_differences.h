// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// An outcome that only one side has.
struct OutcomeDifference {
  Difference difference;          ///< from the nearest outcome of the other side
  std::vector<Step> steps;        ///< an interleaving of the side that has it,
  std::vector<Step> other_steps;  ///< and one of the other side that shows the nearest outcome
  bool in_variant = false;        ///< the side that has it is the variant
};

/// An outcome that only one side has, with choices that lead to it.
struct OneSidedOutcome {
  Path path;
  bool in_variant = false;
  Observation shown = {};
};

/// One side of a comparison of outcome sets.
struct ExploredSide {
  ExploreTotals totals;
  InterleavingCount interleavings;  ///< if complete
  std::uint64_t outcomes = 0;       ///< that are known
};

/// What comparing the outcome sets of both sides showed.
struct OutcomeComparison {
  bool complete = false;  ///< both sets are known: without differences, there is none
  ExploredSide reference;
  ExploredSide variant;
  std::vector<OutcomeDifference> differences;  ///< one per fingerprint
  std::uint64_t only_reference = 0;            ///< outcomes
  std::uint64_t only_variant = 0;
  std::vector<OneSidedOutcome> one_sided;  ///< as many as were asked for
};

/// Compares everything that both sides can do over all interleavings: what decides when the variant
/// takes other steps than the reference, so that the same schedule no longer means the same thing.
/// What a side shows to callers that look at once is no difference if the other one shows it to
/// callers that look in their own time (Executor::Looks). Each side is explored within these
/// limits, and half of the memory. If one side has too many states, what it showed can still be
/// missing from the other's complete set, but not the other way round. Gives up to `most_one_sided`
/// of the outcomes of each side that the other has not. Throws NotReproducible, NotExplorable.
OutcomeComparison compare_outcomes(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits, std::size_t most_one_sided = 0);

/// How an outcome differs from the nearest ones that the other side has: the most telling
/// difference, data races aside. Null if there is none but those that are known. `other` gets the
/// execution that it differs from. Throws NotReproducible, NotExplorable.
std::optional<Difference> explain_outcome(PairRunner& pair, const Program& program,
                                          const Observation& shown, bool in_variant,
                                          Observation& other);

}  // namespace lockstep
