/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Locks that are held for a scope: DEFINE_GUARD() makes a class of such locks, guard() takes one
 * until the end of the block, scoped_guard() takes one for the statement after it.
 */
#ifndef _LINUX_CLEANUP_H
#define _LINUX_CLEANUP_H

#include <linux/compiler.h>
#include <linux/types.h>

/* Its cleanup uses it, but not every compiler counts that as a use. */
#define __cleanup(function) __attribute__((__cleanup__(function), __unused__))

/* `_T` is what the lock and unlock expressions of a class call the object. */
#define DEFINE_CLASS(name, type, exit, init, ...)                                                  \
	typedef type class_##name##_t;                                                             \
	static inline void class_##name##_destructor(type *lockstep_held)                          \
	{                                                                                          \
		type _T = *lockstep_held;                                                          \
		(void)_T;                                                                          \
		exit;                                                                              \
	}                                                                                          \
	static inline type class_##name##_constructor(__VA_ARGS__)                                 \
	{                                                                                          \
		type lockstep_made = init;                                                         \
		return lockstep_made;                                                              \
	}

/* A scope that holds NULL holds nothing, so a conditional class shares its exit. */
#define DEFINE_GUARD(name, type, lock, unlock)                                                     \
	DEFINE_CLASS(                                                                              \
		name, type, if (_T) { unlock; }, ({                                                \
			lock;                                                                      \
			_T;                                                                        \
		}),                                                                                \
		type _T)

/* For a lock of which there is only one: guard(name)(). */
#define DEFINE_LOCK_GUARD_0(name, lock, unlock)                                                    \
	DEFINE_CLASS(name, bool, unlock, ({                                                        \
			     lock;                                                                 \
			     true;                                                                 \
		     }),                                                                           \
		     void)

#define DEFINE_GUARD_COND(name, extension, try_lock)                                               \
	typedef class_##name##_t class_##name##extension##_t;                                      \
	static inline void class_##name##extension##_destructor(class_##name##_t *lockstep_held)   \
	{                                                                                          \
		class_##name##_destructor(lockstep_held);                                          \
	}                                                                                          \
	static inline class_##name##_t class_##name##extension##_constructor(class_##name##_t _T)  \
	{                                                                                          \
		return (try_lock) ? _T : NULL;                                                     \
	}

#define CLASS(name, variable)                                                                      \
	class_##name##_t variable __cleanup(class_##name##_destructor) = class_##name##_constructor

#define LOCKSTEP_GUARD_AT(name, line) CLASS(name, lockstep_guard_##line)
#define LOCKSTEP_GUARD_AT_LINE(name, line) LOCKSTEP_GUARD_AT(name, line)
#define guard(name) LOCKSTEP_GUARD_AT_LINE(name, __LINE__)

/* The statement is left out if a conditional class did not get its lock. */
#define scoped_guard(name, ...)                                                                    \
	for (CLASS(name, lockstep_scope)(__VA_ARGS__), *lockstep_left = NULL;                      \
	     lockstep_scope && !lockstep_left; lockstep_left = &lockstep_scope)

#endif
