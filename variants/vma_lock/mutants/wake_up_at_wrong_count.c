// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader wakes the writer only if no count is left, not even the attached count.
 */
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	int left;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, &left) && left == (int)VM_REFCNT_EXCLUDE_READERS_FLAG)
		rcuwait_wake_up(&mm->vma_writer_wait);
}

SHOWS("hang")
MUTANT("wake_up_at_wrong_count", table->vma_end_read = end_read)
