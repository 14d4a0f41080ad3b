// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was killed returns without letting readers in again.
 * What "mm: fix vma_start_write_killable() signal handling", faf3c923523e, has in its title.
 */
#include "wait.h"

static int give_up(struct vm_area_struct *vma, int error)
{
	__vma_lockdep_release_exclusive(vma);
	return error;
}

#define rcuwait_wait_event(w, condition, state) wait_or_return(vma, target, state, give_up)
#include "mutant.h"

SHOWS("refcount, return code")
MUTANT("flag_left_after_failed_wait")
