// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer does not mark the VMA as write-locked.
 */
#include <abi/surroundings.h>

#include "look.h"

#undef WRITE_ONCE
#define WRITE_ONCE(x, value) (EXTRA_LOOK(x), (void)(value))
#include "mutant.h"

SHOWS("write-locked, return code, refcount")
MUTANT("sequence_not_written")
