// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <optional>

#include "lockstep/check/replay.h"
#include "lockstep/compare/discrepancy.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/load/source_positions.h"

namespace lockstep {

/// A discrepancy with all that a report says of it.
struct ExplainedDiscrepancy {
  Discrepancy discrepancy;                    ///< with its places in the sources
  ReplayedPair replay;                        ///< shows it
  std::optional<OutcomeComparison> outcomes;  ///< of its reproducer, if these are not too many
  std::string first_differing_step = {};      ///< see causes.h
  bool reads_uninitialised = false;  ///< what it shows depends on what its stack held before
};

/// Replays a discrepancy, finds its places in the sources, and decides it once more by exploring
/// its reproducer, unless `hurry` says that there is no time for that. Throws NotReproducible, and
/// Contradiction if that says that there is none.
ExplainedDiscrepancy explain_discrepancy(
    PairRunner& pair, const Discrepancy& discrepancy, SourcePositions& positions,
    const std::function<bool()>& hurry = [] { return false; });

}  // namespace lockstep
