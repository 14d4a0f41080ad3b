// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that holds mmap_lock raises the count without acquiring. Writers wrote under mmap_lock,
 * which the reader has taken since. But the acquire also orders earlier readers before the next
 * writer, which matters once a sequence has overflowed.
 */
#include "mutant.h"

static bool start_read_locked(struct vm_area_struct *vma)
{
	int old;

	mmap_assert_locked(vma->vm_mm);
	old = lockstep_update(LOCKSTEP_ADD_NOT_ZERO_LIMITED, &vma->vm_refcnt.refs.counter, 1,
			      (int)VM_REFCNT_LIMIT, __ATOMIC_RELAXED);
	if (old == 0 || 1 > lockstep_wrapping_sub((int)VM_REFCNT_LIMIT, old))
		return false;
	lockstep_refcount_check_raised(&vma->vm_refcnt, old, 1);
	__vma_lockdep_acquire_read(vma);
	return true;
}

SHOWS("data race")
MUTANT("read_lock_does_not_acquire", table->vma_start_read_locked = start_read_locked)
