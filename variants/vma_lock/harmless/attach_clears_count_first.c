// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that attaches a VMA stores a count of 0 before it stores 1.
 *
 * The count is 0 already: the VMA is detached, and only the holder of mmap_lock for write, which is
 * this task, can raise the count.
 */
#include "harmless.h"

static void mark_attached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_detached(vma);
	refcount_set(&vma->vm_refcnt, 0);
	refcount_set_release(&vma->vm_refcnt, 1);
}

HARMLESS("attach_clears_count_first", "it stores the value that is there",
	 table->vma_mark_attached = mark_attached)
