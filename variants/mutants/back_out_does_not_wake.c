// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that backs out drops its count without waking the writer that waits for it.
 * Shows: hang
 */
#include "mutant.h"

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	int old;

	if (READ_ONCE(vma->vm_lock_seq) == READ_ONCE(mm->mm_lock_seq.sequence))
		return NULL;
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return old ? NULL : ERR_PTR(-EAGAIN);
	if (vma->vm_mm != mm || vma->vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq)) {
		(void)!__vma_refcount_put(vma, NULL);
		return NULL;
	}
	__vma_lockdep_acquire_read(vma);
	return vma;
}

MUTANT("back_out_does_not_wake", table->vma_start_read = start_read)
