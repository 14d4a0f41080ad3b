// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/objects.h"
#include "lockstep/program/program.h"

namespace lockstep::bench {

/// Begins an execution on real threads, on these objects. Everything here happens before the tasks
/// start.
void native_begin(lockstep_objects* objects, const Configuration& configuration);

/// The calling thread is this task from now on.
void native_become(unsigned task);

/// The number of warnings of the execution, including repeated ones.
unsigned native_warnings();

}  // namespace lockstep::bench
