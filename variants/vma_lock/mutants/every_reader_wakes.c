// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every reader that leaves while readers are kept out wakes the writer, not just the last one.
 * As in v6 and v7 of "mm: replace vm_lock and detached flag with a reference count", see
 * CAJuCfpE_odESLmQ5j2318JNu6XfvJJX=7jsy5CEJy02M2U2aqw@mail.gmail.com.
 */
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	int left;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, &left) && left & (int)VM_REFCNT_EXCLUDE_READERS_FLAG)
		rcuwait_wake_up(&mm->vma_writer_wait);
}

SHOWS("sleep/wake, refcount")
MUTANT("every_reader_wakes", table->vma_end_read = end_read)
