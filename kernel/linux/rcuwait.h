/* SPDX-License-Identifier: GPL-2.0-only */
/* A place where at most one task waits (kernel/exit.c, include/linux/rcuwait.h). */
#ifndef _LINUX_RCUWAIT_H
#define _LINUX_RCUWAIT_H

#include <linux/errno.h>
#include <linux/sched/signal.h>

struct rcuwait {
	struct task_struct *task;
};

static inline void rcuwait_init(struct rcuwait *w)
{
	w->task = NULL;
}

static inline void prepare_to_rcuwait(struct rcuwait *w)
{
	smp_store_release(&w->task, current);
}

static inline void finish_rcuwait(struct rcuwait *w)
{
	smp_store_release(&w->task, (struct task_struct *)NULL);
	__set_current_state(TASK_RUNNING);
}

/* Whether there is a waiter. */
static inline int rcuwait_active(struct rcuwait *w)
{
	return READ_ONCE(w->task) != NULL;
}

/* Wakes the waiter if there is one. Not 0 if that changed its state. */
static inline int rcuwait_wake_up(struct rcuwait *w)
{
	struct task_struct *const task = READ_ONCE(w->task);

	return task && wake_up_process(task);
}

/*
 * The condition was true. It orders the waiter's later stores after what it read, by a control
 * dependency: what readers did under the read lock comes before what the writer stores next.
 */
static inline int lockstep_wait_over(void)
{
	lockstep_control_dependency(lockstep_last_object());
	return 0;
}

/* Consumes the injected fault "the next wait fails", if there is one. */
static inline bool lockstep_wait_fault(struct task_struct *task)
{
	const bool fail = task->fail_next_wait;

	task->fail_next_wait = false;
	return fail;
}

/* To be called if the condition was false: 1 to look again, or an error. */
static inline int lockstep_wait_more(unsigned int state)
{
	if (signal_pending_state(state, current) || lockstep_wait_fault(current))
		return -EINTR;
	schedule();
	return 1;
}

/*
 * Waits until `condition` holds; 0 then, or -EINTR if a signal that `state` lets in is pending
 * while it does not. The condition is looked at before the signal.
 */
#define rcuwait_wait_event(w, condition, state)                                                    \
	({                                                                                         \
		int lockstep_wait;                                                                 \
		struct lockstep_seen lockstep_before_loop;                                         \
		prepare_to_rcuwait(w);                                                             \
		lockstep_before_loop = lockstep_remember();                                        \
		do {                                                                               \
			lockstep_forget_since(&lockstep_before_loop, __LINE__);                    \
			set_current_state(state);                                                  \
			lockstep_wait =                                                            \
				(condition) ? lockstep_wait_over() : lockstep_wait_more(state);    \
		} while (lockstep_wait > 0);                                                       \
		finish_rcuwait(w);                                                                 \
		lockstep_wait;                                                                     \
	})

#endif
