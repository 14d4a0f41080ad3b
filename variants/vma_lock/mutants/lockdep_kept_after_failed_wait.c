// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was killed lets readers in again, but lockdep is not told.
 */
#include "wait.h"

static int give_up(struct vm_area_struct *vma, int error)
{
	(void)!refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_or_return(vma, target, state, give_up)
#include "mutant.h"

SHOWS("lockdep")
MUTANT("lockdep_kept_after_failed_wait")
