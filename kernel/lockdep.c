// SPDX-License-Identifier: GPL-2.0-only
#include <linux/lockdep.h>

#include <abi/engine.h>

static void splat(const struct lockstep_warning_site *site, const struct lockdep_map *lock)
{
	lockstep_warn(site, lock->name);
}

#define SPLAT(text, lock)                                                                          \
	do {                                                                                       \
		static const struct lockstep_warning_site site = {LOCKSTEP_LOCKDEP, text,          \
								  __FILE__, __LINE__};             \
		splat(&site, lock);                                                                \
	} while (0)

static struct held_lock *find_held(struct task_struct *task, const struct lockdep_map *lock)
{
	for (unsigned int i = task->lockdep_depth; i-- > 0;) {
		if (task->held_locks[i].instance == lock)
			return &task->held_locks[i];
	}
	return NULL;
}

void lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read, int check,
		  struct lockdep_map *nest_lock, unsigned long ip)
{
	struct task_struct *const task = lockstep_current();
	const struct held_lock *held;

	(void)subclass;
	(void)check;
	(void)nest_lock;
	(void)ip;
	if (!lockstep_lockdep())
		return;
	held = find_held(task, lock);
	if (held && !trylock && !(read && held->read))
		SPLAT("possible recursive locking", lock);
	if (task->lockdep_depth == LOCKSTEP_MAX_HELD_LOCKS) {
		SPLAT("too many locks held by one task", lock);
		return;
	}
	task->held_locks[task->lockdep_depth].instance = lock;
	task->held_locks[task->lockdep_depth].read = read != 0;
	task->lockdep_depth++;
}

void lock_release(struct lockdep_map *lock, unsigned long ip)
{
	struct task_struct *const task = lockstep_current();
	struct held_lock *held;

	(void)ip;
	if (!lockstep_lockdep())
		return;
	held = find_held(task, lock);
	if (!held) {
		SPLAT("releasing a lock that is not held", lock);
		return;
	}
	task->lockdep_depth--;
	for (; held < &task->held_locks[task->lockdep_depth]; held++)
		held[0] = held[1];
}

void lock_downgrade(struct lockdep_map *lock, unsigned long ip)
{
	struct held_lock *const held = find_held(lockstep_current(), lock);

	(void)ip;
	if (held)
		held->read = true;
}

int lock_is_held(const struct lockdep_map *lock)
{
	return find_held(lockstep_current(), lock) != NULL;
}

void lockdep_assert_held_map(const struct lockdep_map *lock)
{
	if (lockstep_lockdep() && !lock_is_held(lock))
		SPLAT("lock is not held", lock);
}

void lockdep_assert_held_write_map(const struct lockdep_map *lock)
{
	const struct held_lock *held;

	if (!lockstep_lockdep())
		return;
	held = find_held(lockstep_current(), lock);
	if (!held || held->read)
		SPLAT("lock is not held for write", lock);
}

void lockstep_lockdep_task_end(const struct task_struct *task)
{
	for (unsigned int i = 0; i < task->lockdep_depth; i++)
		SPLAT("lock held when the task ended", task->held_locks[i].instance);
}
