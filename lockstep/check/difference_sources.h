// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/check/replay.h"
#include "lockstep/load/source_positions.h"

namespace lockstep {

/// Adds where in their sources the two sides show the difference, as far as that is known and not
/// there yet: for a race its accesses, for a crash the instruction, for a hang where it sleeps,
/// else the last access to shared state in the operation that differs. `replayed` shows the
/// difference.
void add_sources(Difference& difference, const ReplayedPair& replayed, SourcePositions& positions);

}  // namespace lockstep
