// SPDX-License-Identifier: GPL-2.0-only
/* Tasks share a variable that is not among the objects of the program. */
#include "variants/mutants/mutant.h"

static unsigned int shared;

static int start_write_shared(struct vm_area_struct *vma)
{
	WRITE_ONCE(shared, READ_ONCE(shared) + 1);
	return vma_start_write_killable(vma);
}

MUTANT("shares_memory", table->vma_start_write_killable = start_write_shared)
