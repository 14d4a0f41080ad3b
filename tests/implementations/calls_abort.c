// SPDX-License-Identifier: GPL-2.0-only
/* Aborts when it is killed while it waits. */
#include "variants/vma_lock/mutants/mutant.h"

__attribute__((noreturn)) void abort(void);

static int start_write_abort(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (error)
		abort();
	return error;
}

MUTANT("calls_abort", table->vma_start_write_killable = start_write_abort)
