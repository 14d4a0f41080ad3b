// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher that did not drop the last count looks whether the reader that had it has left by now,
 * before it begins to keep readers out.
 *
 * A count of 0 stays 0: no task can raise it. Adding the flag would have failed at that moment, and
 * the detacher would have returned. Stores come after the look by a control dependency, as they
 * come after the failed update.
 */
#include "harmless.h"

static void mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (__vma_refcount_put(vma, NULL) || !vma_is_attached(vma))
		return;
	if (__vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE))
		WARN_ON_ONCE(!__vma_exit_exclusive_locked(vma));
}

HARMLESS("detach_notices_last_reader", "adding the flag would have failed where the look finds 0",
	 table->vma_mark_detached = mark_detached)
