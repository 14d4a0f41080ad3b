// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader whose count was the last one does not tell lockdep that it has left. Found in v6 of "mm:
 * replace vm_lock and detached flag with a reference count",
 * 20241216213753.GD9803@noisy.programming.kicks-ass.net; gone in v9.
 */
#include "mutant.h"

static void back_out(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	int left;

	if (__vma_refcount_put(vma, &left))
		return;
	__vma_lockdep_release_read(vma);
	if (__vma_are_readers_excluded(left))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

#define BACK_OUT(vma, mm) back_out(vma)
#include "start_read.h"

SHOWS("lockdep")
MUTANT("lockdep_kept_by_last_reader", table->vma_start_read = start_read)
