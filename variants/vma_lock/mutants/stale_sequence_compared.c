// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader compares the sequence that it read before it raised the count: it does not notice a
 * write lock that came in between.
 */
#include "mutant.h"

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	const unsigned int vm_lock_seq = READ_ONCE(vma->vm_lock_seq);
	int old;

	if (vm_lock_seq == READ_ONCE(mm->mm_lock_seq.sequence))
		return NULL;
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return old ? NULL : ERR_PTR(-EAGAIN);
	__vma_lockdep_acquire_read(vma);
	if (vma->vm_mm != mm || vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq)) {
		vma_refcount_put(vma);
		return NULL;
	}
	return vma;
}

SHOWS("return code, refcount, write-locked")
MUTANT("stale_sequence_compared", table->vma_start_read = start_read)
