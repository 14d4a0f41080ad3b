/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reader/writer sleeping locks. An attempt to take one is a single step: it succeeds, or the task
 * joins the waiters (the kernel's wait_lock makes those two one as well). Unlocking wakes all
 * waiters and the scheduler decides who is first, so every order in which the kernel could hand the
 * lock on is explored, fair or not.
 */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/lockdep.h>
#include <linux/sched/signal.h>

#define LOCKSTEP_RWSEM_WRITER (1 << 30)
#define LOCKSTEP_RWSEM_WAITERS (1 << 29)

struct rw_semaphore {
	int count;	      /* readers, plus LOCKSTEP_RWSEM_WRITER and _WAITERS */
	unsigned int waiters; /* a bit per task */
	struct lockdep_map dep_map;
};

/* What a task asks of the lock. */
enum lockstep_rwsem_mode { LOCKSTEP_RWSEM_READ, LOCKSTEP_RWSEM_WRITE };

static inline void __init_rwsem(struct rw_semaphore *sem, const char *name,
				struct lock_class_key *key)
{
	sem->count = 0;
	sem->waiters = 0;
	lockdep_init_map(&sem->dep_map, name, key, 0);
}

#define init_rwsem(sem) __init_rwsem((sem), #sem, NULL)

/* An access that is part of the step before it. Evaluates to the value before. */
#define lockstep_rwsem_request(word, action, operand, expected, order)                             \
	lockstep_request((word), (action), (order), LOCKSTEP_NO_STEP, (operand), (expected))

/* One attempt, not announced as a step. */
static inline bool lockstep_rwsem_try(struct rw_semaphore *sem, enum lockstep_rwsem_mode mode)
{
	const bool write = mode == LOCKSTEP_RWSEM_WRITE;
	const int excluded = write ? ~LOCKSTEP_RWSEM_WAITERS : LOCKSTEP_RWSEM_WRITER;
	const int taken = write ? LOCKSTEP_RWSEM_WRITER : 1;

	return !(lockstep_rwsem_request(&sem->count, LOCKSTEP_ADD_IF_CLEAR, taken, excluded,
					__ATOMIC_ACQUIRE) &
		 excluded);
}

/* The task waits no more. */
static inline void lockstep_rwsem_leave(struct rw_semaphore *sem)
{
	lockstep_rwsem_request(&sem->waiters, LOCKSTEP_AND, ~(1u << current->index), 0,
			       __ATOMIC_RELAXED);
	__set_current_state(TASK_RUNNING);
}

/* One attempt by a task that will sleep in `state` if it fails, and then has joined the waiters. */
static inline bool lockstep_rwsem_try_or_wait(struct rw_semaphore *sem,
					      enum lockstep_rwsem_mode mode, unsigned int state)
{
	unsigned int waiter;

	if (lockstep_rwsem_try(sem, mode))
		return true;
	waiter = 1u << current->index;
	__set_current_state(state);
	lockstep_rwsem_request(&sem->waiters, LOCKSTEP_OR, waiter, 0, __ATOMIC_RELAXED);
	lockstep_rwsem_request(&sem->count, LOCKSTEP_OR, LOCKSTEP_RWSEM_WAITERS, 0,
			       __ATOMIC_RELAXED);
	if (!lockstep_rwsem_try(sem, mode)) /* unlocked meanwhile: only on real threads */
		return false;
	lockstep_rwsem_leave(sem);
	return true;
}

/* Tells lockdep. */
static inline void lockstep_rwsem_acquired(struct rw_semaphore *sem, enum lockstep_rwsem_mode mode,
					   bool trylock)
{
	lock_acquire(&sem->dep_map, 0, trylock, mode == LOCKSTEP_RWSEM_READ, 1, NULL, _RET_IP_);
}

/* Takes the lock, sleeping in `state`; 0, or -EINTR for a signal that `state` lets in. */
static inline int lockstep_rwsem_down(struct rw_semaphore *sem, enum lockstep_rwsem_mode mode,
				      unsigned int state)
{
	const struct lockstep_seen seen = lockstep_remember();

	lockstep_rwsem_acquired(sem, mode, false);
	for (;;) {
		lockstep_forget_since(&seen, __LINE__);
		lockstep_step(&sem->count, LOCKSTEP_UPDATE);
		if (lockstep_rwsem_try_or_wait(sem, mode, state))
			return 0;
		if (signal_pending_state(state, current))
			break;
		lockstep_sleep_unless_woken(current, LOCKSTEP_NO_STEP);
	}
	lockstep_rwsem_leave(sem);
	rwsem_release(&sem->dep_map, _RET_IP_);
	return -EINTR;
}

static inline bool lockstep_rwsem_trylock(struct rw_semaphore *sem, enum lockstep_rwsem_mode mode)
{
	lockstep_step(&sem->count, LOCKSTEP_UPDATE);
	if (!lockstep_rwsem_try(sem, mode))
		return false;
	lockstep_rwsem_acquired(sem, mode, true);
	return true;
}

static inline void lockstep_rwsem_wake_all(struct rw_semaphore *sem)
{
	unsigned int waiters;

	lockstep_rwsem_request(&sem->count, LOCKSTEP_AND, ~LOCKSTEP_RWSEM_WAITERS, 0,
			       __ATOMIC_RELAXED);
	waiters = lockstep_rwsem_request(&sem->waiters, LOCKSTEP_EXCHANGE, 0, 0, __ATOMIC_RELAXED);
	for (unsigned int index = 0; waiters >> index; index++) {
		if (waiters >> index & 1)
			lockstep_wake_if(lockstep_task(index), TASK_UNINTERRUPTIBLE,
					 LOCKSTEP_NO_STEP);
	}
}

/* Gives back `amount` of the count and wakes all waiters. One step. */
static inline void lockstep_rwsem_up(struct rw_semaphore *sem, int amount)
{
	lockstep_step(&sem->count, LOCKSTEP_UPDATE);
	if (lockstep_rwsem_request(&sem->count, LOCKSTEP_SUB, amount, 0, __ATOMIC_RELEASE) &
	    LOCKSTEP_RWSEM_WAITERS)
		lockstep_rwsem_wake_all(sem);
}

/* Who holds the lock: the number of readers, or LOCKSTEP_RWSEM_WRITER. Not a step. */
static inline int lockstep_rwsem_holders(const struct rw_semaphore *sem)
{
	return lockstep_rwsem_request(&sem->count, LOCKSTEP_LOAD, 0, 0, __ATOMIC_RELAXED) &
	       ~LOCKSTEP_RWSEM_WAITERS;
}

static inline void down_read(struct rw_semaphore *sem)
{
	(void)lockstep_rwsem_down(sem, LOCKSTEP_RWSEM_READ, TASK_UNINTERRUPTIBLE);
}

static inline __must_check int down_read_killable(struct rw_semaphore *sem)
{
	return lockstep_rwsem_down(sem, LOCKSTEP_RWSEM_READ, TASK_KILLABLE);
}

static inline __must_check bool down_read_trylock(struct rw_semaphore *sem)
{
	return lockstep_rwsem_trylock(sem, LOCKSTEP_RWSEM_READ);
}

static inline void down_write(struct rw_semaphore *sem)
{
	(void)lockstep_rwsem_down(sem, LOCKSTEP_RWSEM_WRITE, TASK_UNINTERRUPTIBLE);
}

static inline __must_check int down_write_killable(struct rw_semaphore *sem)
{
	return lockstep_rwsem_down(sem, LOCKSTEP_RWSEM_WRITE, TASK_KILLABLE);
}

static inline __must_check bool down_write_trylock(struct rw_semaphore *sem)
{
	return lockstep_rwsem_trylock(sem, LOCKSTEP_RWSEM_WRITE);
}

static inline void up_read(struct rw_semaphore *sem)
{
	rwsem_release(&sem->dep_map, _RET_IP_);
	lockstep_rwsem_up(sem, 1);
}

static inline void up_write(struct rw_semaphore *sem)
{
	rwsem_release(&sem->dep_map, _RET_IP_);
	lockstep_rwsem_up(sem, LOCKSTEP_RWSEM_WRITER);
}

static inline void downgrade_write(struct rw_semaphore *sem)
{
	lock_downgrade(&sem->dep_map, _RET_IP_);
	lockstep_rwsem_up(sem, LOCKSTEP_RWSEM_WRITER - 1);
}

static inline void rwsem_assert_held(const struct rw_semaphore *sem)
{
	lockdep_assert_held_map(&sem->dep_map);
	lockstep_warning(LOCKSTEP_ASSERTION,
			 !lockstep_lockdep() && lockstep_rwsem_holders(sem) == 0,
			 "lock is not held");
}

static inline void rwsem_assert_held_write(const struct rw_semaphore *sem)
{
	lockdep_assert_held_write_map(&sem->dep_map);
	lockstep_warning(LOCKSTEP_ASSERTION,
			 !lockstep_lockdep() && lockstep_rwsem_holders(sem) < LOCKSTEP_RWSEM_WRITER,
			 "lock is not held for write");
}

/* The subclass tells locks of one class apart; here each lock is a class of its own. */
#define down_read_nested(sem, subclass) down_read(sem)
#define down_write_nested(sem, subclass) down_write(sem)

/* For a task other than the one that took the lock and told lockdep of it. */
static inline void up_read_non_owner(struct rw_semaphore *sem)
{
	lockstep_rwsem_up(sem, 1);
}

static inline int rwsem_is_locked(const struct rw_semaphore *sem)
{
	return (lockstep_load(&sem->count, __ATOMIC_RELAXED) & ~LOCKSTEP_RWSEM_WAITERS) != 0;
}

static inline int rwsem_is_contended(const struct rw_semaphore *sem)
{
	return (lockstep_load(&sem->count, __ATOMIC_RELAXED) & LOCKSTEP_RWSEM_WAITERS) != 0;
}

#endif
