// SPDX-License-Identifier: GPL-2.0-only
/*
 * After a failed wait both enter and its caller take the flag back.
 */
#include "wait.h"

static int wait_and_clean_up(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	const int error = wait_for_count(vma, target, state);

	if (error)
		(void)!refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_and_clean_up(vma, target, state)
#include "mutant.h"

SHOWS("refcount, warning, detached, return code")
MUTANT("flag_taken_back_twice")
