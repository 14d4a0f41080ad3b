// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer stores the sequence plainly, while readers peek at it. (The step stays; otherwise the
 * two sides would diverge.)
 */
#include <abi/surroundings.h>

#include "look.h"

#undef WRITE_ONCE
#define WRITE_ONCE(x, value)                                                                       \
	(EXTRA_LOOK(x), (void)lockstep_step(&(x), LOCKSTEP_WRITE), (void)((x) = (value)))
#include "mutant.h"

SHOWS("data race")
MUTANT("sequence_written_plainly")
