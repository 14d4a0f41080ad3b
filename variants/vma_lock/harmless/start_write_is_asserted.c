// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that has the lock asserts that the VMA is marked as write-locked.
 *
 * It is: the writer has stored the sequence, or found it there, and it holds mmap_lock for write,
 * so no other task stores another one. So the assertion never fires.
 */
#include "harmless.h"

static void assert_marked(const struct vm_area_struct *vma)
{
	WARN_ON_ONCE(READ_ONCE(vma->vm_lock_seq) != __vma_raw_mm_seqnum(vma));
}

static void start_write(struct vm_area_struct *vma)
{
	vma_start_write(vma);
	assert_marked(vma);
}

static int start_write_killable(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (!error)
		assert_marked(vma);
	return error;
}

HARMLESS("start_write_is_asserted", "what is asserted is what the writer itself has stored",
	 table->vma_start_write = start_write,
	 table->vma_start_write_killable = start_write_killable)
