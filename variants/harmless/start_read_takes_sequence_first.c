// SPDX-License-Identifier: GPL-2.0-only
/*
 * The early check of a reader reads the sequence of the mm first, and that of the VMA second.
 *
 * Both are hints without order. If they are equal, the VMA was write-locked when the second one was
 * read, or when it was last written, which was after the first: in either case during the call, and
 * a reader that had come at that moment would have been refused. If they are not, the count and the
 * late check decide.
 */
#include "harmless.h"

static bool looks_locked(const struct vm_area_struct *vma, const struct mm_struct *mm)
{
	const unsigned int mm_lock_seq = READ_ONCE(mm->mm_lock_seq.sequence);

	return READ_ONCE(vma->vm_lock_seq) == mm_lock_seq;
}

#define LOOKS_LOCKED(vma, mm) looks_locked(vma, mm)
#include "../mutants/start_read.h"

HARMLESS("start_read_takes_sequence_first", "what it refuses was write-locked during the call",
	 table->vma_start_read = start_read)
