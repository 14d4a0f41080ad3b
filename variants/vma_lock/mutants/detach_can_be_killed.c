// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher that waits for readers can be killed, and takes no notice of the error: the VMA is
 * detached when they have left.
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (__vma_refcount_put(vma, NULL))
		return;
	if (__vma_enter_exclusive_locked(vma, true, TASK_KILLABLE) > 0)
		WARN_ON_ONCE(!__vma_exit_exclusive_locked(vma));
}

SHOWS("detached, refcount, sleep/wake")
MUTANT("detach_can_be_killed", table->vma_mark_detached = mark_detached)
