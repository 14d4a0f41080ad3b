// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writers wait for the count by its address instead of in the mm's slot, and readers wake whoever
 * waits for it: other steps for the same behaviour.
 */
#include <linux/mm_types.h>

#define rcuwait_wake_up(slot) ((void)(slot), wake_up_var(&vma->vm_refcnt))
#include <linux/mmap_lock.h>

/* 0, or the error of a wait in the slot. */
#define WAIT_FOR_COUNT(vma, condition, state)                                                      \
	({                                                                                         \
		int waited = 0;                                                                    \
                                                                                                   \
		if ((state) == TASK_KILLABLE)                                                      \
			waited = wait_var_event_killable(&(vma)->vm_refcnt, condition);            \
		else if ((state) == TASK_INTERRUPTIBLE)                                            \
			waited = wait_var_event_interruptible(&(vma)->vm_refcnt, condition);       \
		else                                                                               \
			wait_var_event(&(vma)->vm_refcnt, condition);                              \
		waited == -ERESTARTSYS ? -EINTR : waited;                                          \
	})

#undef rcuwait_wait_event
#define rcuwait_wait_event(slot, condition, state)                                                 \
	((void)(slot), WAIT_FOR_COUNT(vma, condition, state))
#include "variants/vma_lock/mutants/mutant.h"

EQUIVALENT("only where a writer waits is different")
MUTANT("waits_for_variable")
