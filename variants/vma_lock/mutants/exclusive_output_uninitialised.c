// SPDX-License-Identifier: GPL-2.0-only
/*
 * start-write leaves it to enter to set "exclusive", which enter does not if the VMA is detached.
 * The old contents of the stack then decide whether a section is left that no task has entered: the
 * count of a detached VMA underflows.
 */
#include "merged_mutant.h"

/* Not inlined: the compiler would know that nothing was stored, and choose what suits it. */
static __attribute__((noinline)) int start_exclude_readers(struct vma_exclude_readers_state *ves)
{
	return __vma_start_exclude_readers(ves);
}

static int start_write_in(struct vm_area_struct *vma, int state)
{
	unsigned int mm_lock_seq;
	struct vma_exclude_readers_state ves;
	int error;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	ves.vma = vma;
	ves.state = state;
	ves.detaching = false;
	ves.detached = false;
	error = start_exclude_readers(&ves);
	if (error)
		return error;
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (ves.exclusive)
		__vma_end_exclude_readers(&ves);
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

SHOWS("refcount, warning, lockdep, detached")
MUTANT("exclusive_output_uninitialised", table->vma_start_write = start_write,
       table->vma_start_write_killable = start_write_killable)
