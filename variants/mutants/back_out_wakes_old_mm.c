// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that finds the VMA reused by another mm wakes the writer of the old one.
 * Shows: hang
 */
#include "mutant.h"

static void put_and_wake(struct vm_area_struct *vma, struct mm_struct *mm)
{
	int left;

	if (!__vma_refcount_put(vma, &left) && __vma_are_readers_excluded(left))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	int old;

	if (READ_ONCE(vma->vm_lock_seq) == READ_ONCE(mm->mm_lock_seq.sequence))
		return NULL;
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return old ? NULL : ERR_PTR(-EAGAIN);
	if (vma->vm_mm != mm || vma->vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq)) {
		put_and_wake(vma, mm);
		return NULL;
	}
	__vma_lockdep_acquire_read(vma);
	return vma;
}

MUTANT("back_out_wakes_old_mm", table->vma_start_read = start_read)
