/* SPDX-License-Identifier: GPL-2.0-only */
/* The lock itself, and what its implementations share. */
#ifndef LOCKSTEP_COUNTED_LOCK_H
#define LOCKSTEP_COUNTED_LOCK_H

#include <abi/implementation.h>
#include <linux/atomic.h>
#include <linux/wait_bit.h>

struct counted_lock {
	atomic_t held;
	unsigned int count; /* how often it was taken: only the holder changes it */
};

static inline void counted_lock_taken(struct counted_lock *lock)
{
	WRITE_ONCE(lock->count, READ_ONCE(lock->count) + 1);
}

static inline unsigned long counted_lock_read(const struct counted_lock *lock)
{
	return READ_ONCE(lock->count);
}

static inline void counted_lock_unlock(struct counted_lock *lock)
{
	atomic_set_release(&lock->held, 0);
	wake_up_var(&lock->held);
}

#define COUNTED_LOCK_TABLE(what)                                                                   \
	.abi_version = LOCKSTEP_ABI_VERSION, .summary = (what), .source = __FILE__,                \
	.unlock = counted_lock_unlock, .read_count = counted_lock_read

#endif
