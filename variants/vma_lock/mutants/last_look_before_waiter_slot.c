// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer looks at the count, publishes itself as the waiter if there are readers, and sleeps
 * without looking again: a reader that leaves in between finds nobody to wake.
 */
#include "wait.h"

static int wait_in(struct rcuwait *w, struct vm_area_struct *vma, unsigned int target,
		   unsigned int state)
{
	int error = 0;

	while (error >= 0 && !count_is(vma, target)) {
		prepare_to_rcuwait(w);
		set_current_state(state);
		error = lockstep_wait_more(state);
		finish_rcuwait(w);
	}
	return error < 0 ? error : 0;
}

#define rcuwait_wait_event(w, condition, state) wait_in(w, vma, target, state)
#include "mutant.h"

SHOWS("hang")
MUTANT("last_look_before_waiter_slot")
