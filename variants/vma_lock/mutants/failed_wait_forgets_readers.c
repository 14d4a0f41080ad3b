// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was killed stores the count of an attached VMA instead of taking back the flag.
 */
#include "wait.h"

static int give_up(struct vm_area_struct *vma, int error)
{
	refcount_set(&vma->vm_refcnt, 1);
	__vma_lockdep_release_exclusive(vma);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_or_return(vma, target, state, give_up)
#include "mutant.h"

SHOWS("refcount, detached, warning")
MUTANT("failed_wait_forgets_readers")
