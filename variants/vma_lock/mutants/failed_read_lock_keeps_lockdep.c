// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that holds mmap_lock and cannot raise the count does not tell lockdep that it failed.
 */
#include "mutant.h"

static bool start_read_locked(struct vm_area_struct *vma)
{
	int old;

	mmap_assert_locked(vma->vm_mm);
	__vma_lockdep_acquire_read(vma);
	return __refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT);
}

SHOWS("lockdep")
MUTANT("failed_read_lock_keeps_lockdep", table->vma_start_read_locked = start_read_locked)
