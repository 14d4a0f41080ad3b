// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/exec/executor.h"

namespace lockstep {

/// An execution of another implementation that comes as near as it can to one that was shown: tasks
/// make their accesses in the same order, as far as these can be told to be the same ones, and what
/// only one side does is done along the way. Where a side looks once more, say, this is the
/// schedule that the other one's corresponds to. What a task that begins or wakes up accesses first
/// is not known when it is chosen: it is taken to be what the side that was shown accesses after so
/// many steps, `unseen`, of its own.
Observation run_aligned(Executor& executor, const Program& program,
                        const lockstep_implementation& implementation, const Observation& shown,
                        unsigned unseen);

/// The largest number for which that is worth a try.
inline constexpr unsigned kMostUnseen = 2;

}  // namespace lockstep
