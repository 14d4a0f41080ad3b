// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that leaves wakes nobody.
 */
#include "mutant.h"

static void end_read(struct vm_area_struct *vma)
{
	__vma_lockdep_release_read(vma);
	(void)!__vma_refcount_put(vma, NULL);
}

SHOWS("hang")
MUTANT("wake_up_lost", table->vma_end_read = end_read)
