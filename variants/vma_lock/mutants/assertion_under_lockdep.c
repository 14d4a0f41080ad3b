// SPDX-License-Identifier: GPL-2.0-only
/*
 * With lockdep, a reader that leaves is asked for mmap_lock, which it need not hold.
 */
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	lockdep_assert_held(&vma->vm_mm->mmap_lock);
	vma_end_read(vma);
}

SHOWS("lockdep")
MUTANT("assertion_under_lockdep", table->vma_end_read = end_read)
