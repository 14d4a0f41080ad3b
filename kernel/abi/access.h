/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Accesses to shared state: announce the step, do the real atomic operation with the order the
 * kernel gives it (so that ThreadSanitizer sees the true happens-before edges), and let the engine
 * decide what the read returns. All primitives in kernel/linux/ are built from these.
 *
 * `object` points to an integer or a pointer. It and the operands are evaluated once each, before
 * the step is announced: they may take steps of their own, and those come first. `order` is one of
 * the compiler's __ATOMIC_ constants.
 */
#ifndef LOCKSTEP_ABI_ACCESS_H
#define LOCKSTEP_ABI_ACCESS_H

#include "engine.h"

/* The type of a value, for a variable that holds it. */
#ifdef __cplusplus
#define lockstep_auto auto
#else
#define lockstep_auto __auto_type
#endif

/* The type of what `object` points to, without qualifiers. */
#define lockstep_value_type(object) __typeof__(__atomic_load_n((object), __ATOMIC_RELAXED))

/* What a read of `object` returns; `latest` is its latest value, `asked` what the step returned. */
#define lockstep_value_read(object, latest, asked)                                                 \
	((asked) ? (lockstep_value_type(object))lockstep_read_returns((object),                    \
								      (unsigned long)(latest))     \
		 : (latest))

#define lockstep_load(object, order)                                                               \
	({                                                                                         \
		lockstep_auto lockstep_object = (object);                                          \
		const bool lockstep_asked = lockstep_step(lockstep_object, LOCKSTEP_READ);         \
		const lockstep_value_type(lockstep_object) lockstep_latest =                       \
			__atomic_load_n(lockstep_object, (order));                                 \
		lockstep_value_read(lockstep_object, lockstep_latest, lockstep_asked);             \
	})

#define lockstep_store(object, value, order)                                                       \
	({                                                                                         \
		lockstep_auto lockstep_object = (object);                                          \
		const lockstep_value_type(lockstep_object) lockstep_stored = (value);              \
		lockstep_step(lockstep_object, LOCKSTEP_WRITE);                                    \
		__atomic_store_n(lockstep_object, lockstep_stored, (order));                       \
	})

/* Atomic arithmetic; `name` is add, sub, or, and, xor. Evaluates to the value before. */
#define lockstep_fetch(name, object, operand, order)                                               \
	({                                                                                         \
		lockstep_auto lockstep_object = (object);                                          \
		lockstep_auto lockstep_operand = (operand);                                        \
		const bool lockstep_asked = lockstep_step(lockstep_object, LOCKSTEP_UPDATE);       \
		const lockstep_value_type(lockstep_object) lockstep_latest =                       \
			__atomic_fetch_##name(lockstep_object, lockstep_operand, (order));         \
		lockstep_value_read(lockstep_object, lockstep_latest, lockstep_asked);             \
	})

/* Stores `value`; evaluates to the value before. */
#define lockstep_exchange(object, value, order)                                                    \
	({                                                                                         \
		lockstep_auto lockstep_object = (object);                                          \
		const lockstep_value_type(lockstep_object) lockstep_stored = (value);              \
		const bool lockstep_asked = lockstep_step(lockstep_object, LOCKSTEP_UPDATE);       \
		const lockstep_value_type(lockstep_object) lockstep_latest =                       \
			__atomic_exchange_n(lockstep_object, lockstep_stored, (order));            \
		lockstep_value_read(lockstep_object, lockstep_latest, lockstep_asked);             \
	})

/*
 * Stores `value` if the value before is what `expected` points to, and evaluates to whether it is.
 * If not, that becomes the value before, and the access was no more than a relaxed read.
 */
#define lockstep_compare_exchange(object, expected, value, order)                                  \
	({                                                                                         \
		lockstep_auto lockstep_object = (object);                                          \
		lockstep_auto lockstep_expected = (expected);                                      \
		const lockstep_value_type(lockstep_object) lockstep_stored = (value);              \
		lockstep_value_type(lockstep_object) lockstep_latest = *lockstep_expected;         \
		const bool lockstep_asked = lockstep_step(lockstep_object, LOCKSTEP_UPDATE);       \
		const bool lockstep_matched = __atomic_compare_exchange_n(                         \
			lockstep_object, &lockstep_latest, lockstep_stored, false, (order),        \
			__ATOMIC_RELAXED);                                                         \
		lockstep_latest =                                                                  \
			lockstep_value_read(lockstep_object, lockstep_latest, lockstep_asked);     \
		if (!lockstep_matched)                                                             \
			*lockstep_expected = lockstep_latest;                                      \
		lockstep_matched;                                                                  \
	})

/* An acquire of `object` without an access: smp_acquire__after_ctrl_dep(), and what implies it. */
static inline void lockstep_acquire(const int *object)
{
	(void)__atomic_load_n(object, __ATOMIC_ACQUIRE);
}

#endif
