// SPDX-License-Identifier: GPL-2.0-only
/*
 * The error of a wait is lost: a writer that was killed goes on among readers.
 */
#include "wait.h"

static int wait_and_forget_error(struct vm_area_struct *vma, unsigned int target,
				 unsigned int state)
{
	(void)wait_for_count(vma, target, state);
	return 0;
}

#define rcuwait_wait_event(w, condition, state) wait_and_forget_error(vma, target, state)
#include "mutant.h"

SHOWS("return code, refcount, write-locked")
MUTANT("failed_wait_counts_as_success")
