// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that attaches a VMA looks whether the count is what it stored, and stores it again if not.
 * It is not if a reader that looked before the VMA was write-locked has come by meanwhile: that
 * reader's count is lost, and when it backs out the VMA is detached.
 */
#include "mutant.h"

static void mark_attached(struct vm_area_struct *vma)
{
	vma_mark_attached(vma);
	if (refcount_read(&vma->vm_refcnt) != 1)
		refcount_set_release(&vma->vm_refcnt, 1);
}

SHOWS("refcount, detached, warning, return code, data race")
MUTANT("attach_stores_again", table->vma_mark_attached = mark_attached)
