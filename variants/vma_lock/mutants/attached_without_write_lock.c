// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attaching a VMA that is not write-locked is not noticed.
 */
#include "mutant.h"

static void mark_attached(struct vm_area_struct *vma)
{
	vma_assert_detached(vma);
	refcount_set_release(&vma->vm_refcnt, 1);
}

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("attached_without_write_lock", table->vma_mark_attached = mark_attached)
