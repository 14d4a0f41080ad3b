/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reference counts that saturate instead of wrapping (lib/refcount.c in the kernel). A count that
 * would pass INT_MAX or drop below zero is pinned at REFCOUNT_SATURATED, with a warning per cause.
 */
#ifndef _LINUX_REFCOUNT_H
#define _LINUX_REFCOUNT_H

#include <limits.h>
#include <linux/atomic.h>
#include <linux/bug.h>

typedef struct refcount_struct {
	atomic_t refs;
} refcount_t;

#define REFCOUNT_INIT(n)                                                                           \
	{                                                                                          \
		{                                                                                  \
			(n)                                                                        \
		}                                                                                  \
	}
#define REFCOUNT_MAX INT_MAX
#define REFCOUNT_SATURATED (INT_MIN / 2)

enum refcount_saturation_type {
	REFCOUNT_ADD_NOT_ZERO_OVF,
	REFCOUNT_ADD_OVF,
	REFCOUNT_ADD_UAF,
	REFCOUNT_SUB_UAF,
	REFCOUNT_DEC_LEAK,
};

/* Pins the count and warns; kernel/refcount.c. */
#ifdef __cplusplus
extern "C"
#endif
	void
	refcount_warn_saturate(refcount_t *r, enum refcount_saturation_type type);

static inline unsigned int refcount_read(const refcount_t *r)
{
	return (unsigned int)atomic_read(&r->refs);
}

static inline void refcount_set(refcount_t *r, int n)
{
	atomic_set(&r->refs, n);
}

static inline void refcount_set_release(refcount_t *r, int n)
{
	atomic_set_release(&r->refs, n);
}

/* Functions that begin with __ also give the value before to `oldp`, if that is not NULL. */
static inline void lockstep_refcount_tell(int *oldp, int old)
{
	if (oldp)
		*oldp = old;
}

static inline void lockstep_refcount_check_raised(refcount_t *r, int old, int amount)
{
	if (unlikely(old < 0 || lockstep_wrapping_add(old, amount) < 0))
		refcount_warn_saturate(r, REFCOUNT_ADD_NOT_ZERO_OVF);
}

/*
 * Relaxed. False, and nothing added, if the count is 0. Then the last holder has left, and a
 * control dependency orders the caller's later stores after what that holder did.
 */
static inline __must_check bool __refcount_add_not_zero(int amount, refcount_t *r, int *oldp)
{
	const int old =
		lockstep_update(LOCKSTEP_ADD_UNLESS, &r->refs.counter, amount, 0, __ATOMIC_RELAXED);

	if (old == 0)
		lockstep_control_dependency(&r->refs.counter);
	lockstep_refcount_check_raised(r, old, amount);
	lockstep_refcount_tell(oldp, old);
	return old != 0;
}

static inline __must_check bool refcount_add_not_zero(int amount, refcount_t *r)
{
	return __refcount_add_not_zero(amount, r, NULL);
}

static inline __must_check bool __refcount_inc_not_zero(refcount_t *r, int *oldp)
{
	return __refcount_add_not_zero(1, r, oldp);
}

static inline __must_check bool refcount_inc_not_zero(refcount_t *r)
{
	return refcount_add_not_zero(1, r);
}

/* Acquire. False, and nothing added, if the count is 0 or the sum would pass `limit`. */
static inline __must_check bool __refcount_add_not_zero_limited_acquire(int amount, refcount_t *r,
									int *oldp, int limit)
{
	const int old = lockstep_update(LOCKSTEP_ADD_NOT_ZERO_LIMITED, &r->refs.counter, amount,
					limit, __ATOMIC_ACQUIRE);
	const bool raised = old != 0 && amount <= lockstep_wrapping_sub(limit, old);

	if (raised)
		lockstep_refcount_check_raised(r, old, amount);
	lockstep_refcount_tell(oldp, old);
	return raised;
}

static inline __must_check bool __refcount_inc_not_zero_limited_acquire(refcount_t *r, int *oldp,
									int limit)
{
	return __refcount_add_not_zero_limited_acquire(1, r, oldp, limit);
}

static inline void __refcount_add(int amount, refcount_t *r, int *oldp)
{
	const int old = atomic_fetch_add_relaxed(amount, &r->refs);

	lockstep_refcount_tell(oldp, old);
	if (unlikely(old == 0))
		refcount_warn_saturate(r, REFCOUNT_ADD_UAF);
	else if (unlikely(old < 0 || lockstep_wrapping_add(old, amount) < 0))
		refcount_warn_saturate(r, REFCOUNT_ADD_OVF);
}

static inline void refcount_add(int amount, refcount_t *r)
{
	__refcount_add(amount, r, NULL);
}

static inline void __refcount_inc(refcount_t *r, int *oldp)
{
	__refcount_add(1, r, oldp);
}

static inline void refcount_inc(refcount_t *r)
{
	refcount_add(1, r);
}

/* Release, and acquire if the count hits 0. True if it does. */
static inline __must_check bool __refcount_sub_and_test(int amount, refcount_t *r, int *oldp)
{
	const int old = atomic_fetch_sub_release(amount, &r->refs);

	lockstep_refcount_tell(oldp, old);
	if (old > 0 && old == amount) {
		lockstep_acquire(&r->refs.counter);
		return true;
	}
	if (unlikely(old <= 0 || lockstep_wrapping_sub(old, amount) < 0))
		refcount_warn_saturate(r, REFCOUNT_SUB_UAF);
	return false;
}

static inline __must_check bool refcount_sub_and_test(int amount, refcount_t *r)
{
	return __refcount_sub_and_test(amount, r, NULL);
}

static inline __must_check bool __refcount_dec_and_test(refcount_t *r, int *oldp)
{
	return __refcount_sub_and_test(1, r, oldp);
}

static inline __must_check bool refcount_dec_and_test(refcount_t *r)
{
	return refcount_sub_and_test(1, r);
}

static inline void __refcount_dec(refcount_t *r, int *oldp)
{
	const int old = atomic_fetch_sub_release(1, &r->refs);

	lockstep_refcount_tell(oldp, old);
	if (unlikely(old <= 1))
		refcount_warn_saturate(r, REFCOUNT_DEC_LEAK);
}

static inline void refcount_dec(refcount_t *r)
{
	__refcount_dec(r, NULL);
}

#endif
