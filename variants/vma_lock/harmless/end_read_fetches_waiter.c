// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that leaves looks whether it will have to wake a task, and then makes the processor
 * fetch the slot where that task waits.
 *
 * What the put returns decides who is woken, as before.
 */
#include "harmless.h"

static void end_read(struct vm_area_struct *vma)
{
	if (refcount_read(&vma->vm_refcnt) & VM_REFCNT_EXCLUDE_READERS_FLAG)
		__builtin_prefetch(&vma->vm_mm->vma_writer_wait);
	vma_end_read(vma);
}

HARMLESS("end_read_fetches_waiter", "the look decides nothing but what is prefetched",
	 table->vma_end_read = end_read)
