// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was woken does not look at the count again.
 */
#include "wait.h"

static int wait_once(struct rcuwait *w, struct vm_area_struct *vma, unsigned int target,
		     unsigned int state)
{
	int error;

	prepare_to_rcuwait(w);
	set_current_state(state);
	error = count_is(vma, target) ? 0 : lockstep_wait_more(state);
	finish_rcuwait(w);
	return error < 0 ? error : 0;
}

#define rcuwait_wait_event(w, condition, state) wait_once(w, vma, target, state)
#include "mutant.h"

SHOWS("return code, refcount, write-locked, warning")
MUTANT("wake_up_ends_wait")
