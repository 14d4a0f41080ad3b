// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that raises the count does not acquire: what the last writer wrote may not be there yet.
 * Up to v9 of "mm: replace vm_lock and detached flag with a reference count";
 * 20250213224655.1680278-13-surenb@google.com lists the change.
 */
#include <linux/refcount.h>

#include "look.h"

static inline bool increment_relaxed(refcount_t *r, int *oldp, int limit)
{
	EXTRA_LOOK(r->refs.counter);
	*oldp = lockstep_update(LOCKSTEP_ADD_NOT_ZERO_LIMITED, &r->refs.counter, 1, limit,
				__ATOMIC_RELAXED);
	return *oldp != 0 && *oldp < limit;
}

#define __refcount_inc_not_zero_limited_acquire increment_relaxed
#include "mutant.h"

SHOWS("data race")
MUTANT("reader_does_not_acquire")
