// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that gives up tells lockdep so, and leaves by way of exit, which does that too.
 */
#include "wait.h"

static int wait_and_release(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	const int error = wait_for_count(vma, target, state);

	if (error)
		__vma_lockdep_release_exclusive(vma);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_and_release(vma, target, state)
#include "mutant.h"

SHOWS("lockdep")
MUTANT("lockdep_released_twice")
