/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For mistakes in how __vma_start_write() of the merged form sets up its state, and when it leaves:
 * the file that includes this defines OTHER_FIELDS of the state, and MUST_LEAVE(ves), to change
 * them.
 */
#ifndef LOCKSTEP_MERGED_START_WRITE_H
#define LOCKSTEP_MERGED_START_WRITE_H

#include "merged_mutant.h"

#ifndef OTHER_FIELDS
#define OTHER_FIELDS
#endif
#ifndef MUST_LEAVE
#define MUST_LEAVE(ves) ((ves).exclusive)
#endif

static int start_write_in(struct vm_area_struct *vma, int state)
{
	unsigned int mm_lock_seq;
	struct vma_exclude_readers_state ves = {.vma = vma, .state = state, OTHER_FIELDS};
	int error;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	error = __vma_start_exclude_readers(&ves);
	if (error) {
		WARN_ON_ONCE(ves.detached);
		return error;
	}
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (MUST_LEAVE(ves)) {
		__vma_end_exclude_readers(&ves);
		WARN_ON_ONCE(ves.detached);
	}
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

#define OTHER_START_WRITE                                                                          \
	table->vma_start_write = start_write, table->vma_start_write_killable = start_write_killable

#endif
