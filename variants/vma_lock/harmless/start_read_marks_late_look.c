// SPDX-License-Identifier: GPL-2.0-only
/*
 * The late check of a reader reads vm_lock_seq with READ_ONCE(), as the early one does.
 *
 * The reader is counted, so no writer reaches the place where it stores vm_lock_seq: a marked read
 * returns what the plain one did, whenever it happens.
 */
#include "harmless.h"

static bool must_back_out(const struct vm_area_struct *vma, const struct mm_struct *mm)
{
	unsigned int vm_lock_seq;

	if (vma->vm_mm != mm)
		return true;
	vm_lock_seq = READ_ONCE(vma->vm_lock_seq);
	return vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq);
}

#define MUST_BACK_OUT(vma, mm) must_back_out(vma, mm)
#include "../mutants/start_read.h"

HARMLESS("start_read_marks_late_look", "the sequence of a VMA does not change under its readers",
	 table->vma_start_read = start_read)
