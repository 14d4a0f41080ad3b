// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher that was woken does not look at the count again; a writer does.
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

#define rcuwait_wait_event(w, condition, state)                                                    \
	(detaching ? wait_once(w, vma, target, state) : wait_for_count(vma, target, state))
#include "mutant.h"

SHOWS("detached, refcount, warning")
MUTANT("woken_detacher_goes_on")
