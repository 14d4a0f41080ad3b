// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/check/replay.h"

namespace lockstep {

/// Both interleavings of a replay as one, tasks as columns, like a diff: events of the reference
/// alone begin with '-', those of the variant alone with '+'. Lines are at most `width` wide.
std::string print_interleaving_diff(const ReplayedPair& replayed, std::size_t width);

}  // namespace lockstep
