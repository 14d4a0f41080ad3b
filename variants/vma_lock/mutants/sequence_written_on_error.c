// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was killed marks the VMA as write-locked all the same.
 */
#include "wait.h"

static int wait_and_mark(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	const int error = wait_for_count(vma, target, state);

	if (error)
		WRITE_ONCE(vma->vm_lock_seq, vma->vm_mm->mm_lock_seq.sequence);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_and_mark(vma, target, state)
#include "mutant.h"

SHOWS("return code, refcount, write-locked")
MUTANT("sequence_written_on_error")
