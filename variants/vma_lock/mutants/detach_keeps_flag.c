// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detach that had to wait returns without leaving the exclusive section.
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (!__vma_refcount_put(vma, NULL))
		WARN_ON_ONCE(__vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE) < 0);
}

SHOWS("refcount, detached, lockdep")
MUTANT("detach_keeps_flag", table->vma_mark_detached = mark_detached)
