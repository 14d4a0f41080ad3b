// SPDX-License-Identifier: GPL-2.0-only
/* Tasks share memory that is no part of an execution: what a thread has of its own. */
#include "variants/vma_lock/mutants/mutant.h"

static _Thread_local unsigned int count;

static int start_write_shared(struct vm_area_struct *vma)
{
	WRITE_ONCE(count, READ_ONCE(count) + 1);
	return vma_start_write_killable(vma);
}

MUTANT("shares_memory", table->vma_start_write_killable = start_write_shared)
