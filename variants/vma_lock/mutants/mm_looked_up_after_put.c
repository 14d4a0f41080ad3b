// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that leaves asks the VMA for its mm after it has dropped the count: the VMA may belong
 * to another mm by then. Asked in the review of v8 of "mm: replace vm_lock and detached flag with a
 * reference count", 95e9d80e-6c19-4a1f-9c21-307006858dff@suse.cz, and changed in v9.
 */
#include "mutant.h"

static void back_out(struct vm_area_struct *vma)
{
	int left;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, &left) && __vma_are_readers_excluded(left))
		rcuwait_wake_up(&vma->vm_mm->vma_writer_wait);
}

#define BACK_OUT(vma, mm) back_out(vma)
#include "start_read.h"

SHOWS("data race")
MUTANT("mm_looked_up_after_put", table->vma_start_read = start_read, table->vma_end_read = back_out)
