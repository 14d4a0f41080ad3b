// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that gives up stays in the waiter slot.
 */
#include "wait.h"

static int wait_in(struct rcuwait *w, struct vm_area_struct *vma, unsigned int target,
		   unsigned int state)
{
	int error = 0;

	prepare_to_rcuwait(w);
	for (set_current_state(state); error >= 0 && !count_is(vma, target);
	     set_current_state(state))
		error = lockstep_wait_more(state);
	if (error < 0) {
		__set_current_state(TASK_RUNNING);
		return error;
	}
	finish_rcuwait(w);
	return 0;
}

#define rcuwait_wait_event(w, condition, state) wait_in(w, vma, target, state)
#include "mutant.h"

SHOWS("sleep/wake, refcount")
MUTANT("waiter_slot_kept_on_error")
