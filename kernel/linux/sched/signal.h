/* SPDX-License-Identifier: GPL-2.0-only */
/* Signals: fatal ones (SIGKILL) and others. A pending signal stays pending. */
#ifndef _LINUX_SCHED_SIGNAL_H
#define _LINUX_SCHED_SIGNAL_H

#include <linux/sched.h>

/* Whether a signal is pending that a sleep in `state` lets in. */
static inline bool signal_pending_state(unsigned int state, struct task_struct *task)
{
	unsigned int pending;

	if (!(state & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)))
		return false;
	pending = READ_ONCE(task->pending);
	return (state & TASK_INTERRUPTIBLE) ? pending != 0 : (pending & LOCKSTEP_SIGNAL_FATAL) != 0;
}

/* Whether any signal, or a fatal one, is pending, whatever the state in which the task sleeps. */
static inline int signal_pending(struct task_struct *task)
{
	return READ_ONCE(task->pending) != 0;
}

static inline int fatal_signal_pending(struct task_struct *task)
{
	return (READ_ONCE(task->pending) & LOCKSTEP_SIGNAL_FATAL) != 0;
}

/* Sends a signal and wakes the task if its sleep lets the signal in. */
static inline void lockstep_send_signal(struct task_struct *task, bool fatal)
{
	const unsigned int bits = LOCKSTEP_SIGNAL_ANY | (fatal ? LOCKSTEP_SIGNAL_FATAL : 0);

	(void)lockstep_fetch(LOCKSTEP_OR, &task->pending, bits, __ATOMIC_RELAXED);
	wake_up_state(task, TASK_INTERRUPTIBLE | (fatal ? TASK_WAKEKILL : 0));
}

#endif
