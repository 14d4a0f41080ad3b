// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flag is added by a read and one compare-and-exchange, which fails if a reader has come or
 * left in between. The writer takes that for a detached VMA: it says that it has the lock, but
 * keeps no reader out.
 */
#include <abi/surroundings.h>

#include "look.h"

static bool add_by_one_try(int amount, refcount_t *r)
{
	int old = (int)refcount_read(r);

	EXTRA_LOOK(r->refs.counter);
	return old != 0 &&
	       atomic_try_cmpxchg_relaxed(&r->refs, &old, lockstep_wrapping_add(old, amount));
}

#define refcount_add_not_zero(amount, r) add_by_one_try((int)(amount), r)
#include "mutant.h"

SHOWS("refcount, return code, hang, detached, warning, write-locked, data race")
MUTANT("flag_added_by_one_try")
