// SPDX-License-Identifier: GPL-2.0-only
/* Takes the lock by one exchange: the task that finds 0 has it. */
#include "counted_lock.h"

static bool trylock(struct counted_lock *lock)
{
	if (atomic_xchg_acquire(&lock->held, 1) != 0)
		return false;
	counted_lock_taken(lock);
	return true;
}

static void lock(struct counted_lock *lock)
{
	wait_var_event(&lock->held, trylock(lock));
}

const struct lockstep_implementation lockstep_exchange = {
	COUNTED_LOCK_TABLE("the lock by exchange"),
	.name = "exchange",
	.lock = lock,
	.trylock = trylock,
};
