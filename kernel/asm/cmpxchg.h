/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Exchanges of plain words: integers and pointers. Each is one step, even if it compares and does
 * not store. Without an order in its name it is fully ordered if it stores: acquire and release,
 * for the race detector. Functions that fail order nothing.
 */
#ifndef _ASM_CMPXCHG_H
#define _ASM_CMPXCHG_H

#include <abi/access.h>

/* Stores `value`; returns the value before. */
#define xchg(pointer, value) lockstep_exchange((pointer), (value), __ATOMIC_SEQ_CST)
#define xchg_relaxed(pointer, value) lockstep_exchange((pointer), (value), __ATOMIC_RELAXED)
#define xchg_acquire(pointer, value) lockstep_exchange((pointer), (value), __ATOMIC_ACQUIRE)
#define xchg_release(pointer, value) lockstep_exchange((pointer), (value), __ATOMIC_RELEASE)

/* Stores `value` if the value is `*old`, and returns whether; if not, `*old` becomes it. */
#define try_cmpxchg(pointer, old, value)                                                           \
	lockstep_compare_exchange((pointer), (old), (value), __ATOMIC_SEQ_CST)
#define try_cmpxchg_relaxed(pointer, old, value)                                                   \
	lockstep_compare_exchange((pointer), (old), (value), __ATOMIC_RELAXED)
#define try_cmpxchg_acquire(pointer, old, value)                                                   \
	lockstep_compare_exchange((pointer), (old), (value), __ATOMIC_ACQUIRE)
#define try_cmpxchg_release(pointer, old, value)                                                   \
	lockstep_compare_exchange((pointer), (old), (value), __ATOMIC_RELEASE)

/* Returns the value before; `value` was stored if that is `old`. */
#define lockstep_cmpxchg(pointer, old, value, order)                                               \
	lockstep_update(LOCKSTEP_EXCHANGE_IF_EQUAL, (pointer), (value), (old), (order))
#define cmpxchg(pointer, old, value) lockstep_cmpxchg(pointer, old, value, __ATOMIC_SEQ_CST)
#define cmpxchg_relaxed(pointer, old, value) lockstep_cmpxchg(pointer, old, value, __ATOMIC_RELAXED)
#define cmpxchg_acquire(pointer, old, value) lockstep_cmpxchg(pointer, old, value, __ATOMIC_ACQUIRE)
#define cmpxchg_release(pointer, old, value) lockstep_cmpxchg(pointer, old, value, __ATOMIC_RELEASE)

#endif
