// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that has left reads the sequence of the mm, for a tracepoint that is off.
 *
 * The value is not used. The reader does not touch the VMA, which may be gone; the mm belongs to
 * its caller.
 */
#include "harmless.h"

static void end_read(struct vm_area_struct *vma)
{
	const struct mm_struct *const mm = vma->vm_mm;

	vma_end_read(vma);
	(void)READ_ONCE(mm->mm_lock_seq.sequence);
}

HARMLESS("end_read_is_traced", "nobody uses what the last look finds",
	 table->vma_end_read = end_read)
