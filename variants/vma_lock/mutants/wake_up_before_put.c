// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader wakes the writer before it drops its count: the writer may look too early, and sleeps.
 */
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;

	__vma_lockdep_release_read(vma);
	if (__vma_are_readers_excluded((int)refcount_read(&vma->vm_refcnt) - 1))
		rcuwait_wake_up(&mm->vma_writer_wait);
	(void)!__vma_refcount_put(vma, NULL);
}

SHOWS("hang, sleep/wake")
MUTANT("wake_up_before_put", table->vma_end_read = end_read)
