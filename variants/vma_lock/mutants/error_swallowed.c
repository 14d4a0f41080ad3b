// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was killed cleans up, and says that it has the lock.
 */
#include "mutant.h"

static int start_write_killable(struct vm_area_struct *vma)
{
	(void)vma_start_write_killable(vma);
	return 0;
}

SHOWS("return code")
MUTANT("error_swallowed", table->vma_start_write_killable = start_write_killable)
