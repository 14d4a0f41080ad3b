// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that finds mmap_lock free of writers, by the sequence of the mm, skips the look at the
 * VMA, and the late check as well: a writer that came since may have write-locked the VMA.
 */
#include "mutant.h"

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	const bool writer = READ_ONCE(mm->mm_lock_seq.sequence) & 1;
	int old;

	if (writer && READ_ONCE(vma->vm_lock_seq) == READ_ONCE(mm->mm_lock_seq.sequence))
		return NULL;
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return old ? NULL : ERR_PTR(-EAGAIN);
	__vma_lockdep_acquire_read(vma);
	if (vma->vm_mm != mm ||
	    (writer && vma->vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq))) {
		vma_refcount_put(vma);
		return NULL;
	}
	return vma;
}

SHOWS("return code, refcount, write-locked, data race")
MUTANT("late_check_only_with_writer", table->vma_start_read = start_read)
