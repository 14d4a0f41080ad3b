/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of atomic_t that the VMA lock stands on. Each function is one step. */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <abi/access.h>
#include <linux/types.h>

/* Sum and difference as the hardware makes them: wrapping. */
static inline int lockstep_wrapping_add(int a, int b)
{
	return (int)((unsigned int)a + (unsigned int)b);
}

static inline int lockstep_wrapping_sub(int a, int b)
{
	return (int)((unsigned int)a - (unsigned int)b);
}

static inline int atomic_read(const atomic_t *v)
{
	return lockstep_load(&v->counter, __ATOMIC_RELAXED);
}

static inline void atomic_set(atomic_t *v, int value)
{
	lockstep_store(&v->counter, value, __ATOMIC_RELAXED);
}

static inline void atomic_set_release(atomic_t *v, int value)
{
	lockstep_store(&v->counter, value, __ATOMIC_RELEASE);
}

static inline int atomic_fetch_sub_release(int amount, atomic_t *v)
{
	return lockstep_fetch(sub, &v->counter, amount, __ATOMIC_RELEASE);
}

static inline int atomic_fetch_add_relaxed(int amount, atomic_t *v)
{
	return lockstep_fetch(add, &v->counter, amount, __ATOMIC_RELAXED);
}

/*
 * A loop of compare-and-exchange in two halves: the first read, then tries until one succeeds. A
 * loop that ends in one exchange has the outcomes of one atomic update, so it is one step, and the
 * exchange fails only on real threads.
 */
static inline int lockstep_exchange_begin(const atomic_t *v)
{
	const bool asked = lockstep_step(&v->counter, LOCKSTEP_UPDATE);
	const int latest = __atomic_load_n(&v->counter, __ATOMIC_RELAXED);

	return lockstep_value_read(&v->counter, latest, asked);
}

/* Adds `amount` if the value is still `*old`; otherwise `*old` is the value now. */
static inline bool lockstep_exchange_relaxed(atomic_t *v, int *old, int amount)
{
	return __atomic_compare_exchange_n(&v->counter, old, lockstep_wrapping_add(*old, amount),
					   false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

static inline bool lockstep_exchange_acquire(atomic_t *v, int *old, int amount)
{
	return __atomic_compare_exchange_n(&v->counter, old, lockstep_wrapping_add(*old, amount),
					   false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

#endif
