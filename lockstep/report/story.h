// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/check/replay.h"

namespace lockstep {

/// What happens in a replay, a sentence per event: "reader takes the read lock of VMA 0". What only
/// one side shows says so: "v3 only: writer gets a warning: ...".
std::vector<std::string> tell_story(const ReplayedPair& replayed);

}  // namespace lockstep
