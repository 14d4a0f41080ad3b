// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher that sees no reader stores 0 rather than dropping its count. Readers are not kept out:
 * one that looked before the VMA was write-locked may raise the count in between. That count is
 * lost, and when the reader backs out it drops a count that is no longer there.
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (refcount_read(&vma->vm_refcnt) == 1)
		refcount_set_release(&vma->vm_refcnt, 0);
	else
		vma_mark_detached(vma);
}

SHOWS("refcount, warning, detached, return code, data race")
MUTANT("detach_stores_zero_when_alone", table->vma_mark_detached = mark_detached)
