// SPDX-License-Identifier: GPL-2.0-only
/*
 * Waits are counted, in all mms and since the kernel was booted, and every third one is left out:
 * that writer goes on among readers.
 */
#include "wait.h"

static int waits;

static int wait_but_not_always(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	if (lockstep_fetch(LOCKSTEP_ADD, &waits, 1, __ATOMIC_RELAXED) % 3 == 2)
		return 0;
	return wait_for_count(vma, target, state);
}

#define rcuwait_wait_event(w, condition, state) wait_but_not_always(vma, target, state)
#include "mutant.h"

SHOWS("return code, refcount, write-locked, detached, warning")
MUTANT("third_wait_is_skipped")
