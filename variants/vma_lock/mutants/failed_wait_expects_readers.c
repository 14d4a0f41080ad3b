// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was killed assumes that there are readers inside, and warns if the last one left
 * just before it gave up.
 */
#include "wait.h"

static int give_up(struct vm_area_struct *vma, int error)
{
	int count;

	(void)!__refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt, &count);
	__vma_lockdep_release_exclusive(vma);
	WARN_ON_ONCE(count == (int)VM_REFCNT_EXCLUDE_READERS_FLAG + 1);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_or_return(vma, target, state, give_up)
#include "mutant.h"

SHOWS("warning")
MUTANT("failed_wait_expects_readers")
