// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/report/event_words.h"

namespace lockstep {

/// The events of one side in order: an operation stands where it returned, with its result; one
/// that others interrupted also where they did.
std::vector<InterleavingRow> interleaving_rows(const Program& program, const Replay& replay,
                                               InterleavingDetail detail);

}  // namespace lockstep
