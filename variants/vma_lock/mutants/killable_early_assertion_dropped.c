// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that finds a VMA already write-locked when it locks it killably is no longer asked for
 * mmap_lock.
 */
#include "mutant.h"

static int start_write_killable(struct vm_area_struct *vma)
{
	const unsigned int mm_lock_seq = vma->vm_mm->mm_lock_seq.sequence;

	if (vma->vm_lock_seq == mm_lock_seq)
		return 0;
	return __vma_start_write(vma, mm_lock_seq, TASK_KILLABLE);
}

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("killable_early_assertion_dropped", table->vma_start_write_killable = start_write_killable)
