// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that finds the VMA reused by another mm wakes the writer of the old one. "mm: fix a UAF
 * when vma->mm is freed after vma->vm_refcnt got dropped", 9bbffee67ffd, is about which writer is
 * woken there.
 */
#include "mutant.h"

static void put_and_wake(struct vm_area_struct *vma, struct mm_struct *mm)
{
	int left;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, &left) && __vma_are_readers_excluded(left))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

#define BACK_OUT(vma, mm) put_and_wake(vma, mm)
#include "start_read.h"

SHOWS("hang, sleep/wake")
MUTANT("back_out_wakes_old_mm", table->vma_start_read = start_read)
