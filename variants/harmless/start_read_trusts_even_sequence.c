// SPDX-License-Identifier: GPL-2.0-only
/*
 * The early check of a reader does not look at the VMA while nobody holds mmap_lock for write: the
 * sequence of the mm is even then.
 *
 * vm_lock_seq is always odd: UINT_MAX at first, and then what mm_lock_seq is under mmap_lock. So an
 * even sequence equals none, and the look that is left out could only have said so. With an odd one
 * it is the early check with its reads in the other order; see start_read_takes_sequence_first.c.
 */
#include "harmless.h"

static bool looks_locked(const struct vm_area_struct *vma, const struct mm_struct *mm)
{
	const unsigned int mm_lock_seq = READ_ONCE(mm->mm_lock_seq.sequence);

	return (mm_lock_seq & 1) && READ_ONCE(vma->vm_lock_seq) == mm_lock_seq;
}

#define LOOKS_LOCKED(vma, mm) looks_locked(vma, mm)
#include "../mutants/start_read.h"

HARMLESS("start_read_trusts_even_sequence", "no VMA is marked with an even sequence",
	 table->vma_start_read = start_read)
