// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader does not acquire when it raises the count, but looks at it afterwards, and goes on only
 * if it is not 0. A branch on what was read orders later stores, not later loads: the protected
 * data that the reader then reads may be older than the last write lock.
 */
#include <linux/refcount.h>

#include "look.h"

static inline bool increment_and_look(refcount_t *r, int *oldp, int limit)
{
	EXTRA_LOOK(r->refs.counter);
	*oldp = lockstep_update(LOCKSTEP_ADD_NOT_ZERO_LIMITED, &r->refs.counter, 1, limit,
				__ATOMIC_RELAXED);
	return *oldp != 0 && *oldp < limit && refcount_read(r) != 0;
}

#define __refcount_inc_not_zero_limited_acquire increment_and_look
#include "mutant.h"

SHOWS("data race")
MUTANT("relaxed_reader_looks_afterwards")
