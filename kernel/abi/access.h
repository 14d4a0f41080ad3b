/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Accesses to shared state, as requests to the engine, which makes them with the order that the
 * kernel gives them and says what they return. All primitives in kernel/linux/ are built from
 * these.
 *
 * `object` points to an integer or a pointer. It and the operands are evaluated once each, before
 * the request is made: they may take steps of their own, and those come first. `order` is one of
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

static inline __attribute__((__always_inline__)) unsigned long
lockstep_make_request(const volatile void *object, unsigned char size, enum lockstep_action action,
		      int order, unsigned int step, unsigned long operand, unsigned long expected)
{
	const struct lockstep_request request = {(unsigned char)action, size, (unsigned char)order,
						 (unsigned char)step};

	return lockstep_perform(object, request, operand, expected);
}

/*
 * Any access: what `action` does with `operand` and `expected` (see enum lockstep_action), as the
 * step `step` or as none. Evaluates to the value before.
 */
#define lockstep_request(object, action, order, step, operand, expected)                           \
	({                                                                                         \
		lockstep_auto lockstep_object = (object);                                          \
		const lockstep_value_type(lockstep_object) lockstep_operand = (operand);           \
		const lockstep_value_type(lockstep_object) lockstep_expects = (expected);          \
		(lockstep_value_type(lockstep_object)) lockstep_make_request(                      \
			lockstep_object, sizeof(*lockstep_object), (action), (order), (step),      \
			(unsigned long)lockstep_operand, (unsigned long)lockstep_expects);         \
	})

#define lockstep_load(object, order)                                                               \
	lockstep_request((object), LOCKSTEP_LOAD, (order), LOCKSTEP_READ, 0, 0)

#define lockstep_store(object, value, order)                                                       \
	((void)lockstep_request((object), LOCKSTEP_STORE, (order), LOCKSTEP_WRITE, (value), 0))

/* Arithmetic: `action` is LOCKSTEP_ADD and the like. Evaluates to the value before. */
#define lockstep_fetch(action, object, operand, order)                                             \
	lockstep_update(action, (object), (operand), 0, (order))

/* An update that depends on the value before, which this evaluates to. */
#define lockstep_update(action, object, operand, expected, order)                                  \
	lockstep_request((object), (action), (order), LOCKSTEP_UPDATE, (operand), (expected))

/* Stores `value`; evaluates to the value before. */
#define lockstep_exchange(object, value, order)                                                    \
	lockstep_update(LOCKSTEP_EXCHANGE, (object), (value), 0, (order))

/*
 * Stores `value` if the value before is what `expected` points to, and evaluates to whether it is.
 * If not, that becomes the value before.
 */
#define lockstep_compare_exchange(object, expected, value, order)                                  \
	({                                                                                         \
		lockstep_auto lockstep_exchanged = (object);                                       \
		lockstep_auto lockstep_expected = (expected);                                      \
		const lockstep_value_type(lockstep_exchanged) lockstep_wanted =                    \
			*lockstep_expected;                                                        \
		const lockstep_value_type(lockstep_exchanged) lockstep_before =                    \
			lockstep_update(LOCKSTEP_EXCHANGE_IF_EQUAL, lockstep_exchanged, (value),   \
					lockstep_wanted, (order));                                 \
		if (lockstep_before != lockstep_wanted)                                            \
			*lockstep_expected = lockstep_before;                                      \
		lockstep_before == lockstep_wanted;                                                \
	})

/* An acquire of what the task has just read: smp_acquire__after_ctrl_dep(), and what implies it. */
static inline void lockstep_acquire(const int *object)
{
	(void)lockstep_request(object, LOCKSTEP_LOAD, __ATOMIC_ACQUIRE, LOCKSTEP_NO_STEP, 0, 0);
}

#endif
