// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader reads the sequence of its mm once more before it returns, for a tracepoint that is off.
 *
 * The value is not used.
 */
#include "harmless.h"

static struct vm_area_struct *start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct vm_area_struct *const locked = vma_start_read(mm, vma);

	(void)READ_ONCE(mm->mm_lock_seq.sequence);
	return locked;
}

HARMLESS("start_read_is_traced", "nobody uses what the last look finds",
	 table->vma_start_read = start_read)
