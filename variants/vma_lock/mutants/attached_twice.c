// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attaching a VMA that is already attached is noticed, but does not warn.
 */
#include "mutant.h"

static void mark_attached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	(void)vma_is_attached(vma);
	refcount_set_release(&vma->vm_refcnt, 1);
}

SHOWS_OUT_OF_CONTRACT("warning")
MUTANT("attached_twice", table->vma_mark_attached = mark_attached)
