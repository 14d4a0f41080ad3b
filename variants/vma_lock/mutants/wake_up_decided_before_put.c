// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that leaves looks at the count, drops its own, and then wakes the writer if the look
 * said so: if the writer set the flag in between, or another reader left, no task wakes the writer.
 */
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	const int left = (int)refcount_read(&vma->vm_refcnt) - 1;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, NULL) && __vma_are_readers_excluded(left))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

SHOWS("hang")
MUTANT("wake_up_decided_before_put", table->vma_end_read = end_read)
