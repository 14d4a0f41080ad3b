// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detach that leaves the VMA attached warns in debug kernels only.
 */
#include "mutant.h"

static void mark_detached(struct vm_area_struct *vma)
{
	bool detached;

	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (__vma_refcount_put(vma, NULL))
		return;
	if (__vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE)) {
		detached = __vma_exit_exclusive_locked(vma);
		VM_WARN_ON_ONCE(!detached);
	}
}

SHOWS_OUT_OF_CONTRACT("warning")
MUTANT("warning_only_with_debug_vm", table->vma_mark_detached = mark_detached)
