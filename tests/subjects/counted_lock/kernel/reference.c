// SPDX-License-Identifier: GPL-2.0-only
/* Takes the lock by one compare-and-exchange. */
#include "counted_lock.h"

static bool trylock(struct counted_lock *lock)
{
	if (atomic_cmpxchg_acquire(&lock->held, 0, 1) != 0)
		return false;
	counted_lock_taken(lock);
	return true;
}

static void lock(struct counted_lock *lock)
{
	wait_var_event(&lock->held, trylock(lock));
}

const struct lockstep_implementation lockstep_reference = {
	COUNTED_LOCK_TABLE("the lock by compare-and-exchange"),
	.name = "reference",
	.lock = lock,
	.trylock = trylock,
};
