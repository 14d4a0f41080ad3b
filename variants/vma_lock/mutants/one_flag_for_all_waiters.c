// SPDX-License-Identifier: GPL-2.0-only
/*
 * A flag says whether any task waits for readers, and readers wake no task unless it is set. If
 * writers of two mms wait at the same time, the first to go on clears the flag: the other one is
 * not woken, and waits for ever.
 */
#include "wait.h"

static unsigned int somebody_waits;

static int wait_and_say_so(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	int error;

	WRITE_ONCE(somebody_waits, 1);
	error = wait_for_count(vma, target, state);
	WRITE_ONCE(somebody_waits, 0);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_and_say_so(vma, target, state)
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	int left;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, &left) && __vma_are_readers_excluded(left) &&
	    READ_ONCE(somebody_waits))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

SHOWS("hang")
MUTANT("one_flag_for_all_waiters", table->vma_end_read = end_read)
