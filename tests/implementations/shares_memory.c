// SPDX-License-Identifier: GPL-2.0-only
/* Tasks share memory that is neither among the objects of the program nor a static variable. */
#include <stdlib.h>

#include "variants/mutants/mutant.h"

static unsigned int *shared; /* taken anew in each execution, and never given back */

static int start_write_shared(struct vm_area_struct *vma)
{
	if (!shared)
		shared = calloc(1, sizeof(*shared));
	WRITE_ONCE(*shared, READ_ONCE(*shared) + 1);
	return vma_start_write_killable(vma);
}

MUTANT("shares_memory", table->vma_start_write_killable = start_write_shared)
