// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer looks at the count before it publishes itself as a waiter, and does not wait at all if
 * it finds no reader.
 *
 * Readers are kept out already, so a count that has come down to the target stays there, and the
 * wait would have ended with its first look. A control dependency orders stores after the look, as
 * it did before. A signal does not matter: the wait looks at its condition first, too.
 */
#include "../mutants/wait.h"

static int wait_if_readers(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	if (refcount_read(&vma->vm_refcnt) == target)
		return 0;
	return wait_for_count(vma, target, state);
}

#define rcuwait_wait_event(w, condition, state) wait_if_readers(vma, target, state)
#include "harmless.h"

HARMLESS("wait_only_for_readers", "the wait would have ended with its first look")
