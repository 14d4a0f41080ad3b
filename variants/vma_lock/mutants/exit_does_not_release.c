// SPDX-License-Identifier: GPL-2.0-only
/*
 * Leaving the exclusive section does not release: a reader that gets in then may miss the sequence
 * that says that the VMA is write-locked.
 */
#include <abi/surroundings.h>

#include "look.h"

static bool sub_relaxed(int amount, refcount_t *r)
{
	int old;

	EXTRA_LOOK(r->refs.counter);
	old = lockstep_fetch(LOCKSTEP_SUB, &r->refs.counter, amount, __ATOMIC_RELAXED);
	if (old < amount)
		refcount_warn_saturate(r, REFCOUNT_SUB_UAF);
	if (old == amount)
		lockstep_acquire(&r->refs.counter);
	return old == amount;
}

#define refcount_sub_and_test(amount, r) sub_relaxed((int)(amount), r)
#include "mutant.h"

SHOWS("data race")
MUTANT("exit_does_not_release")
