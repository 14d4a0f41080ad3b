// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that finds a VMA already write-locked when it locks it is no longer asked for mmap_lock.
 */
#include "mutant.h"

static void start_write(struct vm_area_struct *vma)
{
	const unsigned int mm_lock_seq = vma->vm_mm->mm_lock_seq.sequence;

	if (vma->vm_lock_seq != mm_lock_seq)
		(void)__vma_start_write(vma, mm_lock_seq, TASK_UNINTERRUPTIBLE);
}

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("early_assertion_dropped", table->vma_start_write = start_write)
