// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/objects.h"
#include "lockstep/program/program.h"

namespace lockstep::bench {

/// An execution on real threads begins, on these objects. All of it happens before the tasks start.
void native_begin(lockstep_objects* objects, const Configuration& configuration);

/// The calling thread is this task from now on.
void native_become(unsigned task);

/// Warnings of the execution, repeated ones as well.
unsigned native_warnings();

}  // namespace lockstep::bench
