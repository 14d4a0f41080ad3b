// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "tests/axiomatic/process_run.h"

namespace lockstep::litmus::axiomatic {

/// Makes the next instruction of a process, which does not read.
void make_step(const Test& test, Runs& runs, std::size_t process);

/// The same for one that reads: it reads from this write. False if it cannot: a lock is held, or
/// the write already has an update behind it.
bool make_read(const Test& test, Runs& runs, std::size_t process, std::size_t write);

}  // namespace lockstep::litmus::axiomatic
