// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detach does not wait for a reader that is passing by: the VMA is detached when that has left.
 * As in v6 of "mm: replace vm_lock and detached flag with a reference count", where a later patch
 * waited, 20241216192419.2970941-14-surenb@google.com.
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	(void)!__vma_refcount_put(vma, NULL);
}

SHOWS("detached, refcount")
MUTANT("detach_left_to_last_reader", table->vma_mark_detached = mark_detached)
