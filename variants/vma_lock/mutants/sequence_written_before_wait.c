// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer marks the VMA as write-locked before it waits, and takes that back if it is killed.
 */
#include "wait.h"

static int mark_and_wait(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	const unsigned int before = vma->vm_lock_seq;
	int error;

	WRITE_ONCE(vma->vm_lock_seq, vma->vm_mm->mm_lock_seq.sequence);
	error = wait_for_count(vma, target, state);
	if (error)
		WRITE_ONCE(vma->vm_lock_seq, before);
	return error;
}

#define rcuwait_wait_event(w, condition, state) mark_and_wait(vma, target, state)
#include "mutant.h"

SHOWS("write-locked, return code, refcount, data race")
MUTANT("sequence_written_before_wait")
