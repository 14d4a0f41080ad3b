// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that holds mmap_lock raises the count although readers are kept out: by the same task,
 * because no other task can keep them out.
 */
#include "mutant.h"

static bool start_read_locked(struct vm_area_struct *vma)
{
	mmap_assert_locked(vma->vm_mm);
	if (!refcount_inc_not_zero(&vma->vm_refcnt))
		return false;
	__vma_lockdep_acquire_read(vma);
	return true;
}

SHOWS("return code, refcount, data race")
MUTANT("read_lock_ignores_flag", table->vma_start_read_locked = start_read_locked)
