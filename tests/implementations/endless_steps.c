// SPDX-License-Identifier: GPL-2.0-only
/* Reads shared state for ever when it is killed while it waits. */
#include "variants/vma_lock/mutants/mutant.h"

static int start_write_poll(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	while (error) {
		(void)refcount_read(&vma->vm_refcnt);
		(void)READ_ONCE(vma->vm_lock_seq);
	}
	return error;
}

MUTANT("endless_steps", table->vma_start_write_killable = start_write_poll)
