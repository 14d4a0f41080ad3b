// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that backs out drops its count without waking the writer that waits for it.
 */
#include "mutant.h"

static void back_out(struct vm_area_struct *vma)
{
	__vma_lockdep_release_read(vma);
	(void)!__vma_refcount_put(vma, NULL);
}

#define BACK_OUT(vma, mm) back_out(vma)
#include "start_read.h"

SHOWS("hang, sleep/wake")
MUTANT("back_out_does_not_wake", table->vma_start_read = start_read)
