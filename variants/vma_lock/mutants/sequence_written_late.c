// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer lets readers in again before it marks the VMA as write-locked.
 */
#include "mutant.h"

static int start_write_in(struct vm_area_struct *vma, int state)
{
	unsigned int mm_lock_seq;
	int locked;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	locked = __vma_enter_exclusive_locked(vma, false, state);
	if (locked < 0)
		return locked;
	if (locked)
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	return 0;
}

static void start_write(struct vm_area_struct *vma)
{
	(void)start_write_in(vma, TASK_UNINTERRUPTIBLE);
}

static int start_write_killable(struct vm_area_struct *vma)
{
	return start_write_in(vma, TASK_KILLABLE);
}

SHOWS("return code, refcount, write-locked, data race")
MUTANT("sequence_written_late", table->vma_start_write = start_write,
       table->vma_start_write_killable = start_write_killable)
