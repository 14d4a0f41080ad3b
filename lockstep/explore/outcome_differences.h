// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// An outcome that only one side has.
struct OutcomeDifference {
  Difference difference;    ///< from the most similar outcome of the other side
  std::vector<Step> steps;  ///< an interleaving of the side that has it
  bool in_variant = false;  ///< that side is the variant
};

/// What comparing the outcome sets of both sides showed.
struct OutcomeComparison {
  bool complete = false;  ///< both sets are known: without differences, there is none
  InterleavingCount reference_interleavings;  ///< if complete
  InterleavingCount variant_interleavings;
  std::vector<OutcomeDifference> differences;  ///< one per fingerprint
};

/// Compares everything that both sides can do over all interleavings: what decides when the variant
/// takes other steps than the reference, so that the same schedule no longer means the same thing.
/// Each side is explored within these limits. If one side has too many states, what it showed can
/// still be missing from the other's complete set, but not the other way round. Throws
/// NotReproducible, NotExplorable.
OutcomeComparison compare_outcomes(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits);

}  // namespace lockstep
