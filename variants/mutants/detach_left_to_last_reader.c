// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detach does not wait for a reader that is passing by: the VMA is detached when that has left.
 * Shows: detached, refcount
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	(void)!__vma_refcount_put(vma, NULL);
}

MUTANT("detach_left_to_last_reader", table->vma_mark_detached = mark_detached)
