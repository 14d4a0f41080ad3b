// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader looks at the count before it raises it, and does not acquire: what the last writer wrote
 * may not be there yet when it reads the protected data.
 */
#include <linux/refcount.h>

#include "look.h"

static inline bool look_and_increment(refcount_t *r, int *oldp, int limit)
{
	EXTRA_LOOK(r->refs.counter);
	*oldp = (int)refcount_read(r);
	if (*oldp == 0 || *oldp >= limit)
		return false;
	*oldp = lockstep_update(LOCKSTEP_ADD_NOT_ZERO_LIMITED, &r->refs.counter, 1, limit,
				__ATOMIC_RELAXED);
	return *oldp != 0 && *oldp < limit;
}

#define __refcount_inc_not_zero_limited_acquire look_and_increment
#include "mutant.h"

SHOWS("data race")
MUTANT("relaxed_reader_looks_first")
