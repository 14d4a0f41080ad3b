// SPDX-License-Identifier: GPL-2.0-only
/*
 * The count that a reader leaves is compared with a bound for the count that it found, so it wakes
 * the writer while another reader is inside. The bound is from the review of v7 of "mm: replace
 * vm_lock and detached flag with a reference count",
 * CAJuCfpE_odESLmQ5j2318JNu6XfvJJX=7jsy5CEJy02M2U2aqw@mail.gmail.com, where it was for the count
 * before the drop.
 */
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	int left;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, &left) && left & (int)VM_REFCNT_EXCLUDE_READERS_FLAG &&
	    left <= (int)VM_REFCNT_EXCLUDE_READERS_FLAG + 2)
		rcuwait_wake_up(&mm->vma_writer_wait);
}

SHOWS("sleep/wake, refcount")
MUTANT("wake_up_one_reader_early", table->vma_end_read = end_read)
