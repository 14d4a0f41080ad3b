// SPDX-License-Identifier: GPL-2.0-only
/*
 * Has a state that outlives the execution, as that of the C library does: some write-locks are said
 * to have been interrupted.
 */
#include <stdlib.h>

#include "variants/vma_lock/mutants/mutant.h"

static int start_write_counted(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	return rand() % 5 == 0 ? -EINTR : error;
}

MUTANT("remembers", table->vma_start_write_killable = start_write_counted)
