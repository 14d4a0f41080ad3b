// SPDX-License-Identifier: GPL-2.0-only
/* Follows a null pointer when it is killed while it waits. */
#include "variants/vma_lock/mutants/mutant.h"

static int start_write_null(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (error) {
		const int *volatile nowhere = NULL;

		return *nowhere;
	}
	return error;
}

MUTANT("null_dereference", table->vma_start_write_killable = start_write_null)
