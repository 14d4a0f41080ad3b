// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer keeps readers out but does not wait for those inside.
 */
#include <abi/surroundings.h>

#include "look.h"

#undef rcuwait_wait_event
#define rcuwait_wait_event(w, condition, state)                                                    \
	(EXTRA_LOOK(vma->vm_refcnt.refs.counter), (void)target, (void)(state), 0)
#include "mutant.h"

SHOWS("return code, refcount, write-locked, warning, data race")
MUTANT("wait_dropped")
