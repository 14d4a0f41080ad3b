/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For mistakes in vma_start_read(): the same function in parts; the file that includes this defines
 * the part that has the mistake.
 */
#ifndef LOCKSTEP_MUTANT_START_READ_H
#define LOCKSTEP_MUTANT_START_READ_H

#include "mutant.h"

/* Whether the VMA looks write-locked, before anything is done. */
#ifndef LOOKS_LOCKED
#define LOOKS_LOCKED(vma, mm)                                                                      \
	(READ_ONCE((vma)->vm_lock_seq) == READ_ONCE((mm)->mm_lock_seq.sequence))
#endif

/* What to return if the count, which is `old`, cannot be raised. */
#ifndef NOT_RAISED
#define NOT_RAISED(old) ((old) ? NULL : (struct vm_area_struct *)ERR_PTR(-EAGAIN))
#endif

/* Whether the raised count has to be given back, and how. */
#ifndef MUST_BACK_OUT
#define MUST_BACK_OUT(vma, mm)                                                                     \
	((vma)->vm_mm != (mm) || (vma)->vm_lock_seq == raw_read_seqcount(&(mm)->mm_lock_seq))
#endif
#ifndef BACK_OUT
#define BACK_OUT(vma, mm) vma_refcount_put(vma)
#endif

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	const struct lockstep_seen seen = lockstep_remember();
	int old;

	if (LOOKS_LOCKED(vma, mm))
		return NULL;
	lockstep_forget_since(&seen, __LINE__);
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return NOT_RAISED(old);
	__vma_lockdep_acquire_read(vma);
	if (MUST_BACK_OUT(vma, mm)) {
		BACK_OUT(vma, mm);
		return NULL;
	}
	return vma;
}

#endif
