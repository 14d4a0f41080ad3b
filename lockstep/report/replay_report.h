// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/check/replay.h"
#include "lockstep/report/interleaving.h"

namespace lockstep {

/// What a replay showed: the results of both sides, the differences, and the interleavings side by
/// side.
std::string print_replay_report(const ReplayedPair& replayed, InterleavingDetail detail);

}  // namespace lockstep
