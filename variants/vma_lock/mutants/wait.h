/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For mutants that wait differently: the wait of before.c, as a function. The file that includes
 * this defines its own rcuwait_wait_event(), which sees the caller's `vma` and `target`.
 */
#ifndef LOCKSTEP_MUTANT_WAIT_H
#define LOCKSTEP_MUTANT_WAIT_H

#include <abi/surroundings.h>

#include "look.h"

/* Enter passes here on its way to the wait: a twin looks here (see look.h). */
static inline void acquire_and_look(struct vm_area_struct *vma)
{
	__vma_lockdep_acquire_exclusive(vma);
	EXTRA_LOOK(vma->vm_refcnt.refs.counter);
}

#undef __vma_lockdep_acquire_exclusive
#define __vma_lockdep_acquire_exclusive(vma) acquire_and_look(vma)

static inline bool count_is(const struct vm_area_struct *vma, unsigned int target)
{
	return refcount_read(&vma->vm_refcnt) == target;
}

/* Waits until the count is `target`; 0, or -EINTR for a signal that `state` lets in. */
static inline int wait_for_count(struct vm_area_struct *vma, unsigned int target,
				 unsigned int state)
{
	return rcuwait_wait_event(&vma->vm_mm->vma_writer_wait, count_is(vma, target), state);
}

/* The same, but a task that is woken does not look again. */
static inline int wait_once(struct rcuwait *w, struct vm_area_struct *vma, unsigned int target,
			    unsigned int state)
{
	int error;

	prepare_to_rcuwait(w);
	set_current_state(state);
	error = count_is(vma, target) ? 0 : lockstep_wait_more(state);
	finish_rcuwait(w);
	return error < 0 ? error : 0;
}

/* Like wait_for_count(), but if the wait fails, enter returns what `give_up(vma, error)`
 * returns. */
#define wait_or_return(vma, target, state, give_up)                                                \
	({                                                                                         \
		const int lockstep_failed = wait_for_count(vma, target, state);                    \
		if (lockstep_failed)                                                               \
			return give_up(vma, lockstep_failed);                                      \
		0;                                                                                 \
	})

#undef rcuwait_wait_event

#endif
