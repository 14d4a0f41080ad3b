// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer looks for signals before it looks at the count: when it is killed, it gives up although
 * there is no reader to wait for.
 */
#include "wait.h"

static int wait_unless_killed(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	return signal_pending_state(state, current) ? -EINTR : wait_for_count(vma, target, state);
}

#define rcuwait_wait_event(w, condition, state) wait_unless_killed(vma, target, state)
#include "mutant.h"

SHOWS("return code")
MUTANT("signal_before_condition")
