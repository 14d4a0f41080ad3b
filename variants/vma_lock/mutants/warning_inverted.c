// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detach that had to wait warns if it succeeds.
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (__vma_refcount_put(vma, NULL))
		return;
	if (__vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE))
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
}

SHOWS("warning")
MUTANT("warning_inverted", table->vma_mark_detached = mark_detached)
