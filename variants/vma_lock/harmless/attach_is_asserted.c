// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that attaches a VMA asserts that it is attached before returning.
 *
 * It is: readers raise the count and drop no more than they raised, and only the holder of
 * mmap_lock for write could detach it again. So the assertion never fires.
 */
#include "harmless.h"

static void mark_attached(struct vm_area_struct *vma)
{
	vma_mark_attached(vma);
	vma_assert_attached(vma);
}

HARMLESS("attach_is_asserted", "the attached count is there until the caller itself drops it",
	 table->vma_mark_attached = mark_attached)
