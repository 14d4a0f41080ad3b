// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/report/differing_values.h"
#include "lockstep/report/html/space_time.h"

namespace lockstep {

/// One side of a diagram alone, a row for each of its events.
SpaceTimeSide make_space_time_side(const ReplayedPair& replayed, ReplayedSide side,
                                   bool with_steps);

}  // namespace lockstep
