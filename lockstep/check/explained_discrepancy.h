// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/check/replay.h"
#include "lockstep/compare/discrepancy.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/load/source_positions.h"

namespace lockstep {

/// Adds where in their sources the two sides show the difference, as far as that is known and not
/// there yet: for a race its accesses, for a crash the instruction, for a hang where it sleeps,
/// else the last access to shared state in the operation that differs. `replayed` shows the
/// difference.
void add_sources(Difference& difference, const ReplayedPair& replayed, SourcePositions& positions);

/// A discrepancy with all that a report says of it.
struct ExplainedDiscrepancy {
  Discrepancy discrepancy;                    ///< with its places in the sources
  ReplayedPair replay;                        ///< shows it
  std::optional<OutcomeComparison> outcomes;  ///< of its reproducer, if these are not too many
  std::string first_differing_step = {};      ///< see find_first_differing_step()
  bool reads_uninitialised = false;  ///< what it shows depends on what its stack held before
};

/// Replays a discrepancy, finds its places in the sources, and decides it once more by exploring
/// its reproducer, unless `hurry` says that there is no time for that. Throws NotReproducible, and
/// Contradiction if that says that there is none.
ExplainedDiscrepancy explain_discrepancy(
    PairRunner& pair, const Discrepancy& discrepancy, SourcePositions& positions,
    const std::function<bool()>& hurry = [] { return false; });

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
