// SPDX-License-Identifier: GPL-2.0-only
/*
 * The early check of a reader is left out while no task holds mmap_lock for write; the sequence of
 * the mm is even then.
 *
 * vm_lock_seq is always odd: UINT_MAX at first, and then what mm_lock_seq is under mmap_lock. So
 * the check would have passed at the moment of the look. Otherwise the check is made as before.
 */
#include "harmless.h"

static bool looks_locked(const struct vm_area_struct *vma, const struct mm_struct *mm)
{
	unsigned int vm_lock_seq;

	if (!(READ_ONCE(mm->mm_lock_seq.sequence) & 1))
		return false;
	vm_lock_seq = READ_ONCE(vma->vm_lock_seq);
	return vm_lock_seq == READ_ONCE(mm->mm_lock_seq.sequence);
}

#define LOOKS_LOCKED(vma, mm) looks_locked(vma, mm)
#include "../mutants/start_read.h"

HARMLESS("start_read_trusts_even_sequence", "no VMA is marked with an even sequence",
	 table->vma_start_read = start_read)
