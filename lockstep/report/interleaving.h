// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/report/event_words.h"

namespace lockstep {

/// The events of one side in order: an operation stands where it returned, with its result, and
/// with what differs then between both sides; one that others interrupted also where they did.
std::vector<InterleavingRow> interleaving_rows(const ReplayedPair& replayed, ReplayedSide side,
                                               InterleavingDetail detail);

}  // namespace lockstep
