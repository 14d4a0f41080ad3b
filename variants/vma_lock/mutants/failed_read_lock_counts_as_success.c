// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that holds mmap_lock assumes that it can raise the count. As before "mm: allow
 * vma_start_read_locked/vma_start_read_locked_nested to fail".
 */
#include "mutant.h"

static bool start_read_locked(struct vm_area_struct *vma)
{
	(void)vma_start_read_locked(vma);
	return true;
}

SHOWS("return code")
MUTANT("failed_read_lock_counts_as_success", table->vma_start_read_locked = start_read_locked)
