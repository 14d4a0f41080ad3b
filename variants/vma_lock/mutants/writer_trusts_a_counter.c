// SPDX-License-Identifier: GPL-2.0-only
/*
 * A counter of all readers tells a writer that it need not wait. A reader raises the counter after
 * the count of the VMA: a writer that comes in between finds 0, and both have the lock.
 */
#include "wait.h"

static int readers;

static int wait_if_readers(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	return READ_ONCE(readers) == 0 ? 0 : wait_for_count(vma, target, state);
}

#define rcuwait_wait_event(w, condition, state) wait_if_readers(vma, target, state)
#include "mutant.h"

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct vm_area_struct *const locked = vma_start_read(mm, vma);

	if (!IS_ERR_OR_NULL(locked))
		(void)lockstep_fetch(LOCKSTEP_ADD, &readers, 1, __ATOMIC_RELAXED);
	return locked;
}

static bool start_read_locked(struct vm_area_struct *vma)
{
	const bool locked = vma_start_read_locked(vma);

	if (locked)
		(void)lockstep_fetch(LOCKSTEP_ADD, &readers, 1, __ATOMIC_RELAXED);
	return locked;
}

static void end_read(struct vm_area_struct *vma)
{
	(void)lockstep_fetch(LOCKSTEP_SUB, &readers, 1, __ATOMIC_RELAXED);
	vma_end_read(vma);
}

SHOWS("return code, refcount, write-locked, detached, warning, data race")
MUTANT("writer_trusts_a_counter", table->vma_start_read = start_read,
       table->vma_start_read_locked = start_read_locked, table->vma_end_read = end_read)
