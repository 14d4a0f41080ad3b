// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer looks at the count before it says that it is about to sleep: a reader that leaves in
 * between does not wake it.
 */
#include "wait.h"

static int wait_in(struct rcuwait *w, struct vm_area_struct *vma, unsigned int target,
		   unsigned int state)
{
	int error = 0;

	prepare_to_rcuwait(w);
	while (error >= 0 && !count_is(vma, target)) {
		set_current_state(state);
		error = lockstep_wait_more(state);
	}
	finish_rcuwait(w);
	return error < 0 ? error : 0;
}

#define rcuwait_wait_event(w, condition, state) wait_in(w, vma, target, state)
#include "mutant.h"

SHOWS("hang")
MUTANT("condition_before_task_state")
