/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Accesses to shared state: announce the step, do the real atomic operation with the order the
 * kernel gives it (so that ThreadSanitizer sees the true happens-before edges), and let the engine
 * decide what the read returns. All primitives in kernel/linux/ are built from these.
 *
 * Works on integers and pointers. `order` is one of the compiler's __ATOMIC_ constants.
 */
#ifndef LOCKSTEP_ABI_ACCESS_H
#define LOCKSTEP_ABI_ACCESS_H

#include "engine.h"

/* The type of what `object` points to, without qualifiers. */
#define lockstep_value_type(object) __typeof__(__atomic_load_n((object), __ATOMIC_RELAXED))

/* What a read of `object` returns if `latest` is its latest value and the step asked `asked`. */
#define lockstep_value_read(object, latest, asked)                                                 \
	((asked) ? (lockstep_value_type(object))lockstep_read_returns((object),                    \
								      (unsigned long)(latest))     \
		 : (latest))

#define lockstep_load(object, order)                                                               \
	({                                                                                         \
		const bool lockstep_asked = lockstep_step((object), LOCKSTEP_READ);                \
		const lockstep_value_type(object) lockstep_latest =                                \
			__atomic_load_n((object), (order));                                        \
		lockstep_value_read((object), lockstep_latest, lockstep_asked);                    \
	})

#define lockstep_store(object, value, order)                                                       \
	({                                                                                         \
		lockstep_step((object), LOCKSTEP_WRITE);                                           \
		__atomic_store_n((object), (value), (order));                                      \
	})

/* Atomic arithmetic; `name` is add, sub, or, and. Evaluates to the value before. */
#define lockstep_fetch(name, object, operand, order)                                               \
	({                                                                                         \
		const bool lockstep_asked = lockstep_step((object), LOCKSTEP_UPDATE);              \
		const lockstep_value_type(object) lockstep_latest =                                \
			__atomic_fetch_##name((object), (operand), (order));                       \
		lockstep_value_read((object), lockstep_latest, lockstep_asked);                    \
	})

/* An acquire of `object` that is no access: smp_acquire__after_ctrl_dep(), and what implies it. */
static inline void lockstep_acquire(const int *object)
{
	(void)__atomic_load_n(object, __ATOMIC_ACQUIRE);
}

#endif
