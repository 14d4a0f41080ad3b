// SPDX-License-Identifier: GPL-2.0-only
/*
 * The task that wakes the waiter takes it out of its slot: if it has to go on waiting, no task
 * wakes it again.
 */
#include <linux/atomic.h>
#include <linux/rcuwait.h>

#include "look.h"

static inline int wake_up_and_forget(struct rcuwait *w)
{
	struct task_struct *task;

	EXTRA_LOOK(w->task);
	task = xchg_relaxed(&w->task, NULL);
	return task && wake_up_process(task);
}

#define rcuwait_wake_up wake_up_and_forget
#include "mutant.h"

SHOWS("hang, sleep/wake")
MUTANT("wake_up_happens_once")
