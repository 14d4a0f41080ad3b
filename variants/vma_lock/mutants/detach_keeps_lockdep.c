// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detach that had to wait does not tell lockdep that it is over.
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (__vma_refcount_put(vma, NULL))
		return;
	if (__vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE))
		WARN_ON_ONCE(
			!refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt));
}

SHOWS("lockdep")
MUTANT("detach_keeps_lockdep", table->vma_mark_detached = mark_detached)
