/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tasks: state, sleeping and waking. The kernel puts full barriers into set_current_state() and
 * wake_up_process(); executions are sequentially consistent, so barriers are not needed. The
 * accesses are relaxed here, so that the race detector gets no edge that could hide a race.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <asm/barrier.h>
#include <asm/processor.h>
#include <linux/kernel.h>
#include <linux/lockdep_types.h>
#include <linux/types.h>

#define TASK_RUNNING 0x0000u
#define TASK_INTERRUPTIBLE 0x0001u
#define TASK_UNINTERRUPTIBLE 0x0002u
#define TASK_WAKEKILL 0x0100u
#define TASK_KILLABLE (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_NORMAL (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)

/* Bits of task_struct.pending. */
#define LOCKSTEP_SIGNAL_ANY 1u
#define LOCKSTEP_SIGNAL_FATAL 2u

#define LOCKSTEP_MAX_HELD_LOCKS 32

struct task_struct {
	unsigned int __state;
	unsigned int pending;		/* signals sent to the task; never taken back */
	unsigned int index;		/* the task's place in its program */
	bool fail_next_wait;		/* injected fault: see rcuwait_wait_event() */
	unsigned int tasks;		/* how many its program has */
	const volatile void *waits_for; /* what wait_var_event() waits for */

	unsigned int lockdep_depth;
	struct held_lock held_locks[LOCKSTEP_MAX_HELD_LOCKS];
};

#define current lockstep_current()

static inline void set_current_state(unsigned int state)
{
	WRITE_ONCE(current->__state, state);
}

/* A task cannot be woken from a state that it has left. No task can notice: this is no step. */
static inline void __set_current_state(unsigned int state)
{
	(void)lockstep_request(&current->__state, LOCKSTEP_STORE, __ATOMIC_RELAXED,
			       LOCKSTEP_NO_STEP, state, 0);
}

/*
 * Sleeps until woken, unless a wake-up came since the task's state was set. Looking is the step
 * `step`, or none.
 */
static inline void lockstep_sleep_unless_woken(const struct task_struct *task, unsigned int step)
{
	if (lockstep_request(&task->__state, LOCKSTEP_LOAD, __ATOMIC_RELAXED, step, 0, 0) !=
	    TASK_RUNNING)
		lockstep_sleep();
}

static inline void schedule(void)
{
	lockstep_sleep_unless_woken(current, LOCKSTEP_BLOCK);
}

/*
 * Wakes the task if its state is one of `states`; the step `step`, or none. True if it changed.
 * Looking and changing are one access, as they are under pi_lock in the kernel: on real threads the
 * task may meanwhile go to sleep for another reason.
 */
static inline bool lockstep_wake_if(struct task_struct *task, unsigned int states,
				    unsigned int step)
{
	const unsigned int state = lockstep_request(&task->__state, LOCKSTEP_EXCHANGE_IF_ANY,
						    __ATOMIC_RELAXED, step, TASK_RUNNING, states);

	if (!(state & states))
		return false;
	lockstep_wake(task);
	return true;
}

static inline bool wake_up_state(struct task_struct *task, unsigned int states)
{
	return lockstep_wake_if(task, states, LOCKSTEP_WAKE);
}

static inline bool wake_up_process(struct task_struct *task)
{
	return wake_up_state(task, TASK_NORMAL);
}

#endif
