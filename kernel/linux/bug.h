/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Warnings. Each use is a site of its own; the engine reports a site once per execution, as a
 * freshly booted kernel would, and records that it was hit again.
 */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <abi/engine.h>
#include <assert.h>
#include <linux/compiler.h>
#include <linux/types.h>

static inline bool lockstep_warn_if(bool hit, const struct lockstep_warning_site *site,
				    const char *function)
{
	if (unlikely(hit))
		lockstep_warn(site, function);
	return hit;
}

/* Evaluates to the truth of `hit`; `text` is the condition as the log shows it. */
#define lockstep_warning(kind, hit, text)                                                          \
	({                                                                                         \
		static const struct lockstep_warning_site lockstep_site = {(kind), (text),         \
									   __FILE__, __LINE__};    \
		lockstep_warn_if(!!(hit), &lockstep_site, __func__);                               \
	})

#define WARN_ON_ONCE(condition) lockstep_warning(LOCKSTEP_WARN_ON_ONCE, condition, #condition)
#define WARN_ON(condition) lockstep_warning(LOCKSTEP_WARN_ON_ONCE, condition, #condition)

/* With a message, which Lockstep does not format: what it compares is the condition. */
#define WARN_ONCE(condition, ...) lockstep_warning(LOCKSTEP_WARN_ON_ONCE, condition, #condition)
#define WARN(condition, ...) lockstep_warning(LOCKSTEP_WARN_ON_ONCE, condition, #condition)

#define BUILD_BUG_ON(condition) static_assert(!(condition), #condition)

/* The end of the execution: it crashes, as the kernel would. */
#define BUG() __builtin_trap()
#define BUG_ON(condition)                                                                          \
	do {                                                                                       \
		if (unlikely(condition))                                                           \
			BUG();                                                                     \
	} while (0)

#endif
