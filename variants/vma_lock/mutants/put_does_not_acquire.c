// SPDX-License-Identifier: GPL-2.0-only
/*
 * Dropping the last count does not acquire: a detached VMA is reused while its last reader may
 * still look at it.
 */
#include <linux/refcount.h>

#include "look.h"

static inline bool dec_and_test(refcount_t *r, int *oldp)
{
	int old;

	EXTRA_LOOK(r->refs.counter);
	old = lockstep_fetch(LOCKSTEP_SUB, &r->refs.counter, 1, __ATOMIC_RELEASE);
	lockstep_refcount_tell(oldp, old);
	if (old <= 0)
		refcount_warn_saturate(r, REFCOUNT_SUB_UAF);
	return old == 1;
}

#define __refcount_dec_and_test dec_and_test
#include "mutant.h"

SHOWS("data race")
MUTANT("put_does_not_acquire")
