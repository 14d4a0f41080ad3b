// SPDX-License-Identifier: GPL-2.0-only
/*
 * The early check of a reader reads the sequence of the mm first, that of the VMA second, and only
 * if the two are equal the first one again.
 *
 * If the check refuses, its last two reads are those of the original check, in the same order. If
 * it does not refuse, that is allowed: the original check could have passed as well, at the moment
 * of the first read or, if the VMA was marked in between, with one read before that and one after.
 * Then the count and the late check decide, as before.
 */
#include "harmless.h"

static bool looks_locked(const struct vm_area_struct *vma, const struct mm_struct *mm)
{
	const unsigned int mm_lock_seq = READ_ONCE(mm->mm_lock_seq.sequence);

	return READ_ONCE(vma->vm_lock_seq) == mm_lock_seq &&
	       READ_ONCE(mm->mm_lock_seq.sequence) == mm_lock_seq;
}

#define LOOKS_LOCKED(vma, mm) looks_locked(vma, mm)
#include "../mutants/start_read.h"

HARMLESS("start_read_confirms_sequence", "it refuses only what is write-locked at its last look",
	 table->vma_start_read = start_read)
