// SPDX-License-Identifier: GPL-2.0-only
/*
 * The wait of a writer is a loop of its own, which looks at the count before it says that it is
 * about to sleep, and again after that.
 *
 * The second look is the one that keeps a wake-up from being lost. The first can only end the wait
 * sooner, when the count is the target and stays so, because readers are kept out. As in the macro,
 * a signal counts only if the condition does not hold. What comes after the wait are stores,
 * ordered by a control dependency.
 */
#include <abi/surroundings.h>

static int wait_in(struct rcuwait *w, const struct vm_area_struct *vma, unsigned int target,
		   unsigned int state)
{
	int error = 0;

	prepare_to_rcuwait(w);
	while (refcount_read(&vma->vm_refcnt) != target) {
		set_current_state(state);
		if (refcount_read(&vma->vm_refcnt) == target)
			break;
		if (signal_pending_state(state, current)) {
			error = -EINTR;
			break;
		}
		schedule();
	}
	finish_rcuwait(w);
	return error;
}

#undef rcuwait_wait_event
#define rcuwait_wait_event(w, condition, state) wait_in(w, vma, target, state)
#include "harmless.h"

HARMLESS("wait_written_out", "it looks again between setting its state and sleeping")
