// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that holds mmap_lock and has raised the count asserts that the VMA is attached.
 *
 * It is: the count is not 0 while the reader is counted. So the assertion never fires, and nothing
 * else depends on what it looked at.
 */
#include "harmless.h"

static bool start_read_locked(struct vm_area_struct *vma)
{
	if (!vma_start_read_locked(vma))
		return false;
	vma_assert_attached(vma);
	return true;
}

HARMLESS("read_lock_is_asserted", "the reader's own count keeps the assertion from firing",
	 table->vma_start_read_locked = start_read_locked)
