// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer whose wait was ended by a signal looks at the count once more, and takes the lock if the
 * last reader has left meanwhile.
 *
 * A writer that made its last look in the wait only now would have found the same, and the
 * condition takes precedence over the signal. Stores come after the look by a control dependency.
 */
#include "../mutants/wait.h"

static int wait_and_look_again(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	const int error = wait_for_count(vma, target, state);

	return refcount_read(&vma->vm_refcnt) == target ? 0 : error;
}

#define rcuwait_wait_event(w, condition, state) wait_and_look_again(vma, target, state)
#include "harmless.h"

HARMLESS("killed_writer_looks_again", "the last look of the wait could have been this one")
