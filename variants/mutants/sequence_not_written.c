// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer does not mark the VMA as write-locked.
 */
#include <abi/surroundings.h>

#undef WRITE_ONCE
#define WRITE_ONCE(x, value) ((void)(value))
#include "mutant.h"

SHOWS("write-locked, return code, refcount")
MUTANT("sequence_not_written")
