// SPDX-License-Identifier: GPL-2.0-only
/* Sleeps with nobody to wake it when it is killed while it waits. */
#include "variants/vma_lock/mutants/mutant.h"

static int start_write_sleep(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (error) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		schedule();
	}
	return error;
}

MUTANT("deadlock", table->vma_start_write_killable = start_write_sleep)
