// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher asserts that the VMA is detached before it returns.
 *
 * It is: whichever path the detacher took, the count has come to 0, and a task can raise it from
 * there only by attaching the VMA, which takes mmap_lock for write. So the assertion never fires.
 */
#include "harmless.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_mark_detached(vma);
	vma_assert_detached(vma);
}

HARMLESS("detach_is_asserted", "a count of 0 stays 0, so the assertion never fires",
	 table->vma_mark_detached = mark_detached)
