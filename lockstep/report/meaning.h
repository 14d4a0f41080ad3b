// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/check/replay.h"

namespace lockstep {

/// What a difference means for those who use the lock, in a sentence without its full stop, as far
/// as that follows from what the replay shows: "with x, writer goes on while 2 readers hold the
/// lock of VMA 0". Empty if nothing does that the difference does not say by itself.
std::string meaning_of(const Difference& difference, const ReplayedPair& replayed);

/// How many read locks of an object other tasks hold when an operation of this side returns: those
/// that were taken, and whose release has not begun. At the end of the execution if there is none.
unsigned count_readers(const Replay& replay, unsigned object, const OperationRecord* returned);

}  // namespace lockstep
