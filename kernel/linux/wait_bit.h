/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Waiting for a variable that is named by its address; any number of tasks may wait for it
 * (kernel/sched/wait_bit.c). The kernel's queues are hashed by the address and have locks of their
 * own. Here each task records what it waits for; recording that, and acting on it, is one step
 * each.
 */
#ifndef _LINUX_WAIT_BIT_H
#define _LINUX_WAIT_BIT_H

#include <linux/rcuwait.h>

static inline void lockstep_wait_for(const volatile void *variable)
{
	(void)lockstep_request(&current->waits_for, LOCKSTEP_STORE, __ATOMIC_RELAXED,
			       LOCKSTEP_NO_STEP, variable, NULL);
}

static inline void lockstep_prepare_to_wait_for(const volatile void *variable, unsigned int state)
{
	lockstep_wait_for(variable);
	set_current_state(state);
}

/* Waking a running task does nothing, so no task can tell when it ceased to wait. No step. */
static inline void lockstep_finish_wait(void)
{
	__set_current_state(TASK_RUNNING);
	lockstep_wait_for(NULL);
}

/* `again` is evaluated when the condition was false: 1 to look again, or an error. */
#define lockstep_wait_var_event(variable, condition, state, again)                                 \
	({                                                                                         \
		const volatile void *const lockstep_variable = (variable);                         \
		const struct lockstep_seen lockstep_before_loop = lockstep_remember();             \
		int lockstep_wait = (condition) ? lockstep_wait_over() : 1;                        \
		while (lockstep_wait > 0) {                                                        \
			lockstep_forget_since(&lockstep_before_loop, __LINE__);                    \
			lockstep_prepare_to_wait_for(lockstep_variable, state);                    \
			lockstep_wait = (condition) ? lockstep_wait_over() : (again);              \
		}                                                                                  \
		lockstep_finish_wait();                                                            \
		lockstep_wait;                                                                     \
	})

/* Waits until `condition` holds; the task that makes it true has to call wake_up_var(). */
#define wait_var_event(variable, condition)                                                        \
	((void)lockstep_wait_var_event(variable, condition, TASK_UNINTERRUPTIBLE, (schedule(), 1)))

/* The same; 0, or -ERESTARTSYS if a signal was pending while the condition did not hold. */
#define wait_var_event_killable(variable, condition)                                               \
	lockstep_wait_var_event(variable, condition, TASK_KILLABLE,                                \
				lockstep_wait_var_more(TASK_KILLABLE))
#define wait_var_event_interruptible(variable, condition)                                          \
	lockstep_wait_var_event(variable, condition, TASK_INTERRUPTIBLE,                           \
				lockstep_wait_var_more(TASK_INTERRUPTIBLE))

static inline int lockstep_wait_var_more(unsigned int state)
{
	return lockstep_wait_more(state) < 0 ? -ERESTARTSYS : 1;
}

/* Wakes every task that waits for the variable. */
static inline void wake_up_var(void *variable)
{
	const unsigned int tasks = current->tasks;

	lockstep_step(variable, LOCKSTEP_WAKE);
	for (unsigned int index = 0; index < tasks; index++) {
		struct task_struct *const task = lockstep_task(index);

		if (lockstep_request(&task->waits_for, LOCKSTEP_LOAD, __ATOMIC_RELAXED,
				     LOCKSTEP_NO_STEP, NULL, NULL) == variable)
			lockstep_wake_if(task, TASK_NORMAL, LOCKSTEP_NO_STEP);
	}
}

#endif
