// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader does not look whether the VMA was reused by another mm.
 * Shows: return code, refcount
 */
#include "mutant.h"

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	int old;

	if (READ_ONCE(vma->vm_lock_seq) == READ_ONCE(mm->mm_lock_seq.sequence))
		return NULL;
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return old ? NULL : ERR_PTR(-EAGAIN);
	__vma_lockdep_acquire_read(vma);
	if (vma->vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq)) {
		vma_refcount_put(vma);
		return NULL;
	}
	return vma;
}

MUTANT("reused_vma_not_noticed", table->vma_start_read = start_read)
