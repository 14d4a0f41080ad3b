// SPDX-License-Identifier: GPL-2.0-only
/* Wrong: looks whether the lock is free, and then takes it. Two tasks can have it at once. */
#include "counted_lock.h"

static bool trylock(struct counted_lock *lock)
{
	if (atomic_read_acquire(&lock->held) != 0)
		return false;
	atomic_set(&lock->held, 1);
	counted_lock_taken(lock);
	return true;
}

static void lock(struct counted_lock *lock)
{
	wait_var_event(&lock->held, trylock(lock));
}

const struct lockstep_implementation lockstep_look_then_set = {
	COUNTED_LOCK_TABLE("the lock that is looked at and then taken"),
	.name = "look_then_set",
	.lock = lock,
	.trylock = trylock,
};
