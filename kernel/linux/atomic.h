/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * atomic_t. Each function is one step, with the order that the end of its name says: relaxed,
 * acquire or release. Without one, a function that returns what it has read is fully ordered
 * (acquire and release, for the race detector) and one that returns nothing is relaxed. A function
 * that ends up storing nothing orders nothing.
 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <abi/access.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>
#include <linux/types.h>

#define ATOMIC_INIT(value)                                                                         \
	{                                                                                          \
		(value)                                                                            \
	}

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

static inline int atomic_read_acquire(const atomic_t *v)
{
	return lockstep_load(&v->counter, __ATOMIC_ACQUIRE);
}

static inline void atomic_set(atomic_t *v, int value)
{
	lockstep_store(&v->counter, value, __ATOMIC_RELAXED);
}

static inline void atomic_set_release(atomic_t *v, int value)
{
	lockstep_store(&v->counter, value, __ATOMIC_RELEASE);
}

/* Calls `define` for each order, with the end of a name, the order, and the other arguments. */
#define LOCKSTEP_EACH_ORDER(define, ...)                                                           \
	define(, __ATOMIC_SEQ_CST, __VA_ARGS__) define(_relaxed, __ATOMIC_RELAXED, __VA_ARGS__)    \
		define(_acquire, __ATOMIC_ACQUIRE, __VA_ARGS__)                                    \
			define(_release, __ATOMIC_RELEASE, __VA_ARGS__)

/* Returns the value before. The kernel's `name` is `action` with `operand` (of `amount`). */
#define LOCKSTEP_ATOMIC_FETCH(end, order, name, action, operand)                                   \
	static inline int atomic_fetch_##name##end(int amount, atomic_t *v)                        \
	{                                                                                          \
		return lockstep_fetch(action, &v->counter, (operand), order);                      \
	}

/* Nothing is returned. */
#define LOCKSTEP_ATOMIC_VOID(name)                                                                 \
	static inline void atomic_##name(int amount, atomic_t *v)                                  \
	{                                                                                          \
		(void)atomic_fetch_##name##_relaxed(amount, v);                                    \
	}

#define LOCKSTEP_ATOMIC(name, action, operand)                                                     \
	LOCKSTEP_EACH_ORDER(LOCKSTEP_ATOMIC_FETCH, name, action, operand)                          \
	LOCKSTEP_ATOMIC_VOID(name)

LOCKSTEP_ATOMIC(add, LOCKSTEP_ADD, amount)
LOCKSTEP_ATOMIC(sub, LOCKSTEP_SUB, amount)
LOCKSTEP_ATOMIC(and, LOCKSTEP_AND, amount)
LOCKSTEP_ATOMIC(or, LOCKSTEP_OR, amount)
LOCKSTEP_ATOMIC(xor, LOCKSTEP_XOR, amount)
LOCKSTEP_ATOMIC(andnot, LOCKSTEP_AND, ~amount)

/* Returns the value after; for `name`, and for `by_one`, which does the same with 1. */
#define LOCKSTEP_ATOMIC_ARITHMETIC(end, order, name, by_one)                                       \
	static inline int atomic_##name##_return##end(int amount, atomic_t *v)                     \
	{                                                                                          \
		return lockstep_wrapping_##name(atomic_fetch_##name##end(amount, v), amount);      \
	}                                                                                          \
	static inline int atomic_##by_one##_return##end(atomic_t *v)                               \
	{                                                                                          \
		return atomic_##name##_return##end(1, v);                                          \
	}                                                                                          \
	static inline int atomic_fetch_##by_one##end(atomic_t *v)                                  \
	{                                                                                          \
		return atomic_fetch_##name##end(1, v);                                             \
	}

LOCKSTEP_EACH_ORDER(LOCKSTEP_ATOMIC_ARITHMETIC, add, inc)
LOCKSTEP_EACH_ORDER(LOCKSTEP_ATOMIC_ARITHMETIC, sub, dec)

static inline void atomic_inc(atomic_t *v)
{
	atomic_add(1, v);
}

static inline void atomic_dec(atomic_t *v)
{
	atomic_sub(1, v);
}

/* Like the exchanges of plain words; see <asm/cmpxchg.h>. */
#define LOCKSTEP_ATOMIC_EXCHANGES(end, order, ...)                                                 \
	static inline int atomic_xchg##end(atomic_t *v, int value)                                 \
	{                                                                                          \
		return lockstep_exchange(&v->counter, value, order);                               \
	}                                                                                          \
	static inline bool atomic_try_cmpxchg##end(atomic_t *v, int *old, int value)               \
	{                                                                                          \
		return lockstep_compare_exchange(&v->counter, old, value, order);                  \
	}                                                                                          \
	static inline int atomic_cmpxchg##end(atomic_t *v, int old, int value)                     \
	{                                                                                          \
		return lockstep_cmpxchg(&v->counter, old, value, order);                           \
	}

LOCKSTEP_EACH_ORDER(LOCKSTEP_ATOMIC_EXCHANGES)

/* Whether the value after is 0, or below 0. */
static inline bool atomic_sub_and_test(int amount, atomic_t *v)
{
	return atomic_sub_return(amount, v) == 0;
}

static inline bool atomic_dec_and_test(atomic_t *v)
{
	return atomic_dec_return(v) == 0;
}

static inline bool atomic_inc_and_test(atomic_t *v)
{
	return atomic_inc_return(v) == 0;
}

static inline bool atomic_add_negative(int amount, atomic_t *v)
{
	return atomic_add_return(amount, v) < 0;
}

/* Adds unless the value is `unless`. Returns the value before, or whether it was something else. */
static inline int atomic_fetch_add_unless(atomic_t *v, int amount, int unless)
{
	return lockstep_update(LOCKSTEP_ADD_UNLESS, &v->counter, amount, unless, __ATOMIC_SEQ_CST);
}

static inline bool atomic_add_unless(atomic_t *v, int amount, int unless)
{
	return atomic_fetch_add_unless(v, amount, unless) != unless;
}

static inline bool atomic_inc_not_zero(atomic_t *v)
{
	return atomic_add_unless(v, 1, 0);
}

/* Returns the value less one, which is stored unless it is below 0. */
static inline int atomic_dec_if_positive(atomic_t *v)
{
	const int old =
		lockstep_update(LOCKSTEP_ADD_IF_ABOVE, &v->counter, -1, 0, __ATOMIC_SEQ_CST);

	return lockstep_wrapping_sub(old, 1);
}

#endif
