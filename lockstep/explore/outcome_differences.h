// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/compare/pair_runner.h"

namespace lockstep {

/// An outcome that only one side has.
struct OutcomeDifference {
  Difference difference;    ///< from the most similar outcome of the other side
  std::vector<Step> steps;  ///< an interleaving of the side that has it
  bool in_variant = false;  ///< that side is the variant
};

/// What comparing the outcome sets of both sides showed.
struct OutcomeComparison {
  bool complete = false;  ///< both sets are: without differences, there is none
  std::uint64_t reference_interleavings = 0;
  std::uint64_t variant_interleavings = 0;
  std::vector<OutcomeDifference> differences;  ///< one per fingerprint
};

/// Compares everything that both sides can do over all interleavings: what decides when the variant
/// takes other steps than the reference, so that the same schedule no longer means the same thing.
/// Takes at most `limit` interleavings of each side. If one side has more, its outcomes can still
/// be missing from the other's complete set, but not the other way round.
OutcomeComparison compare_outcomes(PairRunner& pair, const Program& program, std::uint64_t limit);

}  // namespace lockstep
