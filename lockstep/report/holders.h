// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/check/replay.h"

namespace lockstep {

/// How many read locks of an object other tasks hold when an operation of this side returns: those
/// that were taken, and whose release has not begun. At the end of the execution if there is none.
unsigned count_readers(const Replay& replay, unsigned object, const OperationRecord* returned);

}  // namespace lockstep
