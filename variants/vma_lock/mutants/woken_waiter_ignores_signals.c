// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was woken for nothing goes back to sleep in a state that lets no signal in.
 */
#include "wait.h"

static int wait_in(struct rcuwait *w, struct vm_area_struct *vma, unsigned int target,
		   unsigned int state)
{
	int error = 0;

	prepare_to_rcuwait(w);
	for (set_current_state(state); error >= 0 && !count_is(vma, target);
	     set_current_state(TASK_UNINTERRUPTIBLE))
		error = lockstep_wait_more(state);
	finish_rcuwait(w);
	return error < 0 ? error : 0;
}

#define rcuwait_wait_event(w, condition, state) wait_in(w, vma, target, state)
#include "mutant.h"

SHOWS("sleep/wake, hang, return code")
MUTANT("woken_waiter_ignores_signals")
