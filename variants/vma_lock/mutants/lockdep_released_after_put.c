// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader tells lockdep that it has left only after it has dropped its count. Asked in the review
 * of v8 of "mm: replace vm_lock and detached flag with a reference count",
 * 95e9d80e-6c19-4a1f-9c21-307006858dff@suse.cz, whether it should come first.
 */
#include "mutant.h"

static void back_out(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	int left;
	const bool detached = __vma_refcount_put(vma, &left);

	__vma_lockdep_release_read(vma);
	if (!detached && __vma_are_readers_excluded(left))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

#define BACK_OUT(vma, mm) back_out(vma)
#include "start_read.h"

EQUIVALENT("what lockdep knows of a task is the task's own, and the task does nothing in between")
MUTANT("lockdep_released_after_put", table->vma_start_read = start_read,
       table->vma_end_read = back_out)
