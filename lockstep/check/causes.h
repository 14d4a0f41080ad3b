// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/load/source_positions.h"

namespace lockstep {

/// The first step of any task that is another one on both sides of a replay, or that reads another
/// value: the places in the sources that make it, as far as they are known. Empty if neither is, or
/// if all tasks make the same steps.
std::string find_first_differing_step(const ReplayedPair& replayed, SourcePositions& positions);

/// Discrepancies that one mistake explains, by their places in a list; the one with the smallest
/// reproducer comes first.
using Cause = std::vector<std::size_t>;

/// Puts those together that have the same smallest program, or whose replays differ in the same
/// step first, or one of which is among the aspects of another. In the order of their first ones.
std::vector<Cause> group_by_cause(const std::vector<ExplainedDiscrepancy>& all);

}  // namespace lockstep
