// SPDX-License-Identifier: GPL-2.0-only
/*
 * The two forms of the write lock wait in each other's state.
 */
#include "mutant.h"

static int start_write(struct vm_area_struct *vma, int state)
{
	unsigned int mm_lock_seq;

	return __is_vma_write_locked(vma, &mm_lock_seq)
		       ? 0
		       : __vma_start_write(vma, mm_lock_seq, state);
}

static void start_write_uninterruptible(struct vm_area_struct *vma)
{
	(void)start_write(vma, TASK_KILLABLE);
}

static int start_write_killable(struct vm_area_struct *vma)
{
	return start_write(vma, TASK_UNINTERRUPTIBLE);
}

SHOWS("hang, return code, refcount, write-locked, sleep/wake")
MUTANT("states_swapped", table->vma_start_write = start_write_uninterruptible,
       table->vma_start_write_killable = start_write_killable)
