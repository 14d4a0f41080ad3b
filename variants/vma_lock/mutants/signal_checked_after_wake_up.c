// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that wakes up looks for signals before it looks at the count: if it is killed just as
 * the last reader leaves, it gives up.
 */
#include "wait.h"

static int wait_in(struct rcuwait *w, struct vm_area_struct *vma, unsigned int target,
		   unsigned int state)
{
	int error = 0;

	prepare_to_rcuwait(w);
	for (set_current_state(state); !error && !count_is(vma, target); set_current_state(state)) {
		error = lockstep_wait_more(state);
		if (error > 0)
			error = signal_pending_state(state, current) ? -EINTR : 0;
	}
	finish_rcuwait(w);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_in(w, vma, target, state)
#include "mutant.h"

SHOWS("return code, sleep/wake, refcount")
MUTANT("signal_checked_after_wake_up")
