// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detach leaves the section unless there was an error, even if the last reader left before the
 * section was entered. start-write handles that case.
 */
#include "merged_mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	struct vma_exclude_readers_state ves = {
		.vma = vma,
		.state = TASK_UNINTERRUPTIBLE,
		.detaching = true,
	};

	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (__vma_refcount_put(vma, NULL))
		return;
	if (!__vma_start_exclude_readers(&ves))
		__vma_end_exclude_readers(&ves);
	WARN_ON_ONCE(!ves.detached);
}

SHOWS("refcount, warning, lockdep, detached")
MUTANT("detach_leaves_what_it_never_entered", table->vma_mark_detached = mark_detached)
